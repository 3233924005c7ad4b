package org.pynenc.runner;

import org.pynenc.execution.InvocationExecutor;
import org.pynenc.execution.PynencExecutionAutoConfiguration;
import org.pynenc.invocation.InvocationListener;
import org.pynenc.invocation.InvocationListeners;
import org.pynenc.orchestrator.InvocationLifecycle;
import org.pynenc.orchestrator.Orchestrator;
import org.pynenc.task.TaskRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.thread.Threading;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration of the runner that executes tasks in this JVM.
 */
@AutoConfiguration(after = PynencExecutionAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "pynenc.runner.enabled", matchIfMissing = true)
@EnableConfigurationProperties({ RunnerProperties.class, RetentionProperties.class })
public final class PynencRunnerAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(value = Runner.class, search = SearchStrategy.CURRENT)
	ThreadRunner pynencRunner(RunnerProperties properties, RetentionProperties retention, Environment environment,
			TaskRegistry tasks, Orchestrator orchestrator, InvocationLifecycle lifecycle, InvocationExecutor executor,
			ObjectProvider<InvocationListener> listeners) {
		RunnerSettings settings = settings(properties, retention, Threading.VIRTUAL.isActive(environment));
		return new ThreadRunner(settings, tasks, orchestrator, lifecycle, executor,
				new InvocationListeners(() -> listeners.orderedStream().toList()));
	}

	private static RunnerSettings settings(RunnerProperties properties, RetentionProperties retention,
			boolean virtualThreads) {
		return new RunnerSettings(properties.concurrency(virtualThreads), properties.maxPaused(virtualThreads),
				properties.queues(), properties.lease(), properties.shutdownGrace(), retention.retention(),
				virtualThreads);
	}

	/**
	 * A runner that is made when somebody asks for it would never be made.
	 */
	@Bean
	static LazyInitializationExcludeFilter pynencRunnerLazyInitializationExcludeFilter() {
		return LazyInitializationExcludeFilter.forBeanTypes(Runner.class);
	}

}
