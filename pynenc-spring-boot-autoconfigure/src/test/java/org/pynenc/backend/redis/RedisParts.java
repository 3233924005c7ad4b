package org.pynenc.backend.redis;

import java.time.Duration;

import org.pynenc.broker.BrokerProperties;

import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * What of the backend each test makes anew, over connections that it is given.
 */
final class RedisParts implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final TestStoreTime time = new TestStoreTime();

	private final RedisKeys keys = new RedisKeys("contract");

	private final RedisScripts scripts;

	private final RedisChannel channel;

	private final RedisOrchestrator orchestrator;

	private final RedisBroker broker;

	private final RedisStateBackend stateBackend;

	private final RedisLifecycle lifecycle;

	private final RedisConnectionFactory connectionFactory;

	private final Runnable disconnect;

	RedisParts(RedisConnectionFactory connectionFactory) {
		this(connectionFactory, () -> {
		});
	}

	/**
	 * Makes the parts.
	 * @param disconnect what is to be done at the end
	 */
	RedisParts(RedisConnectionFactory connectionFactory, Runnable disconnect) {
		this.connectionFactory = connectionFactory;
		this.disconnect = disconnect;
		this.scripts = new RedisScripts(connectionFactory, this.keys, this.time);
		this.channel = new RedisChannel(connectionFactory, this.keys, this.scripts);
		this.orchestrator = new RedisOrchestrator(this.scripts, this.channel);
		this.broker = new RedisBroker(this.scripts);
		this.stateBackend = new RedisStateBackend(this.scripts);
		this.lifecycle = lifecycle(BrokerProperties.UNLIMITED);
	}

	/**
	 * Waits until what is published is heard, so that no test misses a hint.
	 */
	RedisParts listening() throws Exception {
		this.channel.awaitSubscribed(PATIENCE);
		return this;
	}

	TestStoreTime time() {
		return this.time;
	}

	RedisConnectionFactory connectionFactory() {
		return this.connectionFactory;
	}

	RedisKeys keys() {
		return this.keys;
	}

	RedisScripts scripts() {
		return this.scripts;
	}

	RedisChannel channel() {
		return this.channel;
	}

	RedisOrchestrator orchestrator() {
		return this.orchestrator;
	}

	RedisBroker broker() {
		return this.broker;
	}

	RedisStateBackend stateBackend() {
		return this.stateBackend;
	}

	RedisLifecycle lifecycle() {
		return this.lifecycle;
	}

	RedisLifecycle lifecycle(int maxQueued) {
		return new RedisLifecycle(this.scripts, this.channel, maxQueued);
	}

	@Override
	public void close() {
		this.channel.close();
		this.disconnect.run();
	}

}
