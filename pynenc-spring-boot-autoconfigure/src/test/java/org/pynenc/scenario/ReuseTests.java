package org.pynenc.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.pynenc.Arguments;
import org.pynenc.ConcurrencyControl;
import org.pynenc.DifferentArgumentsException;
import org.pynenc.DistributedInvocation;
import org.pynenc.DistributedInvocationGroup;
import org.pynenc.DistributedTask;
import org.pynenc.GroupRegistrationException;
import org.pynenc.InvocationDroppedException;
import org.pynenc.InvocationNotRunnableException;
import org.pynenc.InvocationStatus;
import org.pynenc.OnDifferentArguments;
import org.pynenc.Pynenc;
import org.pynenc.ReusedInvocation;

import org.springframework.stereotype.Component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.pynenc.scenario.Engines.target;

/**
 * Calls that count as equal while one of them is waiting.
 */
class ReuseTests {

	/**
	 * With the only slot held, calls wait for certain.
	 */
	private static void whileCallsWait(Consumer<Scene> story) {
		whileCallsWait(story, "pynenc.client.batch-size=1000");
	}

	private static void whileCallsWait(Consumer<Scene> story, String... properties) {
		Engines.engine(Bills.class, Gate.class)
			.withPropertyValues("pynenc.runner.concurrency=1")
			.withPropertyValues(properties)
			.run((context) -> {
				Gate gate = context.getBean(Gate.class);
				DistributedInvocation<String> holder = gate.hold();
				assertThat(target(gate).held.await(30, TimeUnit.SECONDS)).isTrue();
				try {
					story.accept(
							new Scene(context.getBean(Bills.class), context.getBean(Pynenc.class), target(gate).open));
				}
				finally {
					target(gate).open.countDown();
				}
				assertThat(holder.result()).isEqualTo("held");
			});
	}

	@Test
	void sixteenThreadsMakeOneInvocationAndFifteenReusedOnes() {
		whileCallsWait((scene) -> {
			List<DistributedInvocation<String>> handles = atOnce(16, () -> scene.bills.bill("acme", 2026));
			assertThat(handles).filteredOn(ReusedInvocation.class::isInstance).hasSize(15);
			assertThat(handles).extracting(DistributedInvocation::invocationId)
				.containsOnly(handles.get(0).invocationId());
			scene.open.countDown();
			assertThat(handles).extracting(DistributedInvocation::result).containsOnly("acme 2026");
			assertThat(target(scene.bills).bodies).containsExactly("acme 2026");
		});
	}

	@Test
	void sixteenGroupsMakeOneInvocationForEachKey() {
		whileCallsWait((scene) -> {
			List<DistributedInvocationGroup<String>> groups = atOnce(16, () -> scene.pynenc
				.parallelizeInvocations(List.of("a", "b", "a"), (customer) -> scene.bills.bill(customer, 2026)));
			scene.open.countDown();
			assertThat(groups).allSatisfy((group) -> {
				assertThat(group.resultsInOrder()).containsExactly("a 2026", "b 2026", "a 2026");
				assertThat(group.results()).containsExactlyInAnyOrder("a 2026", "b 2026", "a 2026");
				assertThat(group.progress()).isEqualTo(new DistributedInvocationGroup.Progress(3, 3, 0));
			});
			assertThat(target(scene.bills).bodies).containsExactlyInAnyOrder("a 2026", "b 2026");
		});
	}

	@Test
	void otherArgumentsThanTheKeyAreTold() {
		whileCallsWait((scene) -> {
			DistributedInvocation<String> first = scene.bills.bill("acme", 2026);
			DistributedInvocation<String> other = scene.bills.bill("acme", 2027);
			DistributedInvocation<String> same = scene.bills.bill("acme", 2026);
			assertThat(first).isNotInstanceOf(ReusedInvocation.class);
			assertThat(((ReusedInvocation<String>) other).diffArg())
				.contains(new Arguments(Map.of("customer", "\"acme\"", "year", "2027")));
			assertThat(((ReusedInvocation<String>) same).diffArg()).isEmpty();
			assertThat(other.call()).isEqualTo(first.call());
			scene.open.countDown();
			assertThat(other.result()).isEqualTo("acme 2026");
		});
	}

	@Test
	void callIsMadeAnewOnceTheFirstWasClaimed() {
		Engines.engine(Bills.class).run((context) -> {
			Bills bills = context.getBean(Bills.class);
			assertThat(bills.bill("acme", 1).result()).isEqualTo("acme 1");
			DistributedInvocation<String> second = bills.bill("acme", 2);
			assertThat(second).isNotInstanceOf(ReusedInvocation.class);
			assertThat(second.result()).isEqualTo("acme 2");
		});
	}

