package org.pynenc.runner;

import java.time.Duration;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.pynenc.backend.ConditionalOnMode;
import org.pynenc.backend.Mode;
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
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.thread.Threading;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration of the runner that executes tasks in this JVM.
 */
@AutoConfiguration(after = PynencExecutionAutoConfiguration.class)
@ConditionalOnMode(Mode.DISTRIBUTED)
@ConditionalOnBooleanProperty(name = "pynenc.runner.enabled", matchIfMissing = true)
@EnableConfigurationProperties({ RunnerProperties.class, RetentionProperties.class })
public final class PynencRunnerAutoConfiguration {

	private static final String SHUTDOWN_PHASE = "spring.lifecycle.timeout-per-shutdown-phase";

	private static final Duration DEFAULT_SHUTDOWN_PHASE = Duration.ofSeconds(30);

	private static final Log logger = LogFactory.getLog(PynencRunnerAutoConfiguration.class);

	@Bean
	@ConditionalOnMissingBean(value = Runner.class, search = SearchStrategy.CURRENT)
	ThreadRunner pynencRunner(RunnerProperties properties, RetentionProperties retention, Environment environment,
			TaskRegistry tasks, Orchestrator orchestrator, InvocationLifecycle lifecycle, InvocationExecutor executor,
			ObjectProvider<InvocationListener> listeners) {
		warnIfSpringWaitsLess(properties.shutdownGrace(), environment);
		RunnerSettings settings = settings(properties, retention, Threading.VIRTUAL.isActive(environment));
		return new ThreadRunner(settings, tasks, orchestrator, lifecycle, executor,
				new InvocationListeners(() -> listeners.orderedStream().toList()));
	}

	/**
	 * Spring would take away the beans that bodies use while the runner still waits for
	 * them.
	 */
	private static void warnIfSpringWaitsLess(Duration grace, Environment environment) {
		Duration phase = Binder.get(environment).bind(SHUTDOWN_PHASE, Duration.class).orElse(DEFAULT_SHUTDOWN_PHASE);
		Duration needed = grace.plus(RunnerSession.AFTER_GRACE);
		if (phase.compareTo(needed) < 0) {
			logger.warn("pynenc.runner.shutdown-grace is " + grace.toSeconds() + "s, and Spring waits only "
					+ phase.toSeconds() + "s for it: set " + SHUTDOWN_PHASE + " to " + needed.toSeconds()
					+ "s or more, or the grace to less");
		}
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
