package org.pynenc.backend.redis;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Stream;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import org.awaitility.Awaitility;
import redis.embedded.RedisExecProvider;

import org.springframework.util.FileSystemUtils;

/**
 * A real Redis server of its own process, on the loopback address and a free port. It
 * keeps nothing on disk and ends with this JVM at the latest.
 */
public final class RedisServer implements AutoCloseable {

	static final String HOST = "127.0.0.1";

	private static final int PATIENCE_SECONDS = 30;

	private static final int ATTEMPTS = 5;

	private static final String READY = "Ready to accept connections";

	private static final String SENTINEL_READY = "Sentinel ID is";

	private final int port;

	private final Process process;

	private final Path directory;

	private final String[] options;

	private final Thread stopAtExit = new Thread(this::stop, "redis-server-stop");

	private RedisServer(int port, Process process, Path directory, String... options) {
		this.port = port;
		this.process = process;
		this.directory = directory;
		this.options = options;
		Runtime.getRuntime().addShutdownHook(this.stopAtExit);
	}

	/**
	 * Starts a server and waits until it accepts connections.
	 * @param options further options, as in {@code --maxmemory-policy allkeys-lru}
	 */
	public static RedisServer start(String... options) {
		for (int attempt = 1; true; attempt++) {
			try {
				return start(freePort(), options);
			}
			catch (IllegalStateException ex) {
				// Somebody else may have taken the port in the meantime.
				if (attempt == ATTEMPTS) {
					throw ex;
				}
			}
		}
	}

	/**
	 * Starts a server on a port, as one that was stopped comes back.
	 */
	public static RedisServer start(int port, String... options) {
		try {
			return start(port, Files.createTempDirectory("pynenc-redis-"), options);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static RedisServer start(int port, Path directory, String... options) throws IOException {
		Process process = new ProcessBuilder(command(port, directory, options)).redirectErrorStream(true).start();
		RedisServer server = new RedisServer(port, process, directory, options);
		server.awaitReady();
		return server;
	}

	/**
	 * Starts a sentinel, which writes to its configuration.
	 */
	static RedisServer startSentinel(Path configuration) throws IOException {
		int port = freePort();
		Path directory = Files.createTempDirectory("pynenc-sentinel-");
		Process process = new ProcessBuilder(executable().getPath(), configuration.toString(), "--sentinel", "--bind",
				HOST, "--port", String.valueOf(port), "--daemonize", "no", "--dir", directory.toString())
			.redirectErrorStream(true)
			.start();
		RedisServer sentinel = new RedisServer(port, process, directory);
		sentinel.awaitReady();
		return sentinel;
	}

	/**
	 * Starts a replica of this server and waits until it has all that this one has.
	 */
	RedisServer startReplica() {
		RedisServer replica = start("--replicaof", HOST + " " + this.port, "--repl-diskless-sync-delay", "0");
		replica.awaitReplication();
		return replica;
	}

	private void awaitReplication() {
		Awaitility.await()
			.atMost(Duration.ofSeconds(PATIENCE_SECONDS))
			.until(() -> replication().contains("master_link_status:up"));
	}

	/**
	 * What the server tells of its part in a replication.
	 */
	String replication() {
		return command((redis) -> redis.info("replication"));
	}

	/**
	 * Waits until its replica has all that this server has.
	 */
	void awaitReplicas() {
		Awaitility.await().atMost(Duration.ofSeconds(PATIENCE_SECONDS)).until(this::isReplicated);
	}

	private boolean isReplicated() {
		String all = "master_repl_offset:";
		String replication = replication();
		String offset = replication.lines().filter((line) -> line.startsWith(all)).findFirst().orElseThrow();
		return replication.contains("offset=" + offset.substring(all.length()) + ",");
	}

	/**
	 * Makes a server of a replica.
	 */
	void promote() {
		command((redis) -> redis.replicaofNoOne());
	}

	private static List<String> command(int port, Path directory, String... options) {
		List<String> command = new ArrayList<>(
				List.of(executable().getPath(), "--bind", HOST, "--port", String.valueOf(port), "--save", "",
						"--appendonly", "no", "--daemonize", "no", "--dir", directory.toString()));
		command.addAll(List.of(options));
		return command;
	}

	private static File executable() {
		return Executable.FILE;
	}

	static int freePort() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void awaitReady() {
		CompletableFuture<Void> ready = new CompletableFuture<>();
		Thread reader = new Thread(() -> read(ready), "redis-server-output");
		reader.setDaemon(true);
		reader.start();
		try {
			ready.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
		}
		catch (ExecutionException | TimeoutException ex) {
			close();
			throw new IllegalStateException("No Redis server came up on port " + this.port, ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			close();
			throw new IllegalStateException(ex);
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
				if (line.contains(READY) || line.contains(SENTINEL_READY)) {
					ready.complete(null);
				}
			}
			ready.completeExceptionally(new IllegalStateException(String.join("\n", lines)));
		}
		catch (IOException ex) {
			ready.completeExceptionally(ex);
		}
	}

	public int port() {
		return this.port;
	}

	public String url() {
		return "redis://" + HOST + ":" + this.port;
	}

	String node() {
		return HOST + ":" + this.port;
	}

	/**
	 * Ends the server in the middle of what it does, as a crash would. What it has on
	 * disk stays.
	 */
	public RedisServer kill() {
		this.process.destroyForcibly().onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
		Runtime.getRuntime().removeShutdownHook(this.stopAtExit);
		return this;
	}

	/**
	 * Waits until all that it has acknowledged is in the file that it appends to.
	 */
	void awaitWritten() {
		Awaitility.await()
			.atMost(Duration.ofSeconds(PATIENCE_SECONDS))
			.until(() -> command((redis) -> redis.info("persistence")).lines()
				.filter((line) -> line.equals("aof_buffer_length:0") || line.equals("aof_pending_bio_fsync:0"))
				.count() == 2);
	}

	/**
	 * The file that it appends to.
	 */
	Path log() throws IOException {
		try (Stream<Path> files = Files.walk(this.directory)) {
			return files.filter((file) -> file.toString().endsWith(".incr.aof")).findFirst().orElseThrow();
		}
	}

	/**
	 * Starts a killed server again, with what it has on disk.
	 */
	RedisServer again() {
		try {
			return start(this.port, this.directory, this.options);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Lets the server do a command of its administration.
	 */
	<T> T command(Function<io.lettuce.core.api.sync.RedisCommands<String, String>, T> command) {
		try (RedisClient client = RedisClient.create(RedisURI.create(url()));
				StatefulRedisConnection<String, String> connection = client.connect()) {
			return command.apply(connection.sync());
		}
	}

	@Override
	public void close() {
		stop();
		Runtime.getRuntime().removeShutdownHook(this.stopAtExit);
	}

	private void stop() {
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

	/**
	 * Unpacked once for all servers of this JVM.
	 */
	private static final class Executable {

		private static final File FILE = unpack();

		private Executable() {
		}

		private static File unpack() {
			try {
				return RedisExecProvider.defaultProvider().get();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