	@Test
	void theLatestArgumentsReplaceTheWaitingOnes() {
		whileCallsWait((scene) -> {
			DistributedInvocation<String> first = scene.bills.index("acme", 1);
			DistributedInvocation<String> second = scene.bills.index("acme", 2);
			assertThat(second).isNotInstanceOf(ReusedInvocation.class).isNotEqualTo(first);
			assertThat(first.status()).isEqualTo(InvocationStatus.CONCURRENCY_CONTROLLED_FINAL);
			assertThatExceptionOfType(InvocationDroppedException.class).isThrownBy(first::result)
				.withMessageContaining("bills.index")
				.withMessageContaining("replaced by invocation " + second.invocationId());
			scene.open.countDown();
			assertThat(second.result()).isEqualTo("index acme 2");
			assertThat(target(scene.bills).bodies).containsExactly("index acme 2");
		});
	}

	@Test
	void otherArgumentsAreRefusedByName() {
		whileCallsWait((scene) -> {
			DistributedInvocation<String> first = scene.bills.charge("acme", 10, "EUR");
			assertThatExceptionOfType(DifferentArgumentsException.class)
				.isThrownBy(() -> scene.bills.charge("acme", 20, "EUR"))
				.withMessageContaining("bills.charge")
				.withMessageContaining("another argument for amount;")
				.satisfies((ex) -> assertThat(ex.invocationId()).isEqualTo(first.invocationId()));
			assertThat(scene.bills.charge("acme", 10, "EUR")).isEqualTo(first);
			scene.open.countDown();
			assertThat(first.result()).isEqualTo("charge acme 10");
		});
	}

	@Test
	void aGroupWithARefusedCallSaysSo() {
		whileCallsWait((scene) -> {
			scene.bills.charge("acme", 10, "EUR");
			assertThatExceptionOfType(GroupRegistrationException.class)
				.isThrownBy(() -> scene.pynenc.parallelizeInvocations(List.of(1, 2),
						(amount) -> scene.bills.charge("other" + amount % 1, amount, "EUR")))
				.withCauseInstanceOf(DifferentArgumentsException.class);
		});
	}

	@Test
	void equalArgumentsAreEqualInWhateverOrderTheirElementsStand() {
		whileCallsWait((scene) -> {
			DistributedInvocation<String> first = scene.bills.report(ordered("b", "a"), Map.of("x", 1, "y", 2));
			DistributedInvocation<String> same = scene.bills.report(ordered("a", "b"), Map.of("y", 2, "x", 1));
			DistributedInvocation<String> other = scene.bills.report(ordered("a"), Map.of("y", 2, "x", 1));
			assertThat(same).isInstanceOf(ReusedInvocation.class).isEqualTo(first);
			assertThat(((ReusedInvocation<String>) same).diffArg()).isEmpty();
			assertThat(other).isNotInstanceOf(ReusedInvocation.class);
		});
	}

	@Test
	void aTaskWaitsOnce() {
		whileCallsWait((scene) -> {
			DistributedInvocation<?> first = scene.pynenc.invoke(() -> scene.bills.tidy(1));
			DistributedInvocation<?> second = scene.pynenc.invoke(() -> scene.bills.tidy(2));
			assertThat(second).isInstanceOf(ReusedInvocation.class).isEqualTo(first);
			scene.bills.tidy(3);
			scene.open.countDown();
			first.result();
			assertThat(target(scene.bills).bodies).containsExactly("tidy 1");
		});
	}

	@Test
	void directCallsAndFuturesShareTheOneResult() {
		whileCallsWait((scene) -> {
			DistributedInvocation<Integer> first = scene.pynenc.invoke(() -> scene.bills.total("acme"));
			ExecutorService callers = Executors.newFixedThreadPool(4);
			try {
				List<Future<Integer>> totals = IntStream.range(0, 4)
					.mapToObj((i) -> callers.submit(() -> scene.bills.total("acme")))
					.toList();
				scene.open.countDown();
				for (Future<Integer> total : totals) {
					assertThat(get(total)).isEqualTo(4);
				}
				assertThat(first.result()).isEqualTo(4);
			}
			finally {
				callers.shutdownNow();
			}
		});
	}

	@Test
	void propertiesGoBeforeTheAnnotation() {
		whileCallsWait((scene) -> {
			assertThat(scene.bills.bill("acme", 1)).isNotInstanceOf(ReusedInvocation.class);
			assertThat(scene.bills.bill("acme", 2)).isNotInstanceOf(ReusedInvocation.class);
			assertThat(scene.bills.bill("acme", 2)).isInstanceOf(ReusedInvocation.class);
		}, "pynenc.tasks.[bills.bill].registration-concurrency=arguments");
	}

