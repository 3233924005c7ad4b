package org.pynenc.proof;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.pynenc.DistributedInvocationGroup;
import org.pynenc.InvocationId;
import org.pynenc.InvocationStatus;
import org.pynenc.Pynenc;
import org.pynenc.backend.redis.RedisServerExtension;
import org.pynenc.invocation.RunnerId;
import org.pynenc.orchestrator.Orchestrator;
import org.pynenc.orchestrator.RunnerRecord;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two runners and a caller, each a JVM of its own, on one Redis. Each runner has one
 * slot.
 */
class ClusterTests {

	private static final Set<String> ON_THE_WAY = Set.of("register", "claim", "complete", "retry", "release", "pause",
			"resume");

	private static final int CALLS = 10_000;

	private static final int CALLERS = 4;

	private static final int HEARTBEATS = 3;

	private static Fleet fleet;

	private static ConfigurableApplicationContext caller;

	private static ServerLook server;

	@BeforeAll
	static void startFleet() {
		server = new ServerLook(RedisServerExtension.connectionFactory());
		server.with((connection) -> {
			connection.serverCommands().flushDb();
			return true;
		});
		fleet = new Fleet(RedisServerExtension.url()).with("pynenc.runner.concurrency", 1);
		fleet.start(2, "runner", "pynenc.runner.queues=default");
		caller = fleet.here();
	}

	@AfterAll
	static void stopFleet() {
		fleet.close();
	}

	private static ProofTasks tasks() {
		return caller.getBean(ProofTasks.class);
	}

	private static NotedCalls calls() {
		return caller.getBean(NotedCalls.class);
	}

	@Test
	void tenThousandCallsOverTwoRunners() throws Exception {
		ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
		Set<String> invocations = new HashSet<>();
		try {
			List<Future<List<String>>> futures = new ArrayList<>();
			for (int i = 0; i < CALLERS; i++) {
				int base = i * CALLS / CALLERS;
				futures.add(callers.submit(() -> callFrom(base)));
			}
			for (Future<List<String>> future : futures) {
				invocations.addAll(future.get(ForkedJvm.PATIENCE.toSeconds(), TimeUnit.SECONDS));
			}
		}
		finally {
			callers.shutdownNow();
		}
		assertThat(invocations).hasSize(CALLS);
		assertThat(starts(invocations)).hasSize(CALLS).allSatisfy((id, count) -> assertThat(count).isEqualTo(1));
		assertThat(nodes(invocations)).hasSize(2);
	}

	private static List<String> callFrom(int base) {
		List<String> names = new ArrayList<>();
		for (int i = 0; i < CALLS / CALLERS; i++) {
			names.add(String.valueOf(base + i));
		}
		DistributedInvocationGroup<Answer> group = caller.getBean(Pynenc.class)
			.parallelizeInvocations(names, (name) -> tasks().sumOf(name, Long.parseLong(name), 1));
		List<Answer> answers = group.resultsInOrder();
		assertThat(answers).extracting(Answer::value)
			.isEqualTo(names.stream().map((name) -> Long.parseLong(name) + 1).toList());
		return answers.stream().map(Answer::invocation).toList();
	}

	private static Map<String, Integer> starts(Set<String> invocations) {
		Map<String, Integer> starts = new HashMap<>();
		fleet.events()
			.stream()
			.filter((event) -> event.kind() == Event.Kind.STARTED && invocations.contains(event.invocation()))
			.forEach((event) -> starts.merge(event.invocation(), 1, Integer::sum));
		return starts;
	}

	private static Set<String> nodes(Set<String> invocations) {
		return fleet.events()
			.stream()
			.filter((event) -> event.kind() == Event.Kind.STARTED && invocations.contains(event.invocation()))
			.map(Event::node)
			.collect(Collectors.toSet());
	}

	@Test
	void recursionFinishesOnTwoSlots() {
		NotedCalls.NotedCall call = calls().call("144", (name) -> tasks().fibonacci(name, 12));
		assertThat(calls().read(call).value()).isEqualTo(144);
	}

	/**
	 * No runner serves this queue, so all calls meet while the first one waits.
	 */
	@Test
	void oneInvocationOfSixteenThreadsInTwoJvms() {
		String nowhere = "pynenc.tasks[proof.keyed].queue=nowhere";
		List<ForkedJvm> callers = fleet.start(2, "caller", "pynenc.runner.enabled=false", nowhere);
		callers.forEach((jvm) -> jvm.tell("keyed 8 one"));
		List<String> invocations = callers.stream()
			.flatMap((jvm) -> List.of(jvm.answer().split(" ")).stream())
			.toList();
		assertThat(invocations).hasSize(16);
		assertThat(Set.copyOf(invocations)).hasSize(1);
		InvocationId only = InvocationId.of(invocations.get(0));
		assertThat(orchestrator().history(only)).hasSize(1);
		assertThat(orchestrator().counts()).containsEntry(InvocationStatus.REGISTERED, 1L);
		assertThat(orchestrator().cancel(only)).isTrue();
	}

