package org.pynenc.backend.redis;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.springframework.data.redis.connection.DataType;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.zset.Tuple;

/**
 * All that a server holds, as text, to compare what two stories left behind.
 */
final class RedisDump {

	/**
	 * Counts how often runners rested; only the order that it makes is of interest.
	 */
	private static final String RESTS = "idle:n";

	private static final String RESTING = "idle";

	private final RedisConnection connection;

	private RedisDump(RedisConnection connection) {
		this.connection = connection;
	}

	static Map<String, String> of(RedisConnection connection) {
		RedisDump dump = new RedisDump(connection);
		Map<String, String> values = new TreeMap<>();
		connection.keyCommands()
			.keys("*".getBytes(StandardCharsets.UTF_8))
			.stream()
			.filter((key) -> !text(key).endsWith(RESTS))
			.forEach((key) -> values.put(text(key), dump.value(key)));
		return values;
	}

	private String value(byte[] key) {
		DataType type = this.connection.keyCommands().type(key);
		return switch (type) {
			case STRING -> text(this.connection.stringCommands().get(key));
			case LIST -> texts(this.connection.listCommands().lRange(key, 0, -1)).toString();
			case SET -> new TreeSet<>(texts(this.connection.setCommands().sMembers(key))).toString();
			case HASH -> hash(this.connection.hashCommands().hGetAll(key)).toString();
			case ZSET -> zSet(key);
			default -> throw new IllegalStateException(text(key) + " is a " + type);
		};
	}

	private String zSet(byte[] key) {
		boolean inOrderOnly = text(key).endsWith(RESTING);
		return this.connection.zSetCommands()
			.zRangeWithScores(key, 0, -1)
			.stream()
			.map((tuple) -> inOrderOnly ? text(tuple.getValue()) : member(tuple))
			.collect(Collectors.joining(", "));
	}

	private static String member(Tuple tuple) {
		return text(tuple.getValue()) + " at " + tuple.getScore();
	}

	private static Map<String, String> hash(Map<byte[], byte[]> fields) {
		Map<String, String> texts = new TreeMap<>();
		fields.forEach((name, value) -> texts.put(text(name), text(value)));
		return texts;
	}

	private static Collection<String> texts(Collection<byte[]> values) {
		return values.stream().map(RedisDump::text).toList();
	}

	private static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.ISO_8859_1);
	}

}
