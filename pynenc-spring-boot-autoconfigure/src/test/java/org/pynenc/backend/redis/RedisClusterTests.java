package org.pynenc.backend.redis;

import java.time.Duration;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.pynenc.broker.Broker;
import org.pynenc.contract.InvocationLifecycleContract;
import org.pynenc.orchestrator.InvocationLifecycle;
import org.pynenc.orchestrator.Orchestrator;
import org.pynenc.state.StateBackend;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * The fused lifecycle on a cluster, with Lettuce.
 */
class RedisClusterTests extends InvocationLifecycleContract {

	private static RedisCluster cluster;

	private final RedisParts parts = parts(cluster);

	@BeforeAll
	static void startCluster() {
		cluster = RedisCluster.start();
	}

	@AfterAll
	static void stopCluster() {
		cluster.close();
	}

	@BeforeEach
	void listen() throws Exception {
		this.parts.listening();
	}

	/**
	 * The parts over new connections to the cluster.
	 */
	RedisParts parts(RedisCluster cluster) {
		LettuceConnectionFactory connections = new LettuceConnectionFactory(cluster.configuration());
		connections.afterPropertiesSet();
		connections.start();
		return new RedisParts(connections, connections::destroy);
	}

	@AfterEach
	void disconnect() {
		this.parts.lifecycle().purge();
		this.parts.close();
	}

	@Override
	protected InvocationLifecycle lifecycle() {
		return this.parts.lifecycle();
	}

	@Override
	protected InvocationLifecycle lifecycle(int maxQueued) {
		return this.parts.lifecycle(maxQueued);
	}

	@Override
	protected Orchestrator orchestrator() {
		return this.parts.orchestrator();
	}

	@Override
	protected Broker broker() {
		return this.parts.broker();
	}

	@Override
	protected StateBackend stateBackend() {
		return this.parts.stateBackend();
	}

	@Override
	protected void advance(Duration duration) {
		this.parts.time().advance(duration);
	}

}
