package org.pynenc.scenario;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.pynenc.Arguments;
import org.pynenc.Call;
import org.pynenc.DistributedInvocation;
import org.pynenc.DistributedInvocationGroup;
import org.pynenc.DistributedTask;
import org.pynenc.InvocationFailedException;
import org.pynenc.InvocationId;
import org.pynenc.InvocationNotFoundException;
import org.pynenc.InvocationNotRunnableException;
import org.pynenc.InvocationStatus;
import org.pynenc.InvocationTimeoutException;
import org.pynenc.Pynenc;
import org.pynenc.SerializationException;
import org.pynenc.StatusChange;
import org.pynenc.TaskId;
import org.pynenc.WaitInterruptedException;
import org.pynenc.invocation.Invocation;
import org.pynenc.orchestrator.InvocationLifecycle;
import org.pynenc.orchestrator.Orchestrator;
import org.slf4j.MDC;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.stereotype.Component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What a handle can do besides waiting.
 */
class HandleTests {

	private final ApplicationContextRunner engine = Engines.engine(Tasks.class)
		.withPropertyValues("spring.application.name=handles");

	private final ApplicationContextRunner caller = this.engine.withPropertyValues("pynenc.runner.enabled=false");

	@Test
	void aReferenceNamesTheInvocationAndRestoringOneReadsAndWritesNothing() {
		this.caller.run((context) -> {
			Pynenc pynenc = context.getBean(Pynenc.class);
			String unknown = """
					{"version":1,"app":"handles","invocation":"01a20b0d-d9d9-7000-bd2c-2817794d9f2d","task":"no.task"}""";
			DistributedInvocation<?> nobody = DistributedInvocation.fromJson(pynenc, unknown);
			assertThat(nobody.invocationId()).isEqualTo(InvocationId.of("01a20b0d-d9d9-7000-bd2c-2817794d9f2d"));
			assertThat(context.getBean(Orchestrator.class).records(List.of(nobody.invocationId()))).isEmpty();
			assertThatExceptionOfType(InvocationNotFoundException.class).isThrownBy(nobody::status);
			DistributedInvocation<List<Integer>> invocation = context.getBean(Tasks.class).list(3);
			DistributedInvocation<?> restored = DistributedInvocation.fromJson(pynenc, invocation.toJson());
			assertThat(restored).isEqualTo(invocation).hasSameHashCodeAs(invocation);
			assertThat(restored.call()).isEqualTo(invocation.call());
			assertThat(restored.toJson()).isEqualTo(invocation.toJson());
		});
	}

	@Test
	void aRestoredHandleReadsItsResultByTheTasksType() {
		this.engine.run((context) -> {
			DistributedInvocation<List<Integer>> invocation = context.getBean(Tasks.class).list(3);
			DistributedInvocation<?> restored = DistributedInvocation.fromJson(context.getBean(Pynenc.class),
					invocation.toJson());
			assertThat(restored.result()).isEqualTo(List.of(0, 1, 2));
		});
	}

	@Test
	void aReferenceOfAnotherApplicationOrVersionIsRefused() {
		this.caller.run((context) -> {
			Pynenc pynenc = context.getBean(Pynenc.class);
			String json = context.getBean(Tasks.class).list(3).toJson();
			for (String wrong : List.of(json.replace("\"handles\"", "\"others\""),
					json.replace("\"version\":1", "\"version\":2"), json.replaceAll("[0-9a-f]{8}-", "x"), "null", "{",
					"{}", "[]")) {
				assertThatExceptionOfType(SerializationException.class).as(wrong)
					.isThrownBy(() -> DistributedInvocation.fromJson(pynenc, wrong));
			}
		});
	}

	@Test
	void theApplicationsOwnMapperWritesAndReadsHandles() {
		this.engine.run((context) -> {
			JsonMapper mapper = context.getBean(JsonMapper.class);
			DistributedInvocation<List<Integer>> invocation = context.getBean(Tasks.class).list(2);
			String json = mapper.writeValueAsString(new Holder(invocation));
			Holder holder = mapper.readValue(json, Holder.class);
			assertThat(holder.handle()).isEqualTo(invocation);
			assertThat(holder.handle().result()).containsExactly(0, 1);
		});
	}

