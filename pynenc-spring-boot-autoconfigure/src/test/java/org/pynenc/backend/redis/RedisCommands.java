package org.pynenc.backend.redis;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.springframework.data.redis.connection.RedisConnection;

/**
 * What the tests' server did, by its own count, and what it holds.
 */
final class RedisCommands {

	private static final Pattern CALLS = Pattern.compile("calls=(\\d+)");

	private static final Set<String> SCRIPTS = Set.of("cmdstat_eval", "cmdstat_evalsha");

	/**
	 * What looking costs, and what clients do at their start.
	 */
	private static final Set<String> NO_WORK = Set.of("cmdstat_info", "cmdstat_hello", "cmdstat_client|setinfo",
			"cmdstat_client|setname", "cmdstat_ping");

	private Map<String, Long> lastLook = look();

	/**
	 * How many scripts were run, a failed attempt by digest included.
	 */
	long scriptsSinceLastLook() {
		return sinceLastLook(SCRIPTS::contains);
	}

	/**
	 * How many commands there were, those of scripts included.
	 */
	long callsSinceLastLook() {
		return sinceLastLook((name) -> !NO_WORK.contains(name));
	}

	/**
	 * How many of one command there were, those of scripts included.
	 */
	long callsSinceLastLook(String command) {
		return sinceLastLook(("cmdstat_" + command)::equals);
	}

	private long sinceLastLook(Predicate<String> counted) {
		Map<String, Long> before = this.lastLook;
		this.lastLook = look();
		return this.lastLook.entrySet()
			.stream()
			.filter((entry) -> counted.test(entry.getKey()))
			.mapToLong((entry) -> entry.getValue() - before.getOrDefault(entry.getKey(), 0L))
			.sum();
	}

	private static Map<String, Long> look() {
		Properties info = with((connection) -> connection.serverCommands().info("commandstats"));
		return info.stringPropertyNames()
			.stream()
			.collect(Collectors.toMap(Function.identity(), (name) -> calls(info.getProperty(name))));
	}

	private static long calls(String statistics) {
		Matcher matcher = CALLS.matcher(statistics);
		return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
	}

	/**
	 * All keys of the server.
	 */
	static Set<String> keys() {
		return with((connection) -> {
			Set<String> keys = new HashSet<>();
			connection.keyCommands()
				.keys("*".getBytes(StandardCharsets.UTF_8))
				.forEach((key) -> keys.add(new String(key, StandardCharsets.UTF_8)));
			return keys;
		});
	}

	/**
	 * Deletes the whole database.
	 */
	static void flush() {
		with((connection) -> {
			connection.serverCommands().flushDb();
			return true;
		});
	}

	static void set(String key, String value) {
		with((connection) -> connection.stringCommands()
			.set(key.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8)));
	}

	static <T> T with(Function<RedisConnection, T> work) {
		try (RedisConnection connection = RedisServerExtension.connectionFactory().getConnection()) {
			return work.apply(connection);
		}
	}

}
