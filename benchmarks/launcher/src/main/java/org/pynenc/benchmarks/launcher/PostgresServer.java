package org.pynenc.benchmarks.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * A PostgreSQL server of its own process, on the loopback address and a free port. A
 * commit waits for the disk, as by default; caches and log are larger.
 */
final class PostgresServer implements AutoCloseable {

	private final EmbeddedPostgres server;

	private final Path data;

	private PostgresServer(EmbeddedPostgres server, Path data) {
		this.server = server;
		this.data = data;
	}

	/**
	 * Starts a server. PostgreSQL refuses to run as root; root needs {@code unshare} for
	 * it.
	 */
	static PostgresServer start() throws IOException {
		Path data = Files.createTempDirectory("pynenc-benchmarks-postgres-");
		EmbeddedPostgres server = EmbeddedPostgres.builder()
			.setDataDirectory(data)
			.setServerConfig("listen_addresses", "127.0.0.1")
			.setServerConfig("fsync", "on")
			.setServerConfig("synchronous_commit", "on")
			.setServerConfig("full_page_writes", "on")
			.setServerConfig("max_connections", "100")
			.setServerConfig("shared_buffers", "1GB")
			.setServerConfig("max_wal_size", "8GB")
			.setServerConfig("checkpoint_timeout", "30min")
			.start();
		return new PostgresServer(server, data);
	}

	String url() {
		return this.server.getJdbcUrl("postgres", "postgres");
	}

	/**
	 * The process, whose descendants serve the connections.
	 */
	long pid() {
		try {
			return Long.parseLong(Files.readAllLines(this.data.resolve("postmaster.pid")).get(0).trim());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		try {
			this.server.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
