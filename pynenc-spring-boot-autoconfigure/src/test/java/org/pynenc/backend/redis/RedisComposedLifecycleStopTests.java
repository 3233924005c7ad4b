package org.pynenc.backend.redis;

import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pynenc.broker.Broker;
import org.pynenc.contract.ComposedLifecycleStopContract;
import org.pynenc.orchestrator.Orchestrator;
import org.pynenc.proof.Guarantee;
import org.pynenc.proof.Proves;
import org.pynenc.proof.Setup;
import org.pynenc.state.StateBackend;

@ExtendWith(RedisServerExtension.class)
@Proves(value = Guarantee.NO_HALF_STEPS, on = Setup.COMPOSED_REDIS)
class RedisComposedLifecycleStopTests extends ComposedLifecycleStopContract {

	private final RedisParts parts = new RedisParts(RedisServerExtension.connectionFactory());

	@AfterEach
	void disconnect() {
		this.parts.close();
	}

	@Override
	protected void reset() {
		this.parts.lifecycle().purge();
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