	@Test
	void statusAndResultAreThereOnANodeThatDoesNotKnowTheTask() {
		this.engine.run((knowing) -> {
			DistributedInvocation<List<Integer>> invocation = knowing.getBean(Tasks.class).list(2);
			invocation.result();
			Engines.engine()
				.withPropertyValues("spring.application.name=handles")
				.withBean(Orchestrator.class, () -> knowing.getBean(Orchestrator.class))
				.withBean(org.pynenc.broker.Broker.class, () -> knowing.getBean(org.pynenc.broker.Broker.class))
				.withBean(org.pynenc.state.StateBackend.class,
						() -> knowing.getBean(org.pynenc.state.StateBackend.class))
				.run((other) -> {
					DistributedInvocation<?> handle = DistributedInvocation.fromJson(other.getBean(Pynenc.class),
							invocation.toJson());
					assertThat(handle.status()).isEqualTo(InvocationStatus.SUCCESS);
					assertThat(handle.result()).hasToString("[0,1]");
					assertThatExceptionOfType(InvocationNotRunnableException.class).isThrownBy(handle::run)
						.withMessageContaining("does not know the task");
				});
		});
	}

	@Test
	void aSwappedContextIsTheParentOfWhatIsCalled() {
		this.caller.run((context) -> {
			Tasks tasks = context.getBean(Tasks.class);
			DistributedInvocation<List<Integer>> outer = tasks.list(1);
			DistributedInvocation<List<Integer>> inner = tasks.list(2);
			assertThat(outer.swapContext()).isNull();
			assertThat(inner.swapContext()).isEqualTo(outer);
			DistributedInvocation<List<Integer>> child = tasks.list(3);
			assertThatIllegalStateException().isThrownBy(() -> outer.resetContext(null))
				.withMessageContaining("reverse order");
			assertThatIllegalStateException().isThrownBy(() -> inner.resetContext(null));
			inner.resetContext(outer);
			assertThat(Pynenc.current().orElseThrow().invocationId()).isEqualTo(outer.invocationId());
			outer.resetContext(null);
			assertThat(Pynenc.current()).isEmpty();
			assertThat(child.parentInvocation()).contains(inner);
			assertThat(tasks.list(4).parentInvocation()).isEmpty();
		});
	}

	@Test
	void waitingUnderASwappedContextLendsTheSlotOfTheBody() {
		this.engine.withPropertyValues("pynenc.runner.concurrency=1")
			.run((context) -> assertThat(context.getBean(Tasks.class).onBehalfOfAnother().result()).isEqualTo(3));
	}

	@Test
	void aDirectCallOfABodyHasNoTimeLimitUnderASwappedContextEither() {
		this.engine.withPropertyValues("pynenc.client.direct-timeout=1ns")
			.run((context) -> assertThat(context.getBean(Tasks.class).directOnBehalfOfAnother().result()).isEqualTo(5));
		this.caller.withPropertyValues("pynenc.client.direct-timeout=1ns")
			.run((context) -> assertThatExceptionOfType(InvocationTimeoutException.class)
				.isThrownBy(() -> context.getBean(Tasks.class).direct(5)));
	}

	@Test
	void runExecutesHereAsARunnerWould() {
		this.caller.run((context) -> {
			DistributedInvocation<String> invocation = context.getBean(Tasks.class).where();
			MDC.put("mine", "kept");
			invocation.run(Map.of("from", "test"));
			assertThat(MDC.getCopyOfContextMap()).containsExactly(Map.entry("mine", "kept"));
			MDC.clear();
			assertThat(invocation.status()).isEqualTo(InvocationStatus.SUCCESS);
			assertThat(invocation.finalResult()).isEqualTo(Thread.currentThread().getName() + " {from=test}");
			assertThat(invocation.history()).extracting(StatusChange::status)
				.containsExactly(InvocationStatus.REGISTERED, InvocationStatus.PENDING, InvocationStatus.RUNNING,
						InvocationStatus.SUCCESS);
			assertThat(Pynenc.current()).isEmpty();
			assertThat(context.getBean(Orchestrator.class).runners().alive()).isEmpty();
		});
	}

	@Test
	void runIsRefusedForWhatIsOwnedOrHasEnded() {
		this.caller.run((context) -> {
			DistributedInvocation<String> ended = context.getBean(Tasks.class).where();
			ended.run();
			assertThatExceptionOfType(InvocationNotRunnableException.class).isThrownBy(ended::run);
			DistributedInvocation<String> cancelled = context.getBean(Tasks.class).where();
			cancelled.cancel();
			assertThatExceptionOfType(InvocationNotRunnableException.class).isThrownBy(cancelled::run);
		});
		this.engine.run((context) -> {
			DistributedInvocation<Integer> owned = context.getBean(Tasks.class).selfRunning();
			assertThatExceptionOfType(InvocationFailedException.class).isThrownBy(owned::result)
				.withMessageContaining("cannot be run here");
		});
	}

