package org.pynenc.backend.memory;

import java.time.Duration;

import org.pynenc.broker.Broker;
import org.pynenc.contract.ComposedLifecycleStopContract;
import org.pynenc.contract.TestClock;
import org.pynenc.orchestrator.Orchestrator;
import org.pynenc.proof.Guarantee;
import org.pynenc.proof.Proves;
import org.pynenc.proof.Setup;
import org.pynenc.state.StateBackend;

@Proves(value = Guarantee.NO_HALF_STEPS, on = Setup.MEMORY)
class MemoryComposedLifecycleStopTests extends ComposedLifecycleStopContract {

	private final TestClock clock = new TestClock();

	private Orchestrator orchestrator = new MemoryOrchestrator(this.clock);

	private Broker broker = new MemoryBroker(this.clock);

	private StateBackend stateBackend = new MemoryStateBackend(this.clock);

	@Override
	protected void reset() {
		this.orchestrator = new MemoryOrchestrator(this.clock);
		this.broker = new MemoryBroker(this.clock);
		this.stateBackend = new MemoryStateBackend(this.clock);
	}

	@Override
	protected Orchestrator orchestrator() {
		return this.orchestrator;
	}

	@Override
	protected Broker broker() {
		return this.broker;
	}

	@Override
	protected StateBackend stateBackend() {
		return this.stateBackend;
	}

	@Override
	protected void advance(Duration duration) {
		this.clock.advance(duration);
	}

}
