package org.pynenc.backend.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.sentinel.api.StatefulRedisSentinelConnection;

/**
 * A real sentinel that watches one server and promotes its replica, alone, as soon as it
 * has not seen it for a second.
 */
final class RedisSentinel implements AutoCloseable {

	static final String MASTER = "faults";

	private final Path configuration;

	private final RedisServer sentinel;

	private RedisSentinel(Path configuration, RedisServer sentinel) {
		this.configuration = configuration;
		this.sentinel = sentinel;
	}

	static RedisSentinel watch(RedisServer server) {
		try {
			Path configuration = Files.createTempFile("pynenc-sentinel-", ".conf");
			Files.writeString(configuration, """
					sentinel monitor %1$s %2$s %3$d 1
					sentinel down-after-milliseconds %1$s 1000
					sentinel failover-timeout %1$s 5000
					""".formatted(MASTER, RedisServer.HOST, server.port()));
			return new RedisSentinel(configuration, RedisServer.startSentinel(configuration));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	String node() {
		return this.sentinel.node();
	}

	/**
	 * How many replicas it knows.
	 */
	int replicas() {
		try (RedisClient client = RedisClient.create(RedisURI.create(this.sentinel.url()));
				StatefulRedisSentinelConnection<String, String> connection = client.connectSentinel()) {
			return connection.sync().replicas(MASTER).size();
		}
	}

	@Override
	public void close() {
		this.sentinel.close();
		try {
			Files.deleteIfExists(this.configuration);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
