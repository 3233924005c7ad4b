package org.pynenc.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.pynenc.DistributedInvocation;
import org.pynenc.DistributedTask;
import org.pynenc.broker.Broker;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.stereotype.Component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pynenc.scenario.Engines.target;

/**
 * Many callers at once.
 */
class LoadTests {

	private static final int CALLERS = 8;

	private static final int CALLS = 10_000 / CALLERS;

	@Test
	void tenThousandCallsFromEightThreads() {
		Engines.engine(Adder.class)
			.run((context) -> callAll(context.getBean(Adder.class), context.getBean(Broker.class)));
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void tenThousandCallsFromEightThreadsOnVirtualThreads() {
		Engines.engine(Adder.class)
			.withPropertyValues("spring.threads.virtual.enabled=true")
			.run((context) -> callAll(context.getBean(Adder.class), context.getBean(Broker.class)));
	}

	private static void callAll(Adder adder, Broker broker) throws Exception {
		ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
		try {
			List<Future<?>> futures = new ArrayList<>();
			for (int caller = 0; caller < CALLERS; caller++) {
				int base = caller * CALLS;
				futures.add(callers.submit(() -> callFrom(adder, base)));
			}
			for (Future<?> future : futures) {
				future.get(60, TimeUnit.SECONDS);
			}
		}
		finally {
			callers.shutdownNow();
		}
		assertThat(target(adder).bodies).hasSize(CALLERS * CALLS)
			.allSatisfy((n, count) -> assertThat(count).hasValue(1));
		assertThat(broker.sizes()).isEmpty();
	}

	private static void callFrom(Adder adder, int base) {
		List<DistributedInvocation<Integer>> invocations = new ArrayList<>();
		for (int i = 0; i < CALLS; i++) {
			invocations.add(adder.add(base + i, 1));
		}
		for (int i = 0; i < CALLS; i++) {
			assertThat(invocations.get(i).result()).isEqualTo(base + i + 1);
		}
	}

	@Test
	void noThreadIsLeftAfterTheStop() {
		ApplicationContextRunner engine = Engines.engine(Adder.class);
		engine.run((context) -> {
			assertThat(context.getBean(Adder.class).add(1, 2).toFuture().get(30, TimeUnit.SECONDS)).isEqualTo(3);
			assertThat(threads()).isNotEmpty();
		});
		org.awaitility.Awaitility.await()
			.atMost(30, TimeUnit.SECONDS)
			.untilAsserted(() -> assertThat(threads()).isEmpty());
	}

	@Test
	void thereIsNoThreadWhereThereIsNoTask() {
		Engines.engine().run((context) -> assertThat(threads()).isEmpty());
	}

	private static Set<String> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter((name) -> name.startsWith("pynenc-"))
			.collect(Collectors.toSet());
	}

	@Component("adder")
	static class Adder {

		final Map<Integer, AtomicInteger> bodies = new ConcurrentHashMap<>();

		@DistributedTask
		public DistributedInvocation<Integer> add(int a, int b) {
			this.bodies.computeIfAbsent(a, (n) -> new AtomicInteger()).incrementAndGet();
			return DistributedInvocation.of(a + b);
		}

	}

}
