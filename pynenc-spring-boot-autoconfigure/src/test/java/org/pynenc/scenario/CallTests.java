package org.pynenc.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.pynenc.DistributedInvocation;
import org.pynenc.DistributedTask;
import org.pynenc.InvocationCancelledException;
import org.pynenc.InvocationContext;
import org.pynenc.InvocationId;
import org.pynenc.InvocationNotFinalException;
import org.pynenc.InvocationNotFoundException;
import org.pynenc.InvocationStatus;
import org.pynenc.InvocationTimeoutException;
import org.pynenc.Pynenc;
import org.pynenc.QueueFullException;
import org.pynenc.StatusChange;
import org.pynenc.TaskId;
import org.slf4j.MDC;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.pynenc.scenario.Engines.target;

/**
 * What a caller sees of one call.
 */
class CallTests {

	@Test
	void callsBeyondTheLimitAreRefused() {
		Engines.engine(Greeter.class)
			.withPropertyValues("pynenc.runner.enabled=false", "pynenc.broker.max-queued=2")
			.run((context) -> {
				Greeter greeter = context.getBean(Greeter.class);
				DistributedInvocation<String> first = greeter.slowly("Ada");
				greeter.slowly("Grace");
				assertThatExceptionOfType(QueueFullException.class).isThrownBy(() -> greeter.slowly("Alan"));
				first.cancel();
				assertThat(greeter.slowly("Alan").status()).isEqualTo(InvocationStatus.REGISTERED);
			});
	}

	@Test
	void aHandleComesAtOnceAndTheResultWhenItIsThere() {
		Engines.engine(Greeter.class).run((context) -> {
			Greeter greeter = context.getBean(Greeter.class);
			DistributedInvocation<String> invocation = greeter.slowly("Ada");
			assertThat(invocation.status()).isIn(InvocationStatus.REGISTERED, InvocationStatus.RUNNING);
			assertThatExceptionOfType(InvocationNotFinalException.class).isThrownBy(invocation::finalResult);
			assertThatExceptionOfType(InvocationTimeoutException.class)
				.isThrownBy(() -> invocation.result(Duration.ofMillis(1)))
				.withMessageContaining("greeter.slowly")
				.withMessageContaining(invocation.invocationId().toString());
			target(greeter).go.countDown();
			assertThat(invocation.result()).isEqualTo("Hello Ada");
			assertThat(invocation.finalResult()).isEqualTo("Hello Ada");
			assertThat(invocation.status()).isEqualTo(InvocationStatus.SUCCESS);
			assertThat(invocation.numRetries()).isZero();
			assertThat(invocation.parentInvocation()).isEmpty();
			assertThat(invocation.call().taskId()).isEqualTo(new TaskId("greeter.slowly"));
			assertThat(invocation.call().arguments().values()).isEqualTo(Map.of("name", "\"Ada\""));
			assertThat(invocation.history()).extracting(StatusChange::status)
				.containsExactly(InvocationStatus.REGISTERED, InvocationStatus.PENDING, InvocationStatus.RUNNING,
						InvocationStatus.SUCCESS);
		});
	}

	@Test
	void aDirectCallGivesTheValue() {
		Engines.engine(Greeter.class)
			.run((context) -> assertThat(context.getBean(Greeter.class).now("Ada")).isEqualTo("Hello Ada"));
	}

	@Test
	void aDirectCallWaitsNoLongerThanItsTimeout() {
		Engines.engine(Greeter.class)
			.withPropertyValues("pynenc.client.direct-timeout=50ms", "pynenc.runner.enabled=false")
			.run((context) -> assertThatExceptionOfType(InvocationTimeoutException.class)
				.isThrownBy(() -> context.getBean(Greeter.class).now("Ada")));
	}

	@Test
	void aFutureIsCompletedWithTheResult() {
		Engines.engine(Greeter.class).run((context) -> {
			CompletableFuture<String> future = context.getBean(Greeter.class).later("Ada");
			assertThat(future.thenApply(String::length).get(30, TimeUnit.SECONDS)).isEqualTo(9);
		});
	}

