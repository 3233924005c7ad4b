package org.pynenc.orchestrator;

import org.pynenc.broker.Broker;
import org.pynenc.state.StateBackend;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the lifecycle that composes orchestrator, broker and state
 * backend, unless a backend brings one of its own.
 */
@AutoConfiguration(afterName = { "org.pynenc.backend.memory.PynencInlineAutoConfiguration",
		"org.pynenc.backend.memory.PynencMemoryAutoConfiguration" })
public final class PynencOrchestratorAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(InvocationLifecycle.class)
	ComposedLifecycle pynencLifecycle(Orchestrator orchestrator, Broker broker, StateBackend stateBackend) {
		return new ComposedLifecycle(orchestrator, broker, stateBackend);
	}

}
