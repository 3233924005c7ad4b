package org.pynenc.backend.memory;

import java.time.Clock;

import org.pynenc.backend.Component;
import org.pynenc.backend.ConditionalOnBackend;
import org.pynenc.backend.PynencBackendAutoConfiguration;
import org.pynenc.broker.Broker;
import org.pynenc.orchestrator.Orchestrator;
import org.pynenc.state.StateBackend;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration of the backend that lives in the memory of this JVM. The clock is
 * that of the system, whatever clock the application has as a bean: a lease must not
 * stand still because a test's time does.
 */
@AutoConfiguration(after = PynencBackendAutoConfiguration.class)
@ConditionalOnBackend("memory")
public final class PynencMemoryAutoConfiguration {

	/**
	 * Looks at the platform when the application starts, not when it is built.
	 */
	@Bean
	ProductionWarning pynencMemoryProductionWarning(ListableBeanFactory beanFactory, Environment environment) {
		CloudPlatform platform = CloudPlatform.getActive(environment);
		return new ProductionWarning(beanFactory, environment,
				(platform != null && platform != CloudPlatform.NONE) ? platform.name() : null);
	}

	@Bean
	@ConditionalOnBackend(value = "memory", components = Component.ORCHESTRATOR)
	@ConditionalOnMissingBean(Orchestrator.class)
	MemoryOrchestrator pynencMemoryOrchestrator() {
		return new MemoryOrchestrator(Clock.systemUTC());
	}

	@Bean
	@ConditionalOnBackend(value = "memory", components = Component.BROKER)
	@ConditionalOnMissingBean(Broker.class)
	MemoryBroker pynencMemoryBroker() {
		return new MemoryBroker(Clock.systemUTC());
	}

	@Bean
	@ConditionalOnBackend(value = "memory", components = Component.STATE_BACKEND)
	@ConditionalOnMissingBean(StateBackend.class)
	MemoryStateBackend pynencMemoryStateBackend() {
		return new MemoryStateBackend(Clock.systemUTC());
	}

}
