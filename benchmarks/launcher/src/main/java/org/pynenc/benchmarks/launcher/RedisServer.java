package org.pynenc.benchmarks.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import redis.embedded.RedisExecProvider;

/**
 * A Redis server of its own process, on the loopback address and a free port. It keeps
 * nothing on disk and ends with this JVM at the latest.
 */
final class RedisServer implements AutoCloseable {

	private static final String HOST = "127.0.0.1";

	private static final long PATIENCE_SECONDS = 30;

	private final Process process;

	private final int port;

	private final Thread stopAtExit;

	private RedisServer(Process process, int port) {
		this.process = process;
		this.port = port;
		this.stopAtExit = new Thread(process::destroy, "redis-server-stop");
		Runtime.getRuntime().addShutdownHook(this.stopAtExit);
	}

	/**
	 * Starts a server.
	 * @param program its program, or {@code null} for the one that comes along
	 */
	static RedisServer start(@Nullable Path program) throws IOException {
		int port = freePort();
		Path directory = Files.createTempDirectory("pynenc-benchmarks-redis-");
		directory.toFile().deleteOnExit();
		String server = (program != null) ? program.toString() : RedisExecProvider.defaultProvider().get().getPath();
		List<String> command = List.of(server, "--bind", HOST, "--port", String.valueOf(port), "--save", "",
				"--appendonly", "no", "--dir", directory.toString());
		RedisServer started = new RedisServer(new ProcessBuilder(command).redirectErrorStream(true).start(), port);
		started.awaitReady();
		return started;
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
			return socket.getLocalPort();
		}
	}

	/**
	 * Once it accepts connections, it writes nothing more than would fit into a pipe.
	 */
	private void awaitReady() throws IOException {
		List<String> lines = new ArrayList<>();
		BufferedReader reader = this.process.inputReader();
		for (String line = reader.readLine(); line != null; line = reader.readLine()) {
			if (line.contains("Ready to accept connections")) {
				return;
			}
			lines.add(line);
		}
		throw new IllegalStateException("No Redis server came up:\n" + String.join("\n", lines));
	}

	String url() {
		return "redis://" + HOST + ":" + this.port;
	}

	@Override
	public void close() {
		this.process.destroy();
		try {
			if (!this.process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
		Runtime.getRuntime().removeShutdownHook(this.stopAtExit);
	}

}