	@Test
	void aReusedHandleIsTheHandleOfTheInvocation() {
		whileCallsWait((scene) -> {
			DistributedInvocation<String> first = scene.bills.bill("acme", 1);
			DistributedInvocation<String> reused = scene.bills.bill("acme", 1);
			assertThat(reused).isEqualTo(first).hasSameHashCodeAs(first);
			assertThat(first).isEqualTo(reused);
			assertThat(reused).isEqualTo(scene.bills.bill("acme", 1)).isNotEqualTo(DistributedInvocation.of("acme 1"));
			assertThat(reused.toJson()).isEqualTo(first.toJson());
			assertThat(reused).hasToString("reused " + first);
			assertThat(DistributedInvocation.fromJson(scene.pynenc, reused.toJson())).isEqualTo(reused);
			assertThat(reused.status()).isEqualTo(InvocationStatus.REGISTERED);
			assertThat(reused.numRetries()).isZero();
			assertThat(reused.history()).isEqualTo(first.history());
			assertThat(reused.parentInvocation()).isEmpty();
			assertThatExceptionOfType(InvocationNotRunnableException.class).isThrownBy(reused::run)
				.withMessageContaining("reused by this one");
			assertThat(reused.swapContext()).isNull();
			reused.resetContext(null);
			DistributedInvocation<String> child = scene.bills.follow(reused);
			scene.open.countDown();
			assertThat(child.result()).isEqualTo("after acme 1");
			assertThat(reused.finalResult()).isEqualTo("acme 1");
			assertThat(reused.toFuture()).succeedsWithin(Duration.ofSeconds(30)).isEqualTo("acme 1");
		});
	}

	@Test
	void aReusedHandleCancelsForAll() {
		whileCallsWait((scene) -> {
			DistributedInvocation<String> first = scene.bills.bill("acme", 1);
			assertThat(scene.bills.bill("acme", 1).cancel()).isTrue();
			assertThat(first.status()).isEqualTo(InvocationStatus.CANCELLED);
			assertThat(scene.bills.bill("acme", 1)).isNotInstanceOf(ReusedInvocation.class);
		});
	}

	@Test
	void aReusedHandleCanBeMadeByHand() {
		whileCallsWait((scene) -> {
			DistributedInvocation<String> first = scene.bills.bill("acme", 1);
			Arguments own = new Arguments(Map.of("customer", "\"acme\"", "year", "9"));
			assertThat(ReusedInvocation.fromExisting(first).diffArg()).isEmpty();
			assertThat(ReusedInvocation.fromExisting(first, own).diffArg()).contains(own);
			assertThat(ReusedInvocation.fromExisting(first, own)).isEqualTo(first);
			assertThat(ReusedInvocation.fromExisting(first).existing()).isSameAs(first);
			assertThat(first.history()).hasSize(1);
		});
	}

	private static Set<String> ordered(String... values) {
		return new LinkedHashSet<>(List.of(values));
	}

	private static <T> List<T> atOnce(int threads, Callable<T> call) {
		ExecutorService callers = Executors.newFixedThreadPool(threads);
		CyclicBarrier start = new CyclicBarrier(threads);
		try {
			List<Future<T>> calls = Stream.generate(() -> callers.submit(() -> {
				start.await(30, TimeUnit.SECONDS);
				return call.call();
			})).limit(threads).toList();
			List<T> results = new ArrayList<>();
			calls.forEach((future) -> results.add(get(future)));
			return results;
		}
		finally {
			callers.shutdownNow();
		}
	}

	private static <T> T get(Future<T> future) {
		try {
			return future.get(30, TimeUnit.SECONDS);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private record Scene(Bills bills, Pynenc pynenc, CountDownLatch open) {
	}

	@Component("gate")
	static class Gate {

		final CountDownLatch held = new CountDownLatch(1);

		final CountDownLatch open = new CountDownLatch(1);

		@DistributedTask
		public DistributedInvocation<String> hold() throws InterruptedException {
			this.held.countDown();
			this.open.await(30, TimeUnit.SECONDS);
			return DistributedInvocation.of("held");
		}

	}

	@Component("bills")
	static class Bills {

		final ConcurrentLinkedQueue<String> bodies = new ConcurrentLinkedQueue<>();

		@DistributedTask(registrationConcurrency = ConcurrencyControl.KEYS, keyArguments = "customer")
		public DistributedInvocation<String> bill(String customer, int year) {
			return done(customer + " " + year);
		}

		@DistributedTask(registrationConcurrency = ConcurrencyControl.KEYS, keyArguments = "customer",
				onDifferentArguments = OnDifferentArguments.REPLACE)
		public DistributedInvocation<String> index(String customer, int version) {
			return done("index " + customer + " " + version);
		}

		@DistributedTask(registrationConcurrency = ConcurrencyControl.KEYS, keyArguments = { "customer", "currency" },
				onDifferentArguments = OnDifferentArguments.RAISE)
		public DistributedInvocation<String> charge(String customer, int amount, String currency) {
			return done("charge " + customer + " " + amount);
		}

		@DistributedTask(registrationConcurrency = ConcurrencyControl.ARGUMENTS)
		public DistributedInvocation<String> report(Set<String> customers, Map<String, Integer> options) {
			return done("report");
		}

		@DistributedTask(registrationConcurrency = ConcurrencyControl.TASK)
		public void tidy(int level) {
			this.bodies.add("tidy " + level);
		}

		@DistributedTask(registrationConcurrency = ConcurrencyControl.ARGUMENTS)
		public int total(String customer) {
			return customer.length();
		}

		@DistributedTask
		public DistributedInvocation<String> follow(DistributedInvocation<String> other) {
			return DistributedInvocation.of("after " + other.result());
		}

		private DistributedInvocation<String> done(String text) {
			this.bodies.add(text);
			return DistributedInvocation.of(text);
		}

	}

}
