package org.pynenc.client;

import java.time.Duration;

import org.pynenc.Pynenc;
import org.pynenc.execution.InvocationExecutor;
import org.pynenc.execution.PynencExecutionAutoConfiguration;
import org.pynenc.invocation.InvocationListener;
import org.pynenc.invocation.InvocationListeners;
import org.pynenc.orchestrator.InvocationLifecycle;
import org.pynenc.orchestrator.Orchestrator;
import org.pynenc.serializer.Serializer;
import org.pynenc.state.StateBackend;
import org.pynenc.task.TaskRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration of the calling of tasks.
 */
@AutoConfiguration(after = PynencExecutionAutoConfiguration.class)
@EnableConfigurationProperties({ ClientProperties.class, OrchestrationProperties.class })
public final class PynencClientAutoConfiguration {

	private static final Duration DEFAULT_LEASE = Duration.ofSeconds(15);

	@Bean
	static DistributedTaskPostProcessor pynencDistributedTaskPostProcessor() {
		return new DistributedTaskPostProcessor();
	}

	@Bean
	FutureThreads pynencFutureThreads() {
		return new FutureThreads();
	}

	@Bean
	InvocationReader pynencInvocationReader(Orchestrator orchestrator, StateBackend stateBackend, Serializer serializer,
			TaskRegistry tasks) {
		return new InvocationReader(orchestrator, stateBackend, serializer, tasks);
	}

	@Bean
	CallerRunner pynencCallerRunner(Orchestrator orchestrator, InvocationLifecycle lifecycle,
			InvocationExecutor executor, TaskRegistry tasks, Environment environment) {
		Duration lease = Binder.get(environment).bind("pynenc.runner.lease", Duration.class).orElse(DEFAULT_LEASE);
		return new CallerRunner(orchestrator, lifecycle, executor, tasks, lease);
	}

	@Bean
	Handles pynencHandles(InvocationReader reader, CallerRunner callerRunner, InvocationLifecycle lifecycle,
			ObjectProvider<InvocationListener> listeners, FutureThreads futureThreads, ClientProperties properties) {
		return new Handles(reader, lifecycle, new InvocationListeners(() -> listeners.orderedStream().toList()),
				callerRunner, futureThreads.executor(),
				new SlowCheck(reader.waiter()::ended, futureThreads.executor(), ResultWaiter.SLOW_CHECK),
				properties.statusCache());
	}

	@Bean
	InvocationClient pynencInvocationClient(Serializer serializer, Handles handles, ClientProperties properties,
			OrchestrationProperties orchestration) {
		return new InvocationClient(new InvocationFactory(serializer, orchestration.maxDepth()), handles, properties);
	}

	@Bean
	@ConditionalOnMissingBean(value = Pynenc.class, search = SearchStrategy.CURRENT)
	CapturingPynenc pynenc(InvocationClient client) {
		return new CapturingPynenc(client);
	}

	/**
	 * Boot adds it to its mapper, so that web layers write handles too; the serializer
	 * adds it to its own, whichever mapper that is made of.
	 */
	@Bean
	InvocationModule pynencInvocationModule(Environment environment, ObjectProvider<Handles> handles) {
		String name = environment.getProperty("spring.application.name", "application");
		return new InvocationModule(environment.getProperty("pynenc.app-id", name), handles::getObject);
	}

}