	@Test
	void whatFollowsAFutureDoesNotRunOnTheRunnersThreads() {
		Engines.engine(Greeter.class).run((context) -> {
			AtomicReference<String> thread = new AtomicReference<>();
			Greeter greeter = context.getBean(Greeter.class);
			CompletableFuture<String> future = greeter.slowly("Ada").toFuture();
			CompletableFuture<Void> noted = future.thenRun(() -> thread.set(Thread.currentThread().getName()));
			target(greeter).go.countDown();
			noted.get(30, TimeUnit.SECONDS);
			assertThat(thread.get()).startsWith("pynenc-future-");
		});
	}

	@Test
	void whatFollowsAFutureMayWaitForOtherFutures() {
		Engines.engine(Greeter.class).run((context) -> {
			Greeter greeter = context.getBean(Greeter.class);
			int depth = 4 * Runtime.getRuntime().availableProcessors();
			CompletableFuture<String> last = greeter.slowly("Ada").toFuture();
			for (int i = 0; i < depth; i++) {
				CompletableFuture<String> before = last;
				last = greeter.slowly("Ada").toFuture().thenApply((text) -> before.join());
			}
			target(greeter).go.countDown();
			assertThat(last.get(30, TimeUnit.SECONDS)).isEqualTo("Hello Ada");
		});
	}

	@Test
	void aCallWithoutResultReturnsAtOnceAndIsExecuted() {
		Engines.engine(Greeter.class).run((context) -> {
			Greeter greeter = context.getBean(Greeter.class);
			greeter.quietly("Ada");
			assertThat(target(greeter).greeted.await(30, TimeUnit.SECONDS)).isTrue();
		});
	}

	@Test
	void theFacadeGivesAHandleForEveryShape() {
		Engines.engine(Greeter.class).run((context) -> {
			Greeter greeter = context.getBean(Greeter.class);
			Pynenc pynenc = context.getBean(Pynenc.class);
			target(greeter).go.countDown();
			DistributedInvocation<String> now = pynenc.invoke(() -> greeter.now("Ada"));
			DistributedInvocation<Integer> length = pynenc.invoke(() -> greeter.length("Ada"));
			DistributedInvocation<String> slowly = pynenc.invoke(() -> greeter.slowly("Ada"));
			DistributedInvocation<String> later = pynenc.invoke(() -> greeter.later("Ada"));
			DistributedInvocation<Void> quietly = pynenc.invoke(() -> greeter.quietly("Ada"));
			assertThat(List.of(now.result(), slowly.result(), later.result())).containsOnly("Hello Ada");
			assertThat(length.result()).isEqualTo(3);
			assertThat(quietly.result()).isNull();
		});
	}

	@Test
	void anInvocationIsFoundByItsId() {
		Engines.engine(Greeter.class).run((context) -> {
			Pynenc pynenc = context.getBean(Pynenc.class);
			DistributedInvocation<String> invocation = pynenc.invoke(() -> context.getBean(Greeter.class).now("Ada"));
			Optional<DistributedInvocation<String>> found = pynenc.find(invocation.invocationId(), String.class);
			assertThat(found).contains(invocation);
			assertThat(found.orElseThrow().result()).isEqualTo("Hello Ada");
			assertThat(found.orElseThrow().call()).isEqualTo(invocation.call());
			assertThat(pynenc.find(InvocationId.create(), String.class)).isEmpty();
		});
	}

	@Test
	void queuedWorkIsCancelled() {
		Engines.engine(Greeter.class).withPropertyValues("pynenc.runner.enabled=false").run((context) -> {
			DistributedInvocation<String> invocation = context.getBean(Greeter.class).slowly("Ada");
			assertThat(invocation.cancel()).isTrue();
			assertThat(invocation.status()).isEqualTo(InvocationStatus.CANCELLED);
			assertThatExceptionOfType(InvocationCancelledException.class).isThrownBy(invocation::result);
		});
	}