	@Test
	void aThousandCallsAreRegisteredInOneTrip() {
		try (ScriptTrips trips = new ScriptTrips(RedisServerExtension.url()).awaitReport(server)) {
			List<NotedCalls.NotedCall> group = calls().group(1000, "3", (name) -> tasks().sumOf(name, 1, 2));
			group.forEach((call) -> assertThat(calls().read(call).value()).isEqualTo(3));
			assertThat(trips.scripts(server)).containsOnlyOnce("register");
		}
	}

	/**
	 * The outcome comes with the news that its invocation has ended.
	 */
	@Test
	void theResultsOfAGroupAreNotAskedForOneByOne() {
		List<Integer> numbers = IntStream.range(0, 200).boxed().toList();
		List<String> scripts = scriptsOf(() -> {
			assertThat(sums(numbers).results()).hasSize(200);
			assertThat(sums(numbers).resultsInOrder()).hasSize(200);
			assertThat(sums(numbers).toFuture().join()).hasSize(200);
		});
		// A slow check reads a few.
		assertThat(scripts).contains("listen")
			.filteredOn((script) -> List.of("records", "outcome").contains(script))
			.hasSizeLessThan(60);
	}

	private static DistributedInvocationGroup<Answer> sums(List<Integer> numbers) {
		return caller.getBean(Pynenc.class)
			.parallelizeInvocations(numbers, (number) -> tasks().sumOf("sum-" + number, number, 1));
	}

	/**
	 * The caller waits from its registration on and is told the outcome, so it reads
	 * nothing, before its value or after. A runner that looks for work by itself in that
	 * very moment sends one more, so the least counts.
	 */
	@Test
	void aCallTakesThreeTripsFromRegistrationToOutcome() {
		Awaitility.await().atMost(ForkedJvm.PATIENCE).untilAsserted(() -> {
			calls().direct("3", (name) -> tasks().addDirectly(name, 1, 2));
			awaitIdle();
			List<String> scripts = scriptsOf(() -> calls().direct("3", (name) -> tasks().addDirectly(name, 1, 2)));
			assertThat(scripts).doesNotContain("listen", "records", "outcome", "load")
				.containsOnlyOnce("register", "complete");
			List<String> untilOutcome = scripts.subList(scripts.indexOf("register"), scripts.indexOf("complete") + 1);
			assertThat(untilOutcome).filteredOn(ON_THE_WAY::contains).containsExactly("register", "claim", "complete");
		});
	}

	@Test
	void aTaskThatReturnsAFutureTakesNoTripForIt() {
		Awaitility.await().atMost(ForkedJvm.PATIENCE).untilAsserted(() -> {
			calls().direct("3", (name) -> tasks().addLater(name, 1, 2).join());
			awaitIdle();
			List<String> scripts = scriptsOf(() -> calls().direct("3", (name) -> tasks().addLater(name, 1, 2).join()));
			assertThat(scripts).doesNotContain("listen", "records", "outcome").containsOnlyOnce("register", "complete");
		});
	}

	private static List<String> scriptsOf(Runnable call) {
		try (ScriptTrips trips = new ScriptTrips(RedisServerExtension.url()).awaitReport(server)) {
			call.run();
			return trips.scripts(server);
		}
	}

	@Test
	void anIdleRunnerSendsAtMostTwoCommandsASecond() {
		awaitIdle();
		List<RunnerRecord> runners = alive();
		assertThat(runners).hasSize(2);
		AtomicLong looks = new AtomicLong();
		long from = server.micros();
		long before = server.scripts();
		for (int i = 0; i < HEARTBEATS; i++) {
			awaitHeartbeats(looks);
		}
		long sent = server.scripts() - before - looks.get();
		Duration took = ServerLook.between(from, server.micros());
		assertThat(sent).isPositive();
		assertThat(sent * 1000.0 / took.toMillis() / runners.size()).as(sent + " scripts in " + took).isLessThan(2);
	}

	private static void awaitIdle() {
		Awaitility.await()
			.atMost(ForkedJvm.PATIENCE)
			.until(() -> orchestrator().counts().keySet().stream().allMatch(InvocationStatus::isFinal));
	}

	/**
	 * Waits for a heartbeat of each runner, and counts how often it looked.
	 */
	private static void awaitHeartbeats(AtomicLong looks) {
		looks.incrementAndGet();
		Map<RunnerId, Instant> last = alive().stream()
			.collect(Collectors.toMap(RunnerRecord::id, RunnerRecord::lastHeartbeat));
		Awaitility.await().atMost(ForkedJvm.PATIENCE).until(() -> {
			looks.incrementAndGet();
			return alive().stream().allMatch((runner) -> runner.lastHeartbeat().isAfter(last.get(runner.id())));
		});
	}

	private static List<RunnerRecord> alive() {
		return orchestrator().runners().alive();
	}

	private static Orchestrator orchestrator() {
		return caller.getBean(Orchestrator.class);
	}

}
