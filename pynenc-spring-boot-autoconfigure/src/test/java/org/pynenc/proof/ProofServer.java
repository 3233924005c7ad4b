package org.pynenc.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.pynenc.backend.redis.RedisServer;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol;

import org.springframework.util.FileSystemUtils;

/**
 * A Redis that writes everything to disk before it answers, and can be maltreated.
 */
final class ProofServer implements AutoCloseable {

	private final Path directory;

	private final int port;

	private RedisServer server;

	ProofServer() {
		try {
			this.directory = Files.createTempDirectory("pynenc-proof-redis-");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server = RedisServer.start(options());
		this.port = this.server.port();
	}

	private String[] options() {
		return new String[] { "--dir", this.directory.toString(), "--appendonly", "yes", "--appendfsync", "always" };
	}

	String url() {
		return this.server.url();
	}

	/**
	 * Kills it and starts it on what it had written.
	 */
	void restart() {
		this.server.kill();
		this.server = RedisServer.start(this.port, options());
	}

	/**
	 * Cuts the connections of all clients, those that are subscribed included.
	 */
	void cutConnections() {
		send(Protocol.Command.CLIENT, "KILL", "TYPE", "pubsub");
		send(Protocol.Command.CLIENT, "KILL", "TYPE", "normal");
	}

	void pause(int millis) {
		send(Protocol.Command.CLIENT, "PAUSE", String.valueOf(millis), "ALL");
	}

	void forgetScripts() {
		send(Protocol.Command.SCRIPT, "FLUSH");
	}

	private void send(Protocol.Command command, String... arguments) {
		try (Jedis jedis = new Jedis(url())) {
			byte[][] bytes = new byte[arguments.length][];
			for (int i = 0; i < arguments.length; i++) {
				bytes[i] = arguments[i].getBytes(StandardCharsets.UTF_8);
			}
			jedis.sendCommand(command, bytes);
		}
	}

	@Override
	public void close() {
		this.server.close();
		try {
			FileSystemUtils.deleteRecursively(this.directory);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
