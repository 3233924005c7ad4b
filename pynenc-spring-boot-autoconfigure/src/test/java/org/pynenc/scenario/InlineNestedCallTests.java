package org.pynenc.scenario;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.pynenc.CallDepthException;
import org.pynenc.DistributedInvocation;
import org.pynenc.DistributedInvocationGroup;
import org.pynenc.DistributedTask;
import org.pynenc.InvocationFailedException;
import org.pynenc.InvocationId;
import org.pynenc.InvocationStatus;
import org.pynenc.Pynenc;
import org.pynenc.StatusChange;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.stereotype.Component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * Calls that wait on calls, all in one thread.
 */
class InlineNestedCallTests {

	private final ApplicationContextRunner inline = Engines.engine(Tree.class).withPropertyValues("pynenc.mode=inline");

	@Test
	void callsWithinCallsFinishHoweverTheyWait() {
		this.inline.run((context) -> {
			Tree tree = context.getBean(Tree.class);
			assertThat(tree.fibonacci(12).result()).isEqualTo(144);
			assertThat(tree.sumOfFutures(5)).isEqualTo(10);
			assertThat(tree.sumOfGroup(20)).isEqualTo(190);
		});
	}

	@Test
	void aBodyNeverHasToWaitForItsCalls() {
		this.inline.run((context) -> {
			DistributedInvocation<Integer> invocation = context.getBean(Tree.class).fibonacci(3);
			assertThat(invocation.history()).extracting(StatusChange::status)
				.containsExactly(InvocationStatus.REGISTERED, InvocationStatus.PENDING, InvocationStatus.RUNNING,
						InvocationStatus.SUCCESS);
		});
	}

	@Test
	void aCallInABodyHasThatBodysInvocationAsItsParentAndSoHasTheNextOne() {
		this.inline.run((context) -> {
			DistributedInvocation<List<InvocationId>> outer = context.getBean(Tree.class).children();
			Pynenc pynenc = context.getBean(Pynenc.class);
			assertThat(outer.result()).hasSize(2)
				.allSatisfy((child) -> assertThat(
						pynenc.find(child, Integer.class).orElseThrow().parentInvocation().orElseThrow())
					.isEqualTo(outer));
		});
	}

	@Test
	void aContextThatWasSwappedInIsTheParentOfInlineCallsToo() {
		this.inline.run((context) -> {
			Tree tree = context.getBean(Tree.class);
			DistributedInvocation<Integer> first = tree.fibonacci(1);
			DistributedInvocation<?> former = first.swapContext();
			DistributedInvocation<Integer> second = tree.fibonacci(1);
			first.resetContext(former);
			assertThat(second.parentInvocation().orElseThrow()).isEqualTo(first);
			assertThat(tree.fibonacci(1).parentInvocation()).isEmpty();
		});
	}

	@Test
	void recursionReachesTheDepthThatIsAllowedAndNoFurther() {
		this.inline.withPropertyValues("pynenc.orchestration.max-depth=60").run((context) -> {
			Tree tree = context.getBean(Tree.class);
			assertThat(tree.countDown(60)).isEqualTo(60);
			assertThatExceptionOfType(CallDepthException.class).isThrownBy(() -> tree.countDown(61))
				.withMessageContaining("pynenc.orchestration.max-depth");
		});
	}

	@Test
	void recursionReachesTheDefaultDepthOnALargeStack() {
		this.inline.run((context) -> assertThat(inThread(16 * 1024, () -> context.getBean(Tree.class).countDown(1000)))
			.isEqualTo(1000));
	}

	@Test
	void aStackThatIsTooSmallIsToldAtTheCall() {
		this.inline.withPropertyValues("pynenc.orchestration.max-depth=100000").run((context) -> {
			Tree tree = context.getBean(Tree.class);
			Object failure = inThread(512, () -> tree.countDown(100_000));
			assertThat(failure).isInstanceOf(CallDepthException.class)
				.asInstanceOf(InstanceOfAssertFactories.THROWABLE)
				.hasMessageContainingAll("'tree.countDown'", "calls within calls", "'small'", "-Xss",
						"pynenc.mode: distributed");
			assertThat(tree.countDown(3)).isEqualTo(3);
		});
	}

	@Test
	void aBodyThatTakesTheRestOfTheStackFailsWithItsOwnError() {
		this.inline.withPropertyValues("pynenc.orchestration.max-depth=100000").run((context) -> {
			Tree tree = context.getBean(Tree.class);
			assertThat(inThread(512, () -> tree.overflowAtTheBottom(0))).isInstanceOf(InvocationFailedException.class)
				.asInstanceOf(InstanceOfAssertFactories.THROWABLE)
				.hasMessageEndingWith("java.lang.StackOverflowError");
			assertThat(tree.countDown(3)).isEqualTo(3);
		});
	}

	/**
	 * On a runner the child would wait until its parent has ended. Here that is after the
	 * child.
	 */
	@Test
	void waitingForWhatThisThreadExecutesIsRefused() {
		this.inline.run((context) -> {
			Tree tree = context.getBean(Tree.class);
			DistributedInvocation<InvocationId> parent = tree.parentOfWaitingChild();
			DistributedInvocation<Integer> child = context.getBean(Pynenc.class)
				.find(parent.result(), Integer.class)
				.orElseThrow();
			assertThat(child.status()).isEqualTo(InvocationStatus.FAILED);
			assertThatExceptionOfType(InvocationFailedException.class).isThrownBy(child::result)
				.havingCause()
				.isInstanceOf(IllegalStateException.class)
				.withMessageContainingAll(parent.invocationId().toString(), "this thread");
			assertThatIllegalStateException().isThrownBy(tree::waitForItself);
		});
	}

