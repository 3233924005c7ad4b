package org.pynenc.metrics;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.pynenc.Arguments;
import org.pynenc.Call;
import org.pynenc.ConcurrencyControl;
import org.pynenc.OnDifferentArguments;
import org.pynenc.InvocationId;
import org.pynenc.InvocationStatus;
import org.pynenc.TaskId;
import org.pynenc.broker.Broker;
import org.pynenc.broker.QueueSize;
import org.pynenc.execution.SlotUsage;
import org.pynenc.invocation.Claim;
import org.pynenc.invocation.Invocation;
import org.pynenc.invocation.InvocationEvent;
import org.pynenc.invocation.RunnerId;
import org.pynenc.invocation.Token;
import org.pynenc.runner.Runner;
import org.pynenc.task.RegistrationPolicy;
import org.pynenc.task.TaskDefinition;
import org.pynenc.task.TaskRegistry;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class PynencMetricsAutoConfigurationTests {

	private static final TaskId TASK = new TaskId("reports.build");

	private final MeterRegistry registry = new SimpleMeterRegistry();

	private final ApplicationContextRunner context = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PynencMetricsAutoConfiguration.class))
		.withBean(Broker.class, () -> mock(Broker.class))
		.withBean(TaskRegistry.class, () -> mock(TaskRegistry.class));

	@Test
	void thereAreMetersWhereThereIsARegistry() {
		this.context.withBean(MeterRegistry.class, () -> this.registry)
			.withBean(Runner.class, () -> mock(Runner.class))
			.run((context) -> assertThat(context).hasSingleBean(InvocationMetrics.class)
				.hasSingleBean(QueueMetrics.class)
				.hasSingleBean(SlotMetrics.class));
	}

	@Test
	void aNodeWithoutRunnerHasNoSlots() {
		this.context.withBean(MeterRegistry.class, () -> this.registry)
			.run((context) -> assertThat(context).hasSingleBean(QueueMetrics.class).doesNotHaveBean(SlotMetrics.class));
	}

	@Test
	void thereIsNoneWithoutARegistryOrWithoutMicrometer() {
		this.context.run((context) -> assertThat(context).doesNotHaveBean(InvocationMetrics.class));
		this.context.withClassLoader(new FilteredClassLoader(MeterRegistry.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(InvocationMetrics.class));
	}

	@Test
	void statusesAreCountedAndAttemptsAreTimed() {
		InvocationMetrics metrics = new InvocationMetrics(this.registry);
		Claim claim = claim();
		metrics.onEvent(InvocationEvent.of(claim.invocation().id(), TASK, InvocationStatus.REGISTERED));
		metrics.onEvent(InvocationEvent.started(claim));
		metrics.onEvent(InvocationEvent.ended(claim, InvocationStatus.RETRY, Duration.ofSeconds(2)));
		metrics.onEvent(InvocationEvent.started(claim));
		metrics.onEvent(InvocationEvent.ended(claim, InvocationStatus.SUCCESS, Duration.ofSeconds(3)));
		assertThat(count("REGISTERED")).isOne();
		assertThat(count("RUNNING")).isEqualTo(2);
		assertThat(count("SUCCESS")).isOne();
		assertThat(seconds("pynenc.invocation.duration", "success")).isEqualTo(3);
		assertThat(seconds("pynenc.invocation.duration", "retry")).isEqualTo(2);
		assertThat(seconds("pynenc.invocation.wait", "success")).isEqualTo(5);
	}

	private double count(String status) {
		return this.registry.get("pynenc.invocations").tags("task", TASK.value(), "status", status).counter().count();
	}

	private double seconds(String timer, String outcome) {
		return this.registry.get(timer)
			.tags("task", TASK.value(), "outcome", outcome)
			.timer()
			.totalTime(java.util.concurrent.TimeUnit.SECONDS);
	}

	@Test
	void eachQueueOfATaskHasItsSize() {
		Broker broker = mock(Broker.class);
		given(broker.sizes()).willReturn(List.of(new QueueSize("default", TASK, 3),
				new QueueSize("default", new TaskId("other.task"), 4), new QueueSize("slow", TASK, 5)));
		TaskRegistry tasks = mock(TaskRegistry.class);
		TaskDefinition first = task("default");
		TaskDefinition second = task("slow");
		TaskDefinition third = task("empty");
		given(tasks.tasks()).willReturn(List.of(first, second, third, first));
		new QueueMetrics(broker, tasks).bindTo(this.registry);
		assertThat(size("default")).isEqualTo(7);
		assertThat(size("slow")).isEqualTo(5);
		assertThat(size("empty")).isZero();
	}

	private static TaskDefinition task(String queue) {
		return new TaskDefinition(TASK, java.util.Set.of(), queue, "reports", Object.class.getMethods()[0],
				org.pynenc.task.ReturnShape.VOID, List.of(), Void.class,
				new org.pynenc.task.RetryPolicy(0, List.of(), List.of()), 3,
				new RegistrationPolicy(ConcurrencyControl.DISABLED, List.of(), OnDifferentArguments.REUSE), Map.of());
	}

	private double size(String queue) {
		return this.registry.get("pynenc.queue.size").tag("queue", queue).gauge().value();
	}

	@Test
	void slotsAreShownByWhatTheyAreUsedFor() {
		Runner runner = mock(Runner.class);
		given(runner.slots()).willReturn(new SlotUsage(3, 2, 1));
		new SlotMetrics(runner).bindTo(this.registry);
		assertThat(slots("busy")).isEqualTo(3);
		assertThat(slots("free")).isEqualTo(2);
		assertThat(slots("lent")).isOne();
	}

	private double slots(String state) {
		return this.registry.get("pynenc.runner.slots").tag("state", state).gauge().value();
	}

	private static Claim claim() {
		Invocation invocation = new Invocation(InvocationId.create(), new Call(TASK, Arguments.none()), null, 0,
				"default", 0, 3, null, Map.of(), Invocation.WIRE_VERSION);
		return new Claim(invocation, new RunnerId("runner"), new Token("token"), 0, 0, Duration.ofSeconds(5));
	}

}
