package org.pynenc.orchestrator;

import org.pynenc.broker.Broker;
import org.pynenc.broker.BrokerProperties;
import org.pynenc.state.StateBackend;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the lifecycle that composes orchestrator, broker and state
 * backend, unless a backend brings one of its own.
 */
@AutoConfiguration(afterName = { "org.pynenc.backend.memory.PynencInlineAutoConfiguration",
		"org.pynenc.backend.memory.PynencMemoryAutoConfiguration" })
@EnableConfigurationProperties(BrokerProperties.class)
public final class PynencOrchestratorAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(InvocationLifecycle.class)
	ComposedLifecycle pynencLifecycle(Orchestrator orchestrator, Broker broker, StateBackend stateBackend,
			BrokerProperties properties) {
		return new ComposedLifecycle(orchestrator, broker, stateBackend, properties.limit());
	}

}