	@Test
	void workThatARunnerOwnsIsNotCancelled() {
		Engines.engine(Greeter.class).run((context) -> {
			Greeter greeter = context.getBean(Greeter.class);
			DistributedInvocation<String> invocation = greeter.slowly("Ada");
			assertThat(target(greeter).started.await(30, TimeUnit.SECONDS)).isTrue();
			assertThat(invocation.cancel()).isFalse();
			target(greeter).go.countDown();
			assertThat(invocation.result()).isEqualTo("Hello Ada");
		});
	}

	@Test
	void anInvocationThatIsGoneIsSaidToBe() {
		Engines.engine(Greeter.class).run((context) -> {
			DistributedInvocation<String> invocation = context.getBean(Pynenc.class)
				.invoke(() -> context.getBean(Greeter.class).now("Ada"));
			invocation.toFuture().get(30, TimeUnit.SECONDS);
			Pynenc pynenc = context.getBean(Pynenc.class);
			DistributedInvocation<String> other = pynenc.find(invocation.invocationId(), String.class).orElseThrow();
			context.getBean(org.pynenc.orchestrator.InvocationLifecycle.class).purge();
			assertThatExceptionOfType(InvocationNotFoundException.class).isThrownBy(other::status);
			assertThatExceptionOfType(InvocationNotFoundException.class).isThrownBy(other::result);
			assertThatExceptionOfType(InvocationNotFoundException.class).isThrownBy(other::history);
			assertThatExceptionOfType(InvocationNotFoundException.class).isThrownBy(other::call);
		});
	}

	@Test
	void aBodyKnowsItsInvocationAndSoDoesTheLog() {
		Engines.engine(Greeter.class).run((context) -> {
			assertThat(Pynenc.current()).isEmpty();
			DistributedInvocation<Map<String, String>> invocation = context.getBean(Greeter.class).context();
			assertThat(invocation.result()).containsEntry("id", invocation.invocationId().toString())
				.containsEntry("task", "greeter.context")
				.containsEntry("attempt", "1")
				.containsEntry("owned", "true")
				.containsEntry("mdc.task", "greeter.context")
				.containsEntry("mdc.invocation", invocation.invocationId().toString());
		});
	}

	@Test
	void aBodyCalledWithoutSpringReturnsItsValue() {
		Greeter greeter = new Greeter();
		greeter.go.countDown();
		assertThat(greeter.slowly("Ada").result()).isEqualTo("Hello Ada");
		assertThat(greeter.slowly("Ada").toFuture()).isCompletedWithValue("Hello Ada");
	}

	@org.springframework.stereotype.Component("greeter")
	static class Greeter {

		final CountDownLatch started = new CountDownLatch(1);

		final CountDownLatch go = new CountDownLatch(1);

		final CountDownLatch greeted = new CountDownLatch(1);

		@DistributedTask
		public DistributedInvocation<String> slowly(String name) {
			this.started.countDown();
			try {
				assertThat(this.go.await(30, TimeUnit.SECONDS)).isTrue();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
			return DistributedInvocation.of("Hello " + name);
		}

		@DistributedTask
		public String now(String name) {
			return "Hello " + name;
		}

		@DistributedTask
		public int length(String name) {
			return name.length();
		}

		@DistributedTask
		public CompletableFuture<String> later(String name) {
			return CompletableFuture.completedFuture("Hello " + name);
		}

		@DistributedTask
		public void quietly(String name) {
			this.greeted.countDown();
		}

		@DistributedTask
		public DistributedInvocation<Map<String, String>> context() {
			InvocationContext current = Pynenc.current().orElseThrow();
			return DistributedInvocation
				.of(Map.of("id", current.invocationId().toString(), "task", current.taskId().value(), "attempt",
						String.valueOf(current.attempt()), "owned", String.valueOf(current.isOwned()), "mdc.task",
						MDC.get("pynenc.task"), "mdc.invocation", MDC.get("pynenc.invocation")));
		}

	}

}
