package org.pynenc.scenario;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.pynenc.CallDepthException;
import org.pynenc.DistributedInvocation;
import org.pynenc.DistributedInvocationGroup;
import org.pynenc.DistributedTask;
import org.pynenc.InvocationFailedException;
import org.pynenc.InvocationId;
import org.pynenc.InvocationStatus;
import org.pynenc.InvocationTimeoutException;
import org.pynenc.PausedLimitException;
import org.pynenc.Pynenc;
import org.pynenc.StatusChange;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.stereotype.Component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Calls that wait on calls.
 */
class NestedCallTests {

	private final ApplicationContextRunner oneSlot = Engines.engine(Numbers.class)
		.withPropertyValues("pynenc.runner.concurrency=1");

	@Test
	void recursionFinishesOnOneSlot() {
		this.oneSlot.run((context) -> assertThat(context.getBean(Numbers.class).fibonacci(12).result()).isEqualTo(144));
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void recursionFinishesOnOneSlotOfVirtualThreads() {
		this.oneSlot.withPropertyValues("spring.threads.virtual.enabled=true")
			.run((context) -> assertThat(context.getBean(Numbers.class).fibonacci(12).result()).isEqualTo(144));
	}

	@Test
	void directCallsWithinCallsFinishOnOneSlot() {
		this.oneSlot.run((context) -> assertThat(context.getBean(Numbers.class).directFibonacci(9)).isEqualTo(34));
	}

	@Test
	void futuresWithinCallsFinishOnOneSlot() {
		this.oneSlot.run((context) -> {
			Numbers numbers = context.getBean(Numbers.class);
			assertThat(numbers.sumOfFutures(5).result()).isEqualTo(10);
			assertThat(numbers.sumOfDerivedFutures(5).result()).isEqualTo(10);
			assertThat(numbers.sumOfAwaitedFutures(5).result()).isEqualTo(10);
		});
	}

	@Test
	void groupsWithinCallsFinishOnOneSlot() {
		this.oneSlot.run((context) -> {
			assertThat(context.getBean(Numbers.class).sumOfGroup(20).result()).isEqualTo(190);
			assertThat(context.getBean(Numbers.class).sumOfStream(20).result()).isEqualTo(190);
		});
	}

	@Test
	void aWaitingBodyIsPausedAndGoesOn() {
		this.oneSlot.run((context) -> {
			DistributedInvocation<InvocationStatus> invocation = context.getBean(Numbers.class).seenByChild();
			assertThat(invocation.result()).isEqualTo(InvocationStatus.PAUSED);
			assertThat(invocation.history()).extracting(StatusChange::status)
				.containsSubsequence(InvocationStatus.PAUSED, InvocationStatus.RESUMED, InvocationStatus.RUNNING,
						InvocationStatus.SUCCESS);
		});
	}

	@Test
	void aCallInABodyHasThatBodysInvocationAsItsParent() {
		this.oneSlot.run((context) -> {
			DistributedInvocation<InvocationId> outer = context.getBean(Numbers.class).idOfChild();
			Pynenc pynenc = context.getBean(Pynenc.class);
			DistributedInvocation<Integer> child = pynenc.find(outer.result(), Integer.class).orElseThrow();
			assertThat(child.parentInvocation()).contains(outer);
			assertThat(child.result()).isEqualTo(7);
		});
	}

	@Test
	void aChildHandedToAnotherTaskIsWaitedForThere() {
		this.oneSlot.run((context) -> assertThat(context.getBean(Numbers.class).handOver().result()).isEqualTo(8));
	}

	@Test
	void aBodyMayReturnTheHandleOfAnotherTask() {
		this.oneSlot.run((context) -> assertThat(context.getBean(Numbers.class).delegate(4).result()).isEqualTo(4));
	}

	@Test
	void theFailureOfAChildReachesTheParent() {
		this.oneSlot.run((context) -> assertThatExceptionOfType(InvocationFailedException.class)
			.isThrownBy(() -> context.getBean(Numbers.class).outer().result())
			.withRootCauseInstanceOf(ArithmeticException.class));
	}

	@Test
	void endlessRecursionEnds() {
		this.oneSlot.withPropertyValues("pynenc.orchestration.max-depth=20")
			.run((context) -> assertThatExceptionOfType(InvocationFailedException.class)
				.isThrownBy(() -> context.getBean(Numbers.class).endless(0).result())
				.withRootCauseInstanceOf(CallDepthException.class)
				.withStackTraceContaining("pynenc.orchestration.max-depth"));
	}

	@Test
	void noMoreBodiesWaitThanThereMayBe() {
		this.oneSlot.withPropertyValues("pynenc.runner.max-paused=5")
			.run((context) -> assertThatExceptionOfType(InvocationFailedException.class)
				.isThrownBy(() -> context.getBean(Numbers.class).endless(0).result())
				.withRootCauseInstanceOf(PausedLimitException.class));
	}

	@Test
	void aWaitThatTimesOutInABodyLetsTheBodyGoOn() {
		this.oneSlot.withPropertyValues("pynenc.runner.concurrency=2")
			.run((context) -> assertThat(context.getBean(Numbers.class).impatient().result()).isEqualTo(42));
	}

	@Component("numbers")
	static class Numbers {

		private final ObjectProvider<Numbers> self;

		private final Pynenc pynenc;

		private final CountDownLatch outOfPatience = new CountDownLatch(1);

		Numbers(ObjectProvider<Numbers> self, Pynenc pynenc) {
			this.self = self;
			this.pynenc = pynenc;
		}

		private Numbers self() {
			return this.self.getObject();
		}

		@DistributedTask
		public DistributedInvocation<Integer> fibonacci(int n) {
			if (n < 2) {
				return DistributedInvocation.of(n);
			}
			DistributedInvocation<Integer> one = self().fibonacci(n - 1);
			DistributedInvocation<Integer> two = self().fibonacci(n - 2);
			return DistributedInvocation.of(one.result() + two.result());
		}

		@DistributedTask
		public int directFibonacci(int n) {
			return (n < 2) ? n : self().directFibonacci(n - 1) + self().directFibonacci(n - 2);
		}

		@DistributedTask
		public int same(int n) {
			return n;
		}

		@DistributedTask
		public CompletableFuture<Integer> future(int n) {
			return CompletableFuture.completedFuture(n);
		}

		private List<CompletableFuture<Integer>> futures(int count) {
			return IntStream.range(0, count).mapToObj((i) -> self().future(i)).toList();
		}

		@DistributedTask
		public DistributedInvocation<Integer> sumOfFutures(int count) {
			return DistributedInvocation.of(futures(count).stream().mapToInt(CompletableFuture::join).sum());
		}

		@DistributedTask
		public DistributedInvocation<Integer> sumOfDerivedFutures(int count) throws Exception {
			int sum = 0;
			for (CompletableFuture<Integer> future : futures(count)) {
				sum += future.thenApply((n) -> n).get(30, TimeUnit.SECONDS);
			}
			return DistributedInvocation.of(sum);
		}

		@DistributedTask
		public DistributedInvocation<Integer> sumOfAwaitedFutures(int count) {
			List<CompletableFuture<Integer>> futures = futures(count);
			this.pynenc.awaitAll(futures);
			assertThat(futures).allMatch(CompletableFuture::isDone);
			return DistributedInvocation.of(futures.stream().mapToInt(CompletableFuture::join).sum());
		}

		private DistributedInvocationGroup<Integer> group(int count) {
			return this.pynenc.parallelize(IntStream.range(0, count).boxed().toList(), self()::same);
		}

		@DistributedTask
		public DistributedInvocation<Integer> sumOfGroup(int count) {
			return DistributedInvocation.of(group(count).resultsInOrder().stream().mapToInt((n) -> n).sum());
		}

		@DistributedTask
		public DistributedInvocation<Integer> sumOfStream(int count) {
			return DistributedInvocation.of(group(count).results().mapToInt((n) -> n).sum());
		}

		@DistributedTask
		public DistributedInvocation<InvocationStatus> seenByChild() {
			return DistributedInvocation.of(this.self.getObject().awaitPauseOfParent().result());
		}

		@DistributedTask
		public DistributedInvocation<InvocationStatus> awaitPauseOfParent() {
			DistributedInvocation<?> parent = this.pynenc
				.find(Pynenc.current().orElseThrow().invocationId(), InvocationStatus.class)
				.flatMap(DistributedInvocation::parentInvocation)
				.orElseThrow();
			return DistributedInvocation
				.of(Awaitility.await().until(parent::status, (status) -> status == InvocationStatus.PAUSED));
		}

		@DistributedTask
		public DistributedInvocation<InvocationId> idOfChild() {
			return DistributedInvocation.of(this.pynenc.invoke(() -> self().same(7)).invocationId());
		}

		@DistributedTask
		public DistributedInvocation<Integer> plusOne(DistributedInvocation<Integer> number) {
			return DistributedInvocation.of(number.result() + 1);
		}

		@DistributedTask
		public DistributedInvocation<Integer> handOver() {
			return self().plusOne(this.pynenc.invoke(() -> self().same(7)));
		}

		@DistributedTask
		public DistributedInvocation<Integer> delegate(int n) {
			return this.pynenc.invoke(() -> self().same(n));
		}

		@DistributedTask
		public int failing() {
			throw new ArithmeticException("inner");
		}

		@DistributedTask
		public DistributedInvocation<Integer> outer() {
			return DistributedInvocation.of(self().failing());
		}

		@DistributedTask
		public DistributedInvocation<Integer> endless(int n) {
			return DistributedInvocation.of(self().endless(n + 1).result());
		}

		@DistributedTask
		public DistributedInvocation<Integer> impatient() throws InterruptedException {
			DistributedInvocation<Integer> patient = self().patient();
			try {
				return DistributedInvocation.of(patient.result(Duration.ofMillis(20)));
			}
			catch (InvocationTimeoutException ex) {
				this.outOfPatience.countDown();
				return DistributedInvocation.of(patient.result() - 1);
			}
		}

		@DistributedTask
		public DistributedInvocation<Integer> patient() throws InterruptedException {
			assertThat(this.outOfPatience.await(30, TimeUnit.SECONDS)).isTrue();
			return DistributedInvocation.of(43);
		}

	}

}
