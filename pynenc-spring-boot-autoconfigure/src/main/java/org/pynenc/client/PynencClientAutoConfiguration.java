package org.pynenc.client;

import org.pynenc.Pynenc;
import org.pynenc.invocation.InvocationListener;
import org.pynenc.invocation.InvocationListeners;
import org.pynenc.orchestrator.InvocationLifecycle;
import org.pynenc.orchestrator.Orchestrator;
import org.pynenc.orchestrator.PynencOrchestratorAutoConfiguration;
import org.pynenc.serializer.PynencSerializerAutoConfiguration;
import org.pynenc.serializer.Serializer;
import org.pynenc.state.StateBackend;
import org.pynenc.task.PynencTaskAutoConfiguration;
import org.pynenc.task.TaskRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration of the calling of tasks.
 */
@AutoConfiguration(after = { PynencOrchestratorAutoConfiguration.class, PynencSerializerAutoConfiguration.class,
		PynencTaskAutoConfiguration.class })
@EnableConfigurationProperties({ ClientProperties.class, OrchestrationProperties.class })
public final class PynencClientAutoConfiguration {

	@Bean
	static DistributedTaskPostProcessor pynencDistributedTaskPostProcessor() {
		return new DistributedTaskPostProcessor();
	}

	@Bean
	FutureThreads pynencFutureThreads() {
		return new FutureThreads();
	}

	@Bean
	Handles pynencHandles(Orchestrator orchestrator, StateBackend stateBackend, Serializer serializer,
			TaskRegistry tasks, InvocationLifecycle lifecycle, ObjectProvider<InvocationListener> listeners,
			FutureThreads futureThreads, ClientProperties properties) {
		return new Handles(new InvocationReader(orchestrator, stateBackend, serializer, tasks),
				new ResultWaiter(orchestrator), lifecycle, new InvocationListeners(listeners.orderedStream().toList()),
				new ResultTypes(tasks), futureThreads.executor(), properties.statusCache());
	}

	@Bean
	InvocationClient pynencInvocationClient(Serializer serializer, Handles handles, ClientProperties properties,
			OrchestrationProperties orchestration) {
		return new InvocationClient(new InvocationFactory(serializer, orchestration.maxDepth()), handles, properties);
	}

	@Bean
	@ConditionalOnMissingBean(Pynenc.class)
	CapturingPynenc pynenc(InvocationClient client) {
		return new CapturingPynenc(client);
	}

	/**
	 * Boot adds it to the application's mapper, and so to the serializer's.
	 */
	@Bean
	InvocationModule pynencInvocationModule(Environment environment, ObjectProvider<Handles> handles) {
		String name = environment.getProperty("spring.application.name", "application");
		return new InvocationModule(environment.getProperty("pynenc.app-id", name), handles::getObject);
	}

}
