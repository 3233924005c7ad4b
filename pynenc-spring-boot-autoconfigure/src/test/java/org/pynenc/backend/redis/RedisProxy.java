package org.pynenc.backend.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Stands between clients and a Redis server, on the loopback address, and lets one script
 * of the next ones meet a {@link RedisFault}. Everything else passes as it is.
 */
final class RedisProxy implements AutoCloseable {

	private final ServerSocket listening;

	private final Set<RedisProxyLink> links = ConcurrentHashMap.newKeySet();

	private volatile URI server;

	private volatile @Nullable RedisFault fault;

	/**
	 * Opens a proxy.
	 * @param url the server's address
	 */
	RedisProxy(String url) {
		this.server = URI.create(url);
		try {
			this.listening = new ServerSocket(0, 50, InetAddress.getByName(RedisServer.HOST));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		start("accept", this::accept);
	}

	private static void start(String name, Runnable work) {
		Thread thread = new Thread(work, "redis-proxy-" + name);
		thread.setDaemon(true);
		thread.start();
	}

	String url() {
		return "redis://" + RedisServer.HOST + ":" + port();
	}

	int port() {
		return this.listening.getLocalPort();
	}

	/**
	 * Lets a script meet a fault.
	 * @param before how many scripts are to pass before it
	 */
	RedisFault plan(RedisFault.Kind kind, int before) {
		RedisFault planned = new RedisFault(kind, before);
		this.fault = planned;
		return planned;
	}

	void planNothing() {
		this.fault = null;
	}

	/**
	 * Leads to another server from now on.
	 */
	void leadTo(String url) {
		this.server = URI.create(url);
		cutAll();
	}

	void cutAll() {
		this.links.forEach(RedisProxyLink::cut);
	}

	private void accept() {
		while (!this.listening.isClosed()) {
			try {
				connect(this.listening.accept());
			}
			catch (IOException ex) {
				// It is closed, or who asked has gone.
			}
		}
	}

	private void connect(Socket client) throws IOException {
		try {
			Socket there = new Socket(this.server.getHost(), this.server.getPort());
			Supplier<@Nullable RedisFault> faults = () -> this.fault;
			RedisProxyLink link = new RedisProxyLink(client, there, faults, this.links::remove);
			this.links.add(link);
			start("commands", link::passCommands);
			start("replies", link::passReplies);
		}
		catch (IOException ex) {
			// The server is away, and so it is for the client.
			client.close();
		}
	}

	@Override
	public void close() {
		try {
			this.listening.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		cutAll();
	}

}
