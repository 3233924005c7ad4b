package org.pynenc.actuate;

import org.pynenc.broker.Broker;
import org.pynenc.orchestrator.Orchestrator;
import org.pynenc.orchestrator.PynencOrchestratorAutoConfiguration;
import org.pynenc.runner.PynencRunnerAutoConfiguration;
import org.pynenc.runner.Runner;
import org.pynenc.state.StateBackend;
import org.pynenc.task.TaskRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.context.annotation.Bean;

/**
 * {@link AutoConfiguration Auto-configuration} of the health of this node.
 */
@AutoConfiguration(after = { PynencOrchestratorAutoConfiguration.class, PynencRunnerAutoConfiguration.class })
@ConditionalOnClass(ConditionalOnEnabledHealthIndicator.class)
@ConditionalOnEnabledHealthIndicator("pynenc")
public final class PynencHealthContributorAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = { "pynencHealthIndicator", "pynencHealthContributor" })
	PynencHealthIndicator pynencHealthContributor(Orchestrator orchestrator, Broker broker, StateBackend stateBackend,
			TaskRegistry tasks, ObjectProvider<Runner> runner) {
		return new PynencHealthIndicator(orchestrator, broker, stateBackend, tasks, runner::getIfUnique);
	}

}