	@Test
	void runThrowsWhatEndsTheBodyAndReturnsWhenItWillBeTriedAgain() {
		this.caller.run((context) -> {
			Tasks tasks = context.getBean(Tasks.class);
			DistributedInvocation<String> unchecked = tasks.failing("unchecked");
			unchecked.run();
			assertThat(unchecked.status()).isEqualTo(InvocationStatus.RETRY);
			assertThat(unchecked.numRetries()).isOne();
			assertThatIllegalStateException().isThrownBy(unchecked::run).withMessage("unchecked");
			assertThat(unchecked.status()).isEqualTo(InvocationStatus.FAILED);
			DistributedInvocation<String> checked = tasks.failing("checked");
			checked.run();
			assertThatExceptionOfType(InvocationFailedException.class).isThrownBy(checked::run)
				.withCauseInstanceOf(IOException.class);
		});
	}

	@Test
	void aBodyThatRunsHereMayCallAndWait() {
		this.engine.withPropertyValues("pynenc.runner.queues=default").run((context) -> {
			DistributedInvocation<Integer> invocation = context.getBean(Tasks.class).sumElsewhere();
			invocation.run();
			assertThat(invocation.finalResult()).isEqualTo(3);
		});
	}

	@Test
	void aBodyThatRunsWithinABodyMayCallAndWaitOnOneSlot() {
		this.engine.withPropertyValues("pynenc.runner.queues=default", "pynenc.runner.concurrency=1").run((context) -> {
			DistributedInvocation<Integer> invocation = context.getBean(Tasks.class).sumWithin();
			assertThat(invocation.result(Duration.ofSeconds(30))).isEqualTo(3);
		});
	}

	@Test
	void aGroupMadeByHandIsAGroup() {
		this.engine.run((context) -> {
			Tasks tasks = context.getBean(Tasks.class);
			List<DistributedInvocation<List<Integer>>> invocations = IntStream.range(0, 20)
				.mapToObj(tasks::list)
				.toList();
			DistributedInvocationGroup<List<Integer>> group = DistributedInvocationGroup.of(new TaskId("tasks.list"),
					invocations);
			assertThat(group.results().map(List::size))
				.containsExactlyInAnyOrderElementsOf(IntStream.range(0, 20).boxed().toList());
			assertThat(group.resultsInOrder()).hasSize(20)
				.element(7)
				.asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
				.hasSize(7);
			assertThat(group.toFuture().get(30, TimeUnit.SECONDS)).hasSize(20);
			assertThat(group.awaitAll(Duration.ofSeconds(30))).isTrue();
			assertThat(group.progress()).isEqualTo(new DistributedInvocationGroup.Progress(20, 20, 0));
			assertThat(group.invocations()).isEqualTo(invocations);
			assertThat(group.task()).isEqualTo(new TaskId("tasks.list"));
			assertThatIllegalArgumentException()
				.isThrownBy(() -> DistributedInvocationGroup.of(new TaskId("tasks.other"), invocations));
		});
	}

	@Test
	void aGroupMadeByHandLendsTheSlotAndPassesOnFailures() {
		this.engine.withPropertyValues("pynenc.runner.concurrency=1").run((context) -> {
			Tasks tasks = context.getBean(Tasks.class);
			assertThat(tasks.sumOfHandMadeGroup().result()).isEqualTo(30);
			DistributedInvocationGroup<String> failing = DistributedInvocationGroup.of(new TaskId("tasks.failing"),
					List.of(tasks.failing("unchecked")));
			assertThat(failing.awaitAll(Duration.ofSeconds(30))).isTrue();
			assertThatExceptionOfType(InvocationFailedException.class).isThrownBy(() -> failing.results().toList());
			assertThatExceptionOfType(InvocationFailedException.class).isThrownBy(failing::resultsInOrder);
			assertThat(failing.progress()).isEqualTo(new DistributedInvocationGroup.Progress(1, 1, 1));
			DistributedInvocationGroup<String> none = DistributedInvocationGroup.of(new TaskId("tasks.failing"),
					List.of());
			assertThat(none.resultsInOrder()).isEmpty();
			assertThat(none.results()).isEmpty();
		});
	}

	@Test
	void aGroupTellsHowFarItIs() {
		this.caller.run((context) -> {
			Tasks tasks = context.getBean(Tasks.class);
			DistributedInvocationGroup<List<Integer>> group = context.getBean(Pynenc.class)
				.parallelizeInvocations(List.of(1, 2, 3), tasks::list);
			group.invocations().get(0).run();
			group.invocations().get(1).cancel();
			assertThat(group.progress()).isEqualTo(new DistributedInvocationGroup.Progress(3, 2, 1));
			assertThat(group.awaitAll(Duration.ofMillis(1))).isFalse();
		});
	}

