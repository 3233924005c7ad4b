package org.pynenc.proof;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * What a server holds, and what clients have sent to it, by its own count.
 */
final class ServerLook {

	private static final Pattern CALLS = Pattern.compile("calls=(\\d+)");

	private final RedisConnectionFactory connections;

	ServerLook(RedisConnectionFactory connections) {
		this.connections = connections;
	}

	/**
	 * The names of all keys.
	 */
	Set<String> keys() {
		return with((connection) -> {
			Set<String> keys = new TreeSet<>();
			connection.keyCommands()
				.keys("*".getBytes(StandardCharsets.UTF_8))
				.forEach((key) -> keys.add(new String(key, StandardCharsets.UTF_8)));
			return keys;
		});
	}

	/**
	 * The time of the server, in microseconds.
	 */
	long micros() {
		return with((connection) -> connection.serverCommands().time(TimeUnit.MICROSECONDS));
	}

	/**
	 * How many commands of each kind there were; those of scripts count too.
	 */
	Map<String, Long> commands() {
		Properties info = with((connection) -> connection.serverCommands().info("commandstats"));
		Map<String, Long> commands = new HashMap<>();
		for (String name : info.stringPropertyNames()) {
			Matcher matcher = CALLS.matcher(info.getProperty(name));
			if (matcher.find()) {
				commands.put(name, Long.parseLong(matcher.group(1)));
			}
		}
		return commands;
	}

	/**
	 * How many scripts were run.
	 */
	long scripts() {
		Map<String, Long> commands = commands();
		return commands.getOrDefault("cmdstat_evalsha", 0L) + commands.getOrDefault("cmdstat_eval", 0L);
	}

	static Duration between(long fromMicros, long toMicros) {
		return Duration.ofNanos((toMicros - fromMicros) * 1000);
	}

	<T> T with(Function<RedisConnection, T> work) {
		try (RedisConnection connection = this.connections.getConnection()) {
			return work.apply(connection);
		}
	}

}
