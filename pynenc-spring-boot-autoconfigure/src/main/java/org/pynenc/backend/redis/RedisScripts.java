package org.pynenc.backend.redis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import org.pynenc.BackendUnavailableException;

import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.DefaultRedisScript;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.data.redis.serializer.RedisSerializer;

/**
 * Runs the scripts of this package, each by its digest and so in one trip; a server that
 * does not know it (any more) is given its text ({@link RedisScriptText}). It gets the
 * application's prefix as its key, the time (see {@link StoreTime}) as its first
 * argument, and answers by a flat list of texts or bytes.
 * <p>
 * Works with every connection factory, single server or cluster, and needs no bean but
 * that. Safe for use by several threads.
 */
class RedisScripts {

	/**
	 * How the error of {@code prelude.lua} begins.
	 */
	private static final String NEWER_LAYOUT = "LAYOUT ";

	private final StringRedisTemplate template;

	private final List<String> keys;

	private final StoreTime time;

	private final Map<String, RedisScript<List<byte[]>>> scripts = new ConcurrentHashMap<>();

	RedisScripts(RedisConnectionFactory connectionFactory, RedisKeys keys, StoreTime time) {
		this.template = new StringRedisTemplate(connectionFactory);
		// The connection is handed to nobody, so it needs no wrapping.
		this.template.setExposeConnection(true);
		this.keys = List.of(keys.prefix());
		this.time = time;
	}

	/**
	 * Runs a script.
	 * @param name its file's name, without the ending
	 * @param arguments what it gets after the time: bytes as they are, all else as text
	 * @return what it answers
	 * @throws BackendUnavailableException if Redis cannot be reached, does not answer in
	 * time, or reports an error
	 */
	RedisReply run(String name, Object... arguments) {
		return run(name, List.of(arguments));
	}

	RedisReply run(String name, List<?> arguments) {
		List<byte[]> bytes = new ArrayList<>(arguments.size() + 1);
		bytes.add(bytes(this.time.pinned()));
		arguments.forEach((argument) -> bytes.add(bytes(argument)));
		RedisScript<List<byte[]>> script = this.scripts.computeIfAbsent(name, RedisScripts::load);
		try {
			return new RedisReply(
					Objects.requireNonNull(execute(script, bytes.toArray()), "A script answers by a list"));
		}
		catch (DataAccessException ex) {
			String reason = String.valueOf(ex.getMostSpecificCause().getMessage());
			if (reason.contains(NEWER_LAYOUT)) {
				throw new NewerLayoutException(reason, ex);
			}
			throw new BackendUnavailableException("Redis did not do '" + name + "': " + reason, ex);
		}
	}

	/**
	 * The serializer is that of the elements, which the template's type does not say.
	 */
	@SuppressWarnings({ "unchecked", "rawtypes" })
	private @Nullable List<byte[]> execute(RedisScript<List<byte[]>> script, Object[] arguments) {
		RedisSerializer elements = RedisSerializer.byteArray();
		return (List<byte[]>) this.template.execute(script, RedisSerializer.byteArray(), elements, this.keys,
				arguments);
	}

	private static byte[] bytes(Object argument) {
		return (argument instanceof byte[] bytes) ? bytes : argument.toString().getBytes(StandardCharsets.UTF_8);
	}

	@SuppressWarnings("unchecked")
	private static RedisScript<List<byte[]>> load(String name) {
		Class<List<byte[]>> list = (Class<List<byte[]>>) (Class<?>) List.class;
		return new DefaultRedisScript<>(RedisScriptText.of(name), list);
	}

}
