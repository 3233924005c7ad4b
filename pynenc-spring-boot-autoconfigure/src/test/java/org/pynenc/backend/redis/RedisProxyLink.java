package org.pynenc.backend.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * A client's connection, with the one to the server that belongs to it. Whichever side
 * ends takes the other with it.
 */
final class RedisProxyLink {

	/**
	 * A push of RESP3 answers no command.
	 */
	private static final char PUSH = '>';

	private static final int HEAD = 24;

	private final Socket client;

	private final Socket server;

	private final Supplier<@Nullable RedisFault> faults;

	private final Consumer<RedisProxyLink> ended;

	/**
	 * What the answers meet that the server owes, in order.
	 */
	private final Queue<Optional<RedisFault>> owed = new ConcurrentLinkedQueue<>();

	RedisProxyLink(Socket client, Socket server, Supplier<@Nullable RedisFault> faults, Consumer<RedisProxyLink> ended)
			throws IOException {
		this.client = client;
		this.server = server;
		this.faults = faults;
		this.ended = ended;
		client.setTcpNoDelay(true);
		server.setTcpNoDelay(true);
	}

	void passCommands() {
		pass(() -> {
			RespReader commands = new RespReader(this.client.getInputStream());
			while (true) {
				byte[] command = commands.next();
				Optional<RedisFault> fault = faultOf(command);
				if (isMet(fault, RedisFault.Kind.CUT_BEFORE)) {
					return;
				}
				this.owed.add(fault);
				this.server.getOutputStream().write(command);
			}
		});
	}

	private Optional<RedisFault> faultOf(byte[] command) {
		return isScript(command) ? Optional.ofNullable(this.faults.get()).filter(RedisFault::isFor) : Optional.empty();
	}

	private static boolean isScript(byte[] command) {
		String head = new String(command, 0, Math.min(command.length, HEAD), StandardCharsets.ISO_8859_1);
		return head.toUpperCase(Locale.ROOT).contains("\r\nEVAL");
	}

	void passReplies() {
		pass(() -> {
			RespReader replies = new RespReader(this.server.getInputStream());
			while (true) {
				byte[] reply = replies.next();
				Optional<RedisFault> fault = (reply[0] != PUSH) ? next() : Optional.empty();
				if (isMet(fault, RedisFault.Kind.CUT_AFTER)) {
					return;
				}
				fault.ifPresent(RedisFault::meet);
				this.client.getOutputStream().write(reply);
			}
		});
	}

	/**
	 * A message of RESP2 answers no command either, and none is owed then.
	 */
	private Optional<RedisFault> next() {
		Optional<RedisFault> next = this.owed.poll();
		return (next != null) ? next : Optional.empty();
	}

	private static boolean isMet(Optional<RedisFault> fault, RedisFault.Kind kind) {
		boolean met = fault.isPresent() && fault.get().is(kind);
		if (met) {
			fault.get().meet();
		}
		return met;
	}

	private void pass(Passing passing) {
		try {
			passing.pass();
		}
		catch (IOException ex) {
			// One side has ended.
		}
		finally {
			cut();
			this.ended.accept(this);
		}
	}

	void cut() {
		try {
			this.client.close();
			this.server.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private interface Passing {

		void pass() throws IOException;

	}

}
