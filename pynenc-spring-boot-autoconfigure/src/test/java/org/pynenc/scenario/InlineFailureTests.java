package org.pynenc.scenario;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pynenc.DistributedInvocation;
import org.pynenc.DistributedInvocationGroup;
import org.pynenc.DistributedTask;
import org.pynenc.InvocationFailedException;
import org.pynenc.InvocationNotRunnableException;
import org.pynenc.InvocationStatus;
import org.pynenc.Pynenc;
import org.pynenc.StatusChange;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.stereotype.Component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Bodies that fail where they are called.
 */
@ExtendWith(OutputCaptureExtension.class)
class InlineFailureTests {

	private final ApplicationContextRunner inline = Engines.engine(Fragile.class)
		.withPropertyValues("pynenc.mode=inline");

	@AfterEach
	void noInterruptStays() {
		Thread.interrupted();
	}

	@Test
	void retriesAreMadeWithinTheCall() {
		this.inline.run((context) -> {
			DistributedInvocation<Integer> invocation = context.getBean(Fragile.class).thirdTime();
			assertThat(invocation.finalResult()).isEqualTo(3);
			assertThat(invocation.numRetries()).isEqualTo(2);
			assertThat(invocation.history()).extracting(StatusChange::status)
				.containsExactly(InvocationStatus.REGISTERED, InvocationStatus.PENDING, InvocationStatus.RUNNING,
						InvocationStatus.RETRY, InvocationStatus.PENDING, InvocationStatus.RUNNING,
						InvocationStatus.RETRY, InvocationStatus.PENDING, InvocationStatus.RUNNING,
						InvocationStatus.SUCCESS);
		});
	}

	@Test
	void aFailureIsThrownFromTheResultAndNotAtTheCall() {
		this.inline.run((context) -> {
			DistributedInvocation<Integer> invocation = context.getBean(Fragile.class).never();
			assertThat(invocation.status()).isEqualTo(InvocationStatus.FAILED);
			assertThat(invocation.numRetries()).isEqualTo(1);
			assertThat(Engines.target(context.getBean(Fragile.class)).attempts).hasValue(2);
			assertThatExceptionOfType(InvocationFailedException.class).isThrownBy(invocation::result)
				.havingCause()
				.isInstanceOf(IllegalArgumentException.class)
				.withMessage("attempt 2");
			assertThatExceptionOfType(InvocationNotRunnableException.class).isThrownBy(invocation::run);
			assertThat(invocation.cancel()).isFalse();
		});
	}

	@Test
	void aFutureFailsWithoutThrowing() {
		this.inline.run((context) -> {
			CompletableFuture<Integer> future = context.getBean(Fragile.class).future();
			assertThat(future).isCompletedExceptionally();
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(future::get)
				.withCauseInstanceOf(InvocationFailedException.class)
				.withRootCauseInstanceOf(FileNotFoundException.class);
		});
	}

	@Test
	void aCallThatReturnsNothingThrowsNothingAndIsLogged(CapturedOutput output) {
		this.inline.run((context) -> {
			context.getBean(Fragile.class).quietly();
			assertThat(output).contains("task 'fragile.quietly' failed: java.lang.IllegalStateException: lost",
					"at " + Fragile.class.getName() + ".quietly");
		});
	}

	@Test
	void aDirectCallThrowsTheBodysOwnException() {
		this.inline.run((context) -> assertThatExceptionOfType(FileNotFoundException.class)
			.isThrownBy(() -> context.getBean(Fragile.class).direct("report.txt"))
			.withMessage("report.txt"));
	}

	@Test
	void aFailureInAGroupLeavesTheOthersAlone() {
		this.inline.run((context) -> {
			Fragile fragile = context.getBean(Fragile.class);
			DistributedInvocationGroup<Integer> group = context.getBean(Pynenc.class)
				.parallelize(List.of(1, 0, 2), fragile::divideTwelveBy);
			assertThat(group.invocations()).extracting(DistributedInvocation::status)
				.containsExactly(InvocationStatus.SUCCESS, InvocationStatus.FAILED, InvocationStatus.SUCCESS);
			assertThat(group.invocations().get(2).finalResult()).isEqualTo(6);
		});
	}

	@Test
	void anInterruptedCallerKeepsItsInterrupt() {
		this.inline.run((context) -> {
			Thread.currentThread().interrupt();
			DistributedInvocation<Integer> invocation = context.getBean(Fragile.class).interruptible();
			assertThat(Thread.interrupted()).isTrue();
			assertThat(invocation.finalResult()).isEqualTo(1);
		});
	}

	@Component("fragile")
	static class Fragile {

		final AtomicInteger attempts = new AtomicInteger();

		@DistributedTask(maxRetries = 2)
		public DistributedInvocation<Integer> thirdTime() {
			int attempt = Pynenc.current().orElseThrow().attempt();
			if (attempt < 3) {
				throw new IllegalArgumentException("attempt " + attempt);
			}
			return DistributedInvocation.of(attempt);
		}

		@DistributedTask(maxRetries = 1)
		public DistributedInvocation<Integer> never() {
			throw new IllegalArgumentException("attempt " + this.attempts.incrementAndGet());
		}

		@DistributedTask
		public CompletableFuture<Integer> future() {
			return CompletableFuture.failedFuture(new FileNotFoundException("no"));
		}

		@DistributedTask
		public void quietly() {
			throw new IllegalStateException("lost");
		}

		@DistributedTask
		public String direct(String file) throws IOException {
			throw new FileNotFoundException(file);
		}

		@DistributedTask
		public int divideTwelveBy(int n) {
			return 12 / n;
		}

		@DistributedTask
		public DistributedInvocation<Integer> interruptible() {
			return DistributedInvocation.of(1);
		}

	}

}
