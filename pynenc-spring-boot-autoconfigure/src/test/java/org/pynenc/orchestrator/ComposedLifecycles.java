package org.pynenc.orchestrator;

import org.pynenc.broker.Broker;
import org.pynenc.broker.BrokerProperties;
import org.pynenc.state.StateBackend;

/**
 * Gives tests of other packages the composed lifecycle over parts of theirs.
 */
public final class ComposedLifecycles {

	private ComposedLifecycles() {
	}

	public static InvocationLifecycle of(Orchestrator orchestrator, Broker broker, StateBackend stateBackend) {
		return of(orchestrator, broker, stateBackend, BrokerProperties.UNLIMITED);
	}

	public static InvocationLifecycle of(Orchestrator orchestrator, Broker broker, StateBackend stateBackend,
			int maxQueued) {
		return new ComposedLifecycle(orchestrator, broker, stateBackend, maxQueued);
	}

}
