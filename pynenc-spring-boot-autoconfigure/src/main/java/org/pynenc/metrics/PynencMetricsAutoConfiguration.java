package org.pynenc.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import org.pynenc.broker.Broker;
import org.pynenc.runner.PynencRunnerAutoConfiguration;
import org.pynenc.runner.Runner;
import org.pynenc.task.TaskRegistry;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the meters, where there is a {@link MeterRegistry}.
 */
@AutoConfiguration(after = PynencRunnerAutoConfiguration.class,
		afterName = { "org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration",
				"org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration" })
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(MeterRegistry.class)
public final class PynencMetricsAutoConfiguration {

	@Bean
	InvocationMetrics pynencInvocationMetrics(MeterRegistry registry) {
		return new InvocationMetrics(registry);
	}

	@Bean
	QueueMetrics pynencQueueMetrics(Broker broker, TaskRegistry tasks) {
		return new QueueMetrics(broker, tasks);
	}

	@Bean
	@ConditionalOnBean(Runner.class)
	SlotMetrics pynencSlotMetrics(Runner runner) {
		return new SlotMetrics(runner);
	}

}
