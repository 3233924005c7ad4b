package org.pynenc.runner;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pynenc.execution.InvocationExecutor;
import org.pynenc.execution.SlotUsage;
import org.pynenc.orchestrator.InvocationLifecycle;
import org.pynenc.orchestrator.Orchestrator;
import org.pynenc.orchestrator.RunnerRegistry;
import org.pynenc.orchestrator.Subscription;
import org.pynenc.TaskId;
import org.pynenc.task.TaskRegistry;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

@ExtendWith(OutputCaptureExtension.class)
class PynencRunnerAutoConfigurationTests {

	private final TaskRegistry tasks = mock(TaskRegistry.class);

	private final Orchestrator orchestrator = mock(Orchestrator.class);

	private final ApplicationContextRunner context = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PynencRunnerAutoConfiguration.class))
		.withBean(TaskRegistry.class, () -> this.tasks)
		.withBean(Orchestrator.class, () -> this.orchestrator)
		.withBean(InvocationLifecycle.class, () -> mock(InvocationLifecycle.class, (call) -> {
			throw new IllegalStateException("away");
		}))
		.withBean(InvocationExecutor.class, () -> mock(InvocationExecutor.class));

	@Test
	void aNodeExecutesTasksUnlessToldNotTo() {
		this.context.run((context) -> assertThat(context).hasSingleBean(ThreadRunner.class));
		this.context.withPropertyValues("pynenc.runner.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(Runner.class));
	}

	@Test
	void itStopsBesideTheWebServer() {
		assertThat(ThreadRunner.PHASE).isEqualTo(WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE);
		this.context.run((context) -> assertThat(context.getBean(ThreadRunner.class).getPhase())
			.isEqualTo(WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE));
	}

	@Test
	void withoutTasksNothingRuns() {
		this.context.run((context) -> {
			Runner runner = context.getBean(Runner.class);
			assertThat(context.getBean(ThreadRunner.class).isRunning()).isFalse();
			assertThat(runner.id()).isNull();
			assertThat(runner.slots()).isEqualTo(new SlotUsage(0, 0, 0));
			assertThat(runner.isClaiming()).isFalse();
			assertThat(runner.unanswered()).isZero();
			assertThat(runner.lastAnswer()).isNull();
			assertThat(runner.lease()).isEqualTo(Duration.ofSeconds(15));
		});
	}

	@Test
	void whoClaimsWaitsForAnAnswerAndWhoDrainsDoesNot() {
		given(this.tasks.executableIds()).willReturn(Set.of(new TaskId("a.b")));
		given(this.orchestrator.runners()).willReturn(registry());
		this.context.run((context) -> {
			ThreadRunner runner = context.getBean(ThreadRunner.class);
			Awaitility.await().until(() -> !runner.unanswered().isZero());
			runner.onApplicationEvent(new ContextClosedEvent(context.getSourceApplicationContext()));
			assertThat(runner.unanswered()).isZero();
		});
	}

	private static RunnerRegistry registry() {
		return mock(RunnerRegistry.class, (call) -> switch (call.getMethod().getName()) {
			case "onWork" -> (Subscription) () -> {
			};
			case "heartbeat" -> Set.of();
			case "alive" -> List.of();
			default -> null;
		});
	}

	@Test
	void theEndOfAnotherContextDoesNotStopTheClaiming() {
		given(this.tasks.executableIds()).willReturn(Set.of(new TaskId("a.b")));
		given(this.orchestrator.runners()).willReturn(registry());
		this.context.withPropertyValues("pynenc.runner.concurrency=3").run((context) -> {
			ThreadRunner runner = context.getBean(ThreadRunner.class);
			assertThat(runner.isClaiming()).isTrue();
			GenericApplicationContext child = new GenericApplicationContext(context);
			child.refresh();
			child.close();
			assertThat(runner.isClaiming()).isTrue();
			runner.onApplicationEvent(new ContextClosedEvent(context.getSourceApplicationContext()));
			assertThat(runner.isClaiming()).isFalse();
		});
	}

	@Test
	void aGraceThatSpringDoesNotWaitForIsTold(CapturedOutput output) {
		this.context.withPropertyValues("pynenc.runner.shutdown-grace=60s").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output).contains("pynenc.runner.shutdown-grace is 60s, and Spring waits only 30s for it: "
					+ "set spring.lifecycle.timeout-per-shutdown-phase to 64s or more, or the grace to less");
		});
	}

	@Test
	void aGraceThatSpringWaitsForIsNotTold(CapturedOutput output) {
		this.context
			.withPropertyValues("pynenc.runner.shutdown-grace=60s", "spring.lifecycle.timeout-per-shutdown-phase=64s")
			.run((context) -> assertThat(output).doesNotContain("Spring waits only"));
		this.context.run((context) -> assertThat(output).doesNotContain("Spring waits only"));
	}

	@Test
	void thePropertiesHaveTheirDefaults() {
		RunnerProperties properties = bind();
		assertThat(properties.enabled()).isTrue();
		assertThat(properties.queues()).isEmpty();
		assertThat(properties.lease()).isEqualTo(Duration.ofSeconds(15));
		assertThat(properties.shutdownGrace()).isEqualTo(Duration.ofSeconds(20));
		assertThat(properties.concurrency(false)).isEqualTo(Runtime.getRuntime().availableProcessors());
		assertThat(properties.concurrency(true)).isEqualTo(256);
		assertThat(properties.maxPaused(false)).isEqualTo(1000);
		assertThat(properties.maxPaused(true)).isEqualTo(Integer.MAX_VALUE);
	}

	@Test
	void thePropertiesAreTaken() {
		RunnerProperties properties = bind("concurrency", "7", "queues", "a,b", "lease", "3s", "max-paused", "5");
		assertThat(properties.concurrency(false)).isEqualTo(7);
		assertThat(properties.concurrency(true)).isEqualTo(7);
		assertThat(properties.queues()).containsExactlyInAnyOrder("a", "b");
		assertThat(properties.lease()).isEqualTo(Duration.ofSeconds(3));
		assertThat(properties.maxPaused(false)).isEqualTo(5);
	}

	private static RunnerProperties bind(String... pairs) {
		MapConfigurationPropertySource source = new MapConfigurationPropertySource();
		for (int i = 0; i < pairs.length; i += 2) {
			source.put("pynenc.runner." + pairs[i], pairs[i + 1]);
		}
		return new Binder(source).bindOrCreate("pynenc.runner", RunnerProperties.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "pynenc.runner.concurrency=0", "pynenc.runner.lease=10ms",
			"pynenc.runner.shutdown-grace=-1s", "pynenc.runner.max-paused=0", "pynenc.state-backend.retention=-1s" })
	void whatMakesNoSenseIsRefusedByItsName(String property) {
		this.context.withPropertyValues(property)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining(property.substring(0, property.indexOf('='))));
	}

}
