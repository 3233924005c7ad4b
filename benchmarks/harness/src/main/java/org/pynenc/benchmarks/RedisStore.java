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
		return "Redis " + field("server", "redis_version") + " with " + field("memory", "mem_allocator") + ", "
				+ persistence();
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

	/**
	 * Asks once, so that what is measured is hardly more than without being asked.
	 */
	@Override
	public StoreWork work() {
		String info = this.connection.sync().info("all");
		double seconds = number(info, "used_cpu_user") + number(info, "used_cpu_sys");
		double bytes = number(info, "total_net_input_bytes") + number(info, "total_net_output_bytes");
		return new StoreWork(seconds, number(info, "total_reads_processed"), number(info, "total_commands_processed"),
				bytes, calls(info));
	}

	static Map<String, Double> calls(String commandStats) {
		Map<String, Double> calls = new TreeMap<>();
		Matcher matcher = CALLS.matcher(commandStats);
		while (matcher.find()) {
			calls.put(matcher.group(1), Double.valueOf(matcher.group(2)));
		}
		return calls;
	}

	private static double number(String info, String name) {
		return Double.parseDouble(value(info, name));
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
