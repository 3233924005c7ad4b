package org.pynenc.sample;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import redis.embedded.RedisExecProvider;

import org.springframework.util.FileSystemUtils;

/**
 * A real Redis server of its own process, on the loopback address, that keeps nothing on
 * disk. It ends when it is closed and not before: the shutdown hook of the library would
 * end it while the application still gives its work back.
 */
final class EmbeddedRedis implements AutoCloseable {

	private static final int USUAL_PORT = 6379;

	private static final String HOST = "127.0.0.1";

	private static final String READY = "Ready to accept connections";

	private static final int PATIENCE_SECONDS = 30;

	private final int port;

	private final Process process;

	private final Path directory;

	private EmbeddedRedis(int port, Process process, Path directory) {
		this.port = port;
		this.process = process;
		this.directory = directory;
	}

	/**
	 * Starts a server on the usual port, if nobody has it.
	 */
	static EmbeddedRedis startOnUsualPort() {
		return start(isFree(USUAL_PORT) ? USUAL_PORT : freePort());
	}

	/**
	 * Starts a server on a free port.
	 */
	static EmbeddedRedis start() {
		return start(freePort());
	}

	private static EmbeddedRedis start(int port) {
		try {
			Path directory = Files.createTempDirectory("photos-redis-");
			Process process = new ProcessBuilder(command(port, directory)).redirectErrorStream(true).start();
			EmbeddedRedis redis = new EmbeddedRedis(port, process, directory);
			redis.awaitReady();
			return redis;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static boolean isFree(int port) {
		try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName(HOST))) {
			return socket.isBound();
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static int freePort() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<String> command(int port, Path directory) throws IOException {
		return List.of(RedisExecProvider.defaultProvider().get().getPath(), "--bind", HOST, "--port",
				String.valueOf(port), "--save", "", "--appendonly", "no", "--dir", directory.toString());
	}

	private void awaitReady() {
		CompletableFuture<Void> ready = new CompletableFuture<>();
		Thread reader = new Thread(() -> read(ready), "embedded-redis-output");
		reader.setDaemon(true);
		reader.start();
		try {
			ready.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
		}
		catch (Exception ex) {
			close();
			throw new IllegalStateException("No Redis server came up on port " + this.port, ex);
		}
	}

	/**
	 * Reads to the end, so that the server never blocks on what it writes.
	 */
	private void read(CompletableFuture<Void> ready) {
		List<String> lines = new ArrayList<>();
		try (BufferedReader reader = this.process.inputReader()) {
			for (String line = reader.readLine(); line != null; line = reader.readLine()) {
				if (!ready.isDone()) {
					lines.add(line);
				}
				if (line.contains(READY)) {
					ready.complete(null);
				}
			}
			ready.completeExceptionally(new IllegalStateException(String.join("\n", lines)));
		}
		catch (IOException ex) {
			ready.completeExceptionally(ex);
		}
	}

	int port() {
		return this.port;
	}

	String host() {
		return HOST;
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
			FileSystemUtils.deleteRecursively(this.directory);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

}
