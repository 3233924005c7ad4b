package org.pynenc.benchmarks;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;

/**
 * A Redis server, asked over a connection of its own.
 */
public final class RedisStore implements Store {

	private static final Pattern CALLS = Pattern.compile("cmdstat_([^:]+):calls=(\\d+)");

	private final RedisClient client;

	private final StatefulRedisConnection<String, String> connection;

	/**
	 * Connects.
	 * @param url where the server is, as in {@code redis://127.0.0.1:6379}
	 */
	public RedisStore(String url) {
		this.client = RedisClient.create(url);
		this.connection = this.client.connect();
	}

	@Override
	public String description() {
		return "Redis " + field("server", "redis_version") + ", " + persistence();
	}

	private String persistence() {
		return field("persistence", "aof_enabled").equals("1") ? "append-only file" : "no persistence";
	}

	@Override
	public void purge() {
		this.connection.sync().flushall();
	}

	@Override
	public long bytes() {
		return Long.parseLong(field("memory", "used_memory"));
	}

	@Override
	public StoreWork work() {
		double seconds = number("cpu", "used_cpu_user") + number("cpu", "used_cpu_sys");
		double bytes = number("stats", "total_net_input_bytes") + number("stats", "total_net_output_bytes");
		return new StoreWork(seconds, number("stats", "total_reads_processed"),
				number("stats", "total_commands_processed"), bytes, calls(this.connection.sync().info("commandstats")));
	}

	static Map<String, Double> calls(String commandStats) {
		Map<String, Double> calls = new TreeMap<>();
		Matcher matcher = CALLS.matcher(commandStats);
		while (matcher.find()) {
			calls.put(matcher.group(1), Double.valueOf(matcher.group(2)));
		}
		return calls;
	}

	private double number(String section, String name) {
		return Double.parseDouble(field(section, name));
	}

	private String field(String section, String name) {
		return value(this.connection.sync().info(section), name);
	}

	static String value(String info, String name) {
		return info.lines()
			.filter((line) -> line.startsWith(name + ":"))
			.map((line) -> line.substring(name.length() + 1).trim())
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("Redis does not tell its " + name));
	}

	@Override
	public void close() {
		this.connection.close();
		this.client.shutdown();
	}

}
