package org.pynenc.backend.redis;

import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pynenc.broker.Broker;
import org.pynenc.contract.InvocationLifecycleContract;
import org.pynenc.orchestrator.ComposedLifecycles;
import org.pynenc.orchestrator.InvocationLifecycle;
import org.pynenc.orchestrator.Orchestrator;
import org.pynenc.state.StateBackend;

/**
 * The composed lifecycle over the parts in Redis.
 */
@ExtendWith(RedisServerExtension.class)
class RedisComposedLifecycleTests extends InvocationLifecycleContract {

	private final RedisParts parts = new RedisParts(RedisServerExtension.connectionFactory());

	@BeforeEach
	void listen() throws Exception {
		this.parts.listening();
	}

	@AfterEach
	void disconnect() {
		this.parts.close();
	}

	@Override
	protected InvocationLifecycle lifecycle() {
		return ComposedLifecycles.of(orchestrator(), broker(), stateBackend());
	}

	@Override
	protected InvocationLifecycle lifecycle(int maxQueued) {
		return ComposedLifecycles.of(orchestrator(), broker(), stateBackend(), maxQueued);
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
