package org.pynenc.scenario;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.pynenc.DistributedInvocation;
import org.pynenc.DistributedInvocationGroup;
import org.pynenc.DistributedTask;
import org.pynenc.InvocationFailedException;
import org.pynenc.InvocationStatus;
import org.pynenc.Pynenc;
import org.pynenc.TaskId;

import org.springframework.stereotype.Component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.pynenc.scenario.Engines.target;

/**
 * Many calls at once, and what the facade refuses.
 */
class GroupTests {

	@Test
	void aThousandCallsGiveAThousandResultsInOrderAndAsTheyCome() {
		Engines.engine(Squares.class).run((context) -> {
			Squares squares = context.getBean(Squares.class);
			List<Integer> items = IntStream.range(0, 1000).boxed().toList();
			DistributedInvocationGroup<Integer> group = context.getBean(Pynenc.class)
				.parallelize(items, squares::square);
			assertThat(group.task()).isEqualTo(new TaskId("squares.square"));
			assertThat(group.invocations()).hasSize(1000);
			List<Integer> expected = items.stream().map((n) -> n * n).toList();
			assertThat(group.results()).containsExactlyInAnyOrderElementsOf(expected);
			assertThat(group.resultsInOrder()).isEqualTo(expected);
			assertThat(group.toFuture().get(30, TimeUnit.SECONDS)).isEqualTo(expected);
			assertThat(group.awaitAll(Duration.ZERO)).isTrue();
			assertThat(target(squares).bodies).hasSize(1000);
		});
	}

	@Test
	void aGroupIsRegisteredInBatches() {
		Engines.engine(Squares.class).withPropertyValues("pynenc.client.batch-size=7").run((context) -> {
			Squares squares = context.getBean(Squares.class);
			DistributedInvocationGroup<Integer> group = context.getBean(Pynenc.class)
				.parallelize(IntStream.range(0, 50).boxed().toList(), squares::square);
			assertThat(group.results().mapToInt((n) -> n).sum()).isEqualTo(40425);
		});
	}

	@Test
	void everyShapeHasItsGroup() {
		Engines.engine(Squares.class).run((context) -> {
			Squares squares = context.getBean(Squares.class);
			Pynenc pynenc = context.getBean(Pynenc.class);
			List<Integer> items = List.of(1, 2, 3);
			assertThat(pynenc.parallelizeInvocations(items, squares::invocation).resultsInOrder()).containsExactly(1, 4,
					9);
			assertThat(pynenc.parallelizeFutures(items, squares::future).resultsInOrder()).containsExactly(1, 4, 9);
			assertThat(pynenc.parallelizeVoid(items, squares::nothing).resultsInOrder()).containsExactly(null, null,
					null);
		});
	}

	@Test
	void anEmptyGroupWaitsForNothing() {
		Engines.engine(Squares.class).run((context) -> {
			Squares squares = context.getBean(Squares.class);
			DistributedInvocationGroup<Integer> group = context.getBean(Pynenc.class)
				.parallelize(List.<Integer>of(), squares::square);
			assertThat(group.task()).isNull();
			assertThat(group.results()).isEmpty();
			assertThat(group.resultsInOrder()).isEmpty();
			assertThat(group.awaitAll(Duration.ZERO)).isTrue();
			assertThat(group.toFuture().get(30, TimeUnit.SECONDS)).isEmpty();
		});
	}

	@Test
	void oneThatFailsDoesNotHideTheOthers() {
		Engines.engine(Squares.class).run((context) -> {
			Squares squares = context.getBean(Squares.class);
			DistributedInvocationGroup<Integer> group = context.getBean(Pynenc.class)
				.parallelize(List.of(1, -1, 2), squares::square);
			assertThat(group.awaitAll(Duration.ofSeconds(30))).isTrue();
			assertThat(group.invocations()).extracting(DistributedInvocation::status)
				.containsExactly(InvocationStatus.SUCCESS, InvocationStatus.FAILED, InvocationStatus.SUCCESS);
			assertThatExceptionOfType(InvocationFailedException.class).isThrownBy(group::resultsInOrder)
				.withCauseInstanceOf(IllegalArgumentException.class);
			assertThatExceptionOfType(InvocationFailedException.class).isThrownBy(() -> group.results().toList());
			assertThatExceptionOfType(ExecutionException.class)
				.isThrownBy(() -> group.toFuture().get(30, TimeUnit.SECONDS))
				.withCauseInstanceOf(InvocationFailedException.class);
		});
	}

	@Test
	void theFacadeExplainsWhatALambdaMayDo() {
		Engines.engine(Squares.class, Plain.class).run((context) -> {
			Squares squares = context.getBean(Squares.class);
			Plain plain = context.getBean(Plain.class);
			Pynenc pynenc = context.getBean(Pynenc.class);
			assertThatIllegalStateException().isThrownBy(() -> pynenc.invoke(() -> plain.hello()))
				.withMessageContaining("made none");
			assertThatIllegalStateException()
				.isThrownBy(() -> pynenc.invoke(() -> squares.square(1) + squares.square(2)))
				.withMessageContaining("exactly one")
				.withMessageContaining("made 2");
			assertThatIllegalStateException().isThrownBy(() -> pynenc.invoke(() -> squares.square(1) + 1))
				.withMessageContaining("something else");
			assertThatIllegalStateException().isThrownBy(() -> pynenc.invoke(() -> squares.text(1).length()))
				.withMessageContaining("squares.text")
				.withCauseInstanceOf(NullPointerException.class);
			assertThatIllegalStateException().isThrownBy(() -> pynenc.invoke(() -> {
				squares.square(1);
			})).withMessageContaining("returns a value");
			assertThatIllegalStateException().isThrownBy(() -> pynenc.parallelize(List.of(1), squares::invocation))
				.withMessageContaining("DistributedInvocation");
			assertThatIllegalStateException()
				.isThrownBy(
						() -> pynenc.parallelize(List.of(1, 2), (n) -> (n == 1) ? squares.square(n) : squares.cube(n)))
				.withMessageContaining("one task");
			assertThat(target(squares).bodies).isEmpty();
			assertThat(squares.square(3)).isEqualTo(9);
		});
	}

	@Component("squares")
	static class Squares {

		final ConcurrentLinkedQueue<Integer> bodies = new ConcurrentLinkedQueue<>();

		@DistributedTask
		public int square(int n) {
			this.bodies.add(n);
			if (n < 0) {
				throw new IllegalArgumentException("negative");
			}
			return n * n;
		}

		@DistributedTask
		public int cube(int n) {
			return n * n * n;
		}

		@DistributedTask
		public String text(int n) {
			return String.valueOf(n);
		}

		@DistributedTask
		public DistributedInvocation<Integer> invocation(int n) {
			return DistributedInvocation.of(n * n);
		}

		@DistributedTask
		public java.util.concurrent.CompletableFuture<Integer> future(int n) {
			return java.util.concurrent.CompletableFuture.supplyAsync(() -> n * n);
		}

		@DistributedTask
		public void nothing(int n) {
		}

	}

	@Component("plain")
	static class Plain {

		public String hello() {
			return "hello";
		}

	}

}
