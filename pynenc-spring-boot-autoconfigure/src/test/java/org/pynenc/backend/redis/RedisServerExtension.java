package org.pynenc.backend.redis;

import java.util.Objects;

import io.lettuce.core.RedisURI;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Gives tests an empty Redis: one server for the tests of this JVM, or the one that the
 * environment variable {@code PYNENC_TEST_REDIS_URL} names, of which the whole database
 * is deleted before each test.
 */
public final class RedisServerExtension implements BeforeEachCallback {

	private static final String URL_VARIABLE = "PYNENC_TEST_REDIS_URL";

	@Override
	public void beforeEach(ExtensionContext context) {
		try (RedisConnection connection = connectionFactory().getConnection()) {
			connection.serverCommands().flushDb();
		}
	}

	/**
	 * The server's address, as {@code spring.data.redis.url} takes it.
	 */
	public static String url() {
		return Shared.URL;
	}

	/**
	 * Whether this JVM has started the server, so that its version and setting are known.
	 */
	static boolean isOurs() {
		return System.getenv(URL_VARIABLE) == null;
	}

	/**
	 * Connections to the server, the same factory for all tests of this JVM.
	 */
	public static LettuceConnectionFactory connectionFactory() {
		return Shared.CONNECTIONS;
	}

	/**
	 * Connections of Lettuce to any server.
	 * @param url the server's address
	 * @return a started factory, to be destroyed by the caller
	 */
	public static LettuceConnectionFactory connect(String url) {
		RedisConfiguration configuration = LettuceConnectionFactory.createRedisConfiguration(RedisURI.create(url));
		LettuceConnectionFactory connections = new LettuceConnectionFactory(configuration);
		connections.afterPropertiesSet();
		connections.start();
		return connections;
	}

	private static final class Shared {

		static final String URL = Objects.requireNonNullElseGet(System.getenv(URL_VARIABLE),
				() -> RedisServer.start().url());

		static final LettuceConnectionFactory CONNECTIONS = connect(URL);

		private Shared() {
		}

	}

}
