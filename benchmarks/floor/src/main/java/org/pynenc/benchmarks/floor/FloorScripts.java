package org.pynenc.benchmarks.floor;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;

/**
 * The three scripts. A server keeps them through {@code FLUSHALL}.
 */
final class FloorScripts {

	private static final String HASH = "inv:";

	private static final String LEASE_MILLIS = "30000";

	private static final String KEEP_MILLIS = "3600000";

	private static final String TASK = "adder.add";

	private final String register;

	private final String claim;

	private final String complete;

	private final String runner = UUID.randomUUID().toString();

	FloorScripts(StatefulRedisConnection<String, String> connection) {
		this.register = load(connection, "register");
		this.claim = load(connection, "claim");
		this.complete = load(connection, "complete");
	}

	private static String load(StatefulRedisConnection<String, String> connection, String name) {
		try (InputStream text = FloorScripts.class.getResourceAsStream(name + ".lua")) {
			return connection.sync().scriptLoad(new String(text.readAllBytes(), StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	RedisFuture<Long> register(RedisAsyncCommands<String, String> redis, List<FloorCall> calls) {
		List<String> keys = new ArrayList<>(List.of("queue", "created", "registered", "counts"));
		List<String> arguments = new ArrayList<>(List.of(now()));
		for (FloorCall call : calls) {
			keys.add(HASH + call.id());
			arguments.addAll(List.of(call.id(), TASK, call.arguments(), call.channel()));
		}
		return redis.evalsha(this.register, ScriptOutputType.INTEGER, keys.toArray(String[]::new),
				arguments.toArray(String[]::new));
	}

	RedisFuture<List<String>> claim(RedisAsyncCommands<String, String> redis, int most) {
		long now = System.currentTimeMillis();
		String[] keys = { "queue", "registered", "running", "leases" };
		return redis.evalsha(this.claim, ScriptOutputType.MULTI, keys, String.valueOf(most), this.runner,
				String.valueOf(now), String.valueOf(now + Long.parseLong(LEASE_MILLIS)), HASH);
	}

	RedisFuture<Long> complete(RedisAsyncCommands<String, String> redis, FloorCall call, int result) {
		String[] keys = { HASH + call.id(), "running", "succeeded", "leases", "counts" };
		return redis.evalsha(this.complete, ScriptOutputType.INTEGER, keys, call.id(), String.valueOf(result), now(),
				KEEP_MILLIS, call.channel());
	}

	private static String now() {
		return String.valueOf(System.currentTimeMillis());
	}

}
