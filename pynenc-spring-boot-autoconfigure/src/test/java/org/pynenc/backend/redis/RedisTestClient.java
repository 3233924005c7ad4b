package org.pynenc.backend.redis;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import io.netty.util.HashedWheelTimer;

import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * The clients that an application may have, by what they do with a command whose
 * connection was lost.
 */
enum RedisTestClient {

	/**
	 * Sends it again after the next connection.
	 */
	LETTUCE {
		@Override
		RedisConnectionFactory connect(int port) {
			return lettuce(port, ClientOptions.create());
		}
	},

	/**
	 * The same, and refuses further ones until there is a connection.
	 */
	LETTUCE_THAT_REJECTS {
		@Override
		RedisConnectionFactory connect(int port) {
			return lettuce(port,
					ClientOptions.builder()
						.disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
						.build());
		}
	},

	/**
	 * Gives it up.
	 */
	JEDIS {
		@Override
		RedisConnectionFactory connect(int port) {
			JedisConnectionFactory connections = new JedisConnectionFactory(configuration(port));
			connections.afterPropertiesSet();
			connections.start();
			return connections;
		}
	};

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	/**
	 * As of Lettuce, but for how soon it connects again.
	 */
	private static final ClientResources RESOURCES = ClientResources.builder()
		.reconnectDelay(Delay.constant(Duration.ofMillis(1)))
		.timer(new HashedWheelTimer(1, TimeUnit.MILLISECONDS))
		.build();

	/**
	 * A started factory, to be destroyed by the caller.
	 */
	abstract RedisConnectionFactory connect(int port);

	private static RedisStandaloneConfiguration configuration(int port) {
		return new RedisStandaloneConfiguration(RedisServer.HOST, port);
	}

	private static RedisConnectionFactory lettuce(int port, ClientOptions options) {
		LettuceConnectionFactory connections = new LettuceConnectionFactory(configuration(port),
				LettuceClientConfiguration.builder()
					.clientResources(RESOURCES)
					.clientOptions(options)
					.commandTimeout(TIMEOUT)
					.build());
		connections.afterPropertiesSet();
		connections.start();
		return connections;
	}

}
