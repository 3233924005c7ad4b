package org.pynenc.benchmarks.sql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.stream.Stream;

import org.pynenc.benchmarks.Plan;
import org.pynenc.benchmarks.Store;
import org.pynenc.benchmarks.StoreWork;

/**
 * One table of a PostgreSQL server.
 */
public final class PostgresStore implements Store {

	private final String url;

	private final long pid;

	private final String table;

	/**
	 * Makes a store of a table, which may not be there yet.
	 * @param plan where the server is
	 * @param table the table that holds what is registered
	 */
	public PostgresStore(Plan plan, String table) {
		this.url = plan.postgres();
		this.pid = plan.postgresPid();
		this.table = table;
	}

	/**
	 * Where the server is.
	 * @param plan where the server is
	 * @param durable whether a commit waits until it is on disk
	 * @return the address as JDBC has it
	 */
	public static String url(Plan plan, boolean durable) {
		return durable ? plan.postgres() : plan.postgres() + "&options=-c%20synchronous_commit=off";
	}

	@Override
	public String description() {
		return "PostgreSQL " + query("show server_version") + ", fsync " + query("show fsync") + ", shared_buffers "
				+ query("show shared_buffers");
	}

	@Override
	public void purge() {
		try (Connection connection = DriverManager.getConnection(this.url);
				Statement statement = connection.createStatement()) {
			statement.execute("truncate table " + this.table);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * The rows that live, with their indexes: what is dead goes first.
	 */
	@Override
	public long bytes() {
		try (Connection connection = DriverManager.getConnection(this.url);
				Statement statement = connection.createStatement()) {
			statement.execute("vacuum full " + this.table);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
		return Long.parseLong(query("select pg_total_relation_size('" + this.table + "')"));
	}

	@Override
	public StoreWork work() {
		double seconds = ProcessHandle.of(this.pid)
			.stream()
			.flatMap((server) -> Stream.concat(Stream.of(server), server.descendants()))
			.flatMap((process) -> process.info().totalCpuDuration().stream())
			.mapToDouble((duration) -> duration.toNanos() / (double) Duration.ofSeconds(1).toNanos())
			.sum();
		return StoreWork.ofProcessor(seconds);
	}

	private String query(String sql) {
		try (Connection connection = DriverManager.getConnection(this.url);
				Statement statement = connection.createStatement();
				ResultSet result = statement.executeQuery(sql)) {
			result.next();
			return result.getString(1);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