	@Test
	void aBodyWaitsForWhatAnotherThreadExecutes() {
		this.inline.run((context) -> {
			Tree tree = context.getBean(Tree.class);
			Tree target = Engines.target(tree);
			// The common pool may have a single thread.
			ExecutorService others = Executors.newFixedThreadPool(2);
			CompletableFuture<DistributedInvocation<Integer>> slow = CompletableFuture.supplyAsync(tree::slow, others);
			assertThat(target.started.await(30, TimeUnit.SECONDS)).isTrue();
			CompletableFuture<Void> release = CompletableFuture.runAsync(() -> {
				Pynenc pynenc = context.getBean(Pynenc.class);
				await().until(() -> target.waitingId != null && pynenc.find(target.waitingId, Integer.class)
					.orElseThrow()
					.status() == InvocationStatus.PAUSED);
				target.go.countDown();
			}, others);
			DistributedInvocation<Integer> waiting = tree.waitFor(target.slowId);
			release.get(30, TimeUnit.SECONDS);
			assertThat(waiting.result()).isEqualTo(42);
			assertThat(slow.get(30, TimeUnit.SECONDS).result()).isEqualTo(42);
			assertThat(waiting.history()).extracting(StatusChange::status)
				.containsSubsequence(InvocationStatus.PAUSED, InvocationStatus.RESUMED, InvocationStatus.RUNNING,
						InvocationStatus.SUCCESS);
			others.shutdown();
		});
	}

	private static @Nullable Object inThread(int stackInKilobytes, CallCounter call) throws InterruptedException {
		AtomicReference<@Nullable Object> end = new AtomicReference<>();
		Thread thread = new Thread(null, () -> {
			try {
				end.set(call.call());
			}
			catch (Throwable ex) {
				end.set(ex);
			}
		}, "small", stackInKilobytes * 1024L);
		thread.start();
		thread.join();
		return end.get();
	}

	@FunctionalInterface
	interface CallCounter {

		int call();

	}

	@Component("tree")
	static class Tree {

		private final ObjectProvider<Tree> self;

		private final ObjectProvider<Pynenc> pynenc;

		final CountDownLatch started = new CountDownLatch(1);

		final CountDownLatch go = new CountDownLatch(1);

		volatile @Nullable InvocationId slowId;

		volatile @Nullable InvocationId waitingId;

		Tree(ObjectProvider<Tree> self, ObjectProvider<Pynenc> pynenc) {
			this.self = self;
			this.pynenc = pynenc;
		}

		@DistributedTask
		public DistributedInvocation<Integer> fibonacci(int n) {
			if (n < 2) {
				return DistributedInvocation.of(n);
			}
			Tree tree = this.self.getObject();
			return DistributedInvocation.of(tree.fibonacci(n - 1).result() + tree.fibonacci(n - 2).result());
		}

		@DistributedTask
		public CompletableFuture<Integer> later(int n) {
			return CompletableFuture.completedFuture(n);
		}

		@DistributedTask
		public int sumOfFutures(int n) {
			List<CompletableFuture<Integer>> futures = IntStream.range(0, n)
				.mapToObj((i) -> this.self.getObject().later(i).thenApply((value) -> value))
				.toList();
			this.pynenc.getObject().awaitAll(futures);
			return futures.stream().mapToInt(CompletableFuture::join).sum();
		}

		@DistributedTask
		public int sumOfGroup(int n) {
			Tree tree = this.self.getObject();
			DistributedInvocationGroup<Integer> group = this.pynenc.getObject()
				.parallelizeInvocations(IntStream.range(0, n).boxed().toList(), tree::same);
			return group.results().mapToInt(Integer::intValue).sum();
		}

		@DistributedTask
		public DistributedInvocation<Integer> same(int n) {
			return DistributedInvocation.of(n);
		}

		@DistributedTask
		public DistributedInvocation<List<InvocationId>> children() {
			Tree tree = this.self.getObject();
			return DistributedInvocation.of(List.of(tree.same(1).invocationId(), tree.same(2).invocationId()));
		}

		@DistributedTask
		public int countDown(int n) {
			return (n == 0) ? 0 : this.self.getObject().countDown(n - 1) + 1;
		}

		@DistributedTask
		public int overflowAtTheBottom(int n) {
			try {
				return this.self.getObject().overflowAtTheBottom(n + 1);
			}
			catch (CallDepthException ex) {
				return overflow(n);
			}
		}

		private static int overflow(int n) {
			return overflow(n + 1) + 1;
		}

		@DistributedTask
		public DistributedInvocation<InvocationId> parentOfWaitingChild() {
			InvocationId me = Pynenc.current().orElseThrow().invocationId();
			return DistributedInvocation.of(this.self.getObject().waitFor(me).invocationId());
		}

		@DistributedTask
		public DistributedInvocation<Integer> waitFor(@Nullable InvocationId id) {
			this.waitingId = Pynenc.current().orElseThrow().invocationId();
			return DistributedInvocation.of(this.pynenc.getObject().find(id, Integer.class).orElseThrow().result());
		}

		@DistributedTask
		public int waitForItself() {
			InvocationId me = Pynenc.current().orElseThrow().invocationId();
			return this.pynenc.getObject().find(me, Integer.class).orElseThrow().toFuture().join();
		}

		@DistributedTask
		public DistributedInvocation<Integer> slow() {
			this.slowId = Pynenc.current().orElseThrow().invocationId();
			this.started.countDown();
			try {
				assertThat(this.go.await(30, TimeUnit.SECONDS)).isTrue();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
			return DistributedInvocation.of(42);
		}

	}

}