	@Test
	void anInterruptedWaitKeepsTheInterruptFlag() {
		this.caller.run((context) -> {
			DistributedInvocation<String> invocation = context.getBean(Tasks.class).where();
			Thread.currentThread().interrupt();
			assertThatExceptionOfType(WaitInterruptedException.class).isThrownBy(invocation::result);
			assertThat(Thread.interrupted()).isTrue();
		});
	}

	@Test
	void plainReadsNeverWrite() {
		this.caller.run((context) -> {
			Invocation invocation = new Invocation(InvocationId.create(),
					new Call(new TaskId("tasks.where"), Arguments.none()), null, 0, "default", 0, 3, null, Map.of(),
					Invocation.WIRE_VERSION);
			context.getBean(InvocationLifecycle.class).register(List.of(invocation));
			DistributedInvocation<String> handle = context.getBean(Pynenc.class)
				.find(invocation.id(), String.class)
				.orElseThrow();
			List<StatusChange> before = handle.history();
			handle.status();
			handle.numRetries();
			handle.call();
			handle.parentInvocation();
			handle.toJson();
			assertThat(handle.history()).isEqualTo(before);
		});
	}

	record Holder(DistributedInvocation<List<Integer>> handle) {
	}

	@Component("tasks")
	static class Tasks {

		private final ObjectProvider<Tasks> self;

		private final Pynenc pynenc;

		Tasks(ObjectProvider<Tasks> self, Pynenc pynenc) {
			this.self = self;
			this.pynenc = pynenc;
		}

		@DistributedTask
		public DistributedInvocation<List<Integer>> list(int size) {
			return DistributedInvocation.of(IntStream.range(0, size).boxed().toList());
		}

		@DistributedTask
		public DistributedInvocation<String> where() {
			return DistributedInvocation
				.of(Thread.currentThread().getName() + " " + Pynenc.current().orElseThrow().runnerArgs());
		}

		@DistributedTask(maxRetries = 1)
		public DistributedInvocation<String> failing(String kind) throws IOException {
			if (kind.equals("checked")) {
				throw new IOException(kind);
			}
			throw new IllegalStateException(kind);
		}

		@DistributedTask
		public DistributedInvocation<Integer> selfRunning() {
			InvocationId mine = Pynenc.current().orElseThrow().invocationId();
			this.pynenc.find(mine, Integer.class).orElseThrow().run();
			return DistributedInvocation.of(0);
		}

		@DistributedTask(queue = "nobody-serves")
		public DistributedInvocation<Integer> sumElsewhere() {
			return DistributedInvocation.of(this.self.getObject().list(3).result().stream().mapToInt((n) -> n).sum());
		}

		@DistributedTask
		public DistributedInvocation<Integer> sumWithin() {
			DistributedInvocation<Integer> inner = this.self.getObject().sumElsewhere();
			inner.run();
			return DistributedInvocation.of(inner.finalResult());
		}

		@DistributedTask
		public int direct(int number) {
			return number;
		}

		@DistributedTask
		public DistributedInvocation<Integer> directOnBehalfOfAnother() {
			DistributedInvocation<List<Integer>> other = this.self.getObject().list(1);
			DistributedInvocation<?> previous = other.swapContext();
			try {
				return DistributedInvocation.of(this.self.getObject().direct(5));
			}
			finally {
				other.resetContext(previous);
			}
		}

		@DistributedTask
		public DistributedInvocation<Integer> onBehalfOfAnother() {
			DistributedInvocation<List<Integer>> other = this.self.getObject().list(1);
			DistributedInvocation<?> previous = other.swapContext();
			try {
				DistributedInvocation<List<Integer>> child = this.self.getObject().list(3);
				assertThat(child.parentInvocation()).contains(other);
				return DistributedInvocation.of(child.result().size());
			}
			finally {
				other.resetContext(previous);
			}
		}

		@DistributedTask
		public DistributedInvocation<Integer> sumOfHandMadeGroup() {
			List<DistributedInvocation<List<Integer>>> lists = IntStream.range(0, 5)
				.mapToObj((i) -> this.self.getObject().list(i))
				.toList();
			DistributedInvocationGroup<List<Integer>> group = DistributedInvocationGroup.of(new TaskId("tasks.list"),
					lists);
			int streamed = group.results().mapToInt(List::size).sum();
			int ordered = group.resultsInOrder().stream().mapToInt(List::size).sum();
			assertThat(group.awaitAll(Duration.ofSeconds(30))).isTrue();
			return DistributedInvocation.of(streamed + ordered + 10);
		}

	}

}
