package org.pynenc.backend.memory;

import java.time.Duration;

import org.pynenc.broker.Broker;
import org.pynenc.contract.InvocationLifecycleContract;
import org.pynenc.contract.TestClock;
import org.pynenc.orchestrator.ComposedLifecycles;
import org.pynenc.orchestrator.InvocationLifecycle;
import org.pynenc.orchestrator.Orchestrator;
import org.pynenc.state.StateBackend;

class MemoryComposedLifecycleTests extends InvocationLifecycleContract {

	private final TestClock clock = new TestClock();

	private final Orchestrator orchestrator = new MemoryOrchestrator(this.clock);

	private final Broker broker = new MemoryBroker(this.clock);

	private final StateBackend stateBackend = new MemoryStateBackend(this.clock);

	private final InvocationLifecycle lifecycle = ComposedLifecycles.of(this.orchestrator, this.broker,
			this.stateBackend);

	@Override
	protected InvocationLifecycle lifecycle() {
		return this.lifecycle;
	}

	@Override
	protected InvocationLifecycle lifecycle(int maxQueued) {
		return ComposedLifecycles.of(this.orchestrator, this.broker, this.stateBackend, maxQueued);
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
