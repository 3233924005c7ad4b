package org.pynenc.client;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;

import org.pynenc.Pynenc;
import org.pynenc.backend.ConditionalOnMode;
import org.pynenc.backend.Mode;
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
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration of the calling of tasks.
 */
@AutoConfiguration(after = PynencExecutionAutoConfiguration.class)
@EnableConfigurationProperties({ ClientProperties.class, OrchestrationProperties.class })
@ImportRuntimeHints(ClientRuntimeHints.class)
public final class PynencClientAutoConfiguration {

	private static final Duration DEFAULT_LEASE = Duration.ofSeconds(15);

	private static final Duration DEFAULT_RETENTION = Duration.ofHours(24);

	@Bean
	static DistributedTaskPostProcessor pynencDistributedTaskPostProcessor() {
		return new DistributedTaskPostProcessor();
	}

	@Bean
	@ConditionalOnMode(Mode.DISTRIBUTED)
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
			ObjectProvider<InvocationListener> listeners, ObjectProvider<FutureThreads> futureThreads,
			ClientProperties properties) {
		FutureThreads threads = futureThreads.getIfAvailable();
		Executor executor = (threads != null) ? threads.executor() : Runnable::run;
		return new Handles(reader, lifecycle, new InvocationListeners(() -> listeners.orderedStream().toList()),
				callerRunner, executor, new SlowCheck(reader.waiter()::ended,
						(threads != null) ? executor : ForkJoinPool.commonPool(), ResultWaiter.SLOW_CHECK),
				properties.statusCache());
	}

	@Bean
	@ConditionalOnMode(Mode.INLINE)
	InlineRunner pynencInlineRunner(Orchestrator orchestrator, InvocationLifecycle lifecycle,
			InvocationExecutor executor, TaskRegistry tasks, Environment environment) {
		Duration retention = Binder.get(environment)
			.bind("pynenc.state-backend.retention", Duration.class)
			.orElse(DEFAULT_RETENTION);
		return new InlineRunner(orchestrator, lifecycle, executor, tasks, retention);
	}

	@Bean
	InvocationClient pynencInvocationClient(Serializer serializer, Handles handles, ClientProperties properties,
			OrchestrationProperties orchestration, ObjectProvider<InlineRunner> inline) {
		InvocationFactory factory = new InvocationFactory(serializer, orchestration.maxDepth());
		InlineRunner runner = inline.getIfAvailable();
		Registrar registrar = (runner != null) ? new InlineRegistrar(handles, runner) : new Registrar(handles);
		return new InvocationClient(factory, registrar, handles, properties);
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
