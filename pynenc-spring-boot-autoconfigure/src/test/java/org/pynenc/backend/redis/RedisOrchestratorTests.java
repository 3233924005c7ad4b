package org.pynenc.backend.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pynenc.Arguments;
import org.pynenc.Call;
import org.pynenc.InvocationId;
import org.pynenc.InvocationStatus;
import org.pynenc.OnDifferentArguments;
import org.pynenc.StatusChange;
import org.pynenc.TaskId;
import org.pynenc.broker.QueueEntry;
import org.pynenc.contract.OrchestratorContract;
import org.pynenc.invocation.Claim;
import org.pynenc.invocation.Invocation;
import org.pynenc.invocation.RegistrationKey;
import org.pynenc.invocation.RunnerId;
import org.pynenc.orchestrator.ClaimRequest;
import org.pynenc.orchestrator.Completion;
import org.pynenc.orchestrator.Grant;
import org.pynenc.orchestrator.Heartbeat;
import org.pynenc.orchestrator.Orchestrator;
import org.pynenc.orchestrator.Registration;
import org.pynenc.orchestrator.RequestId;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RedisOrchestrator}.
 */
@ExtendWith(RedisServerExtension.class)
class RedisOrchestratorTests extends OrchestratorContract {

	private static final TaskId TASK = new TaskId("orders.ship");

	private final AtomicInteger requests = new AtomicInteger();

	private RedisParts parts;

	@BeforeEach
	void connect() throws Exception {
		this.parts = new RedisParts(RedisServerExtension.connectionFactory()).listening();
	}

	@AfterEach
	void disconnect() {
		this.parts.close();
	}

	@Override
	public Orchestrator orchestrator() {
		return this.parts.orchestrator();
	}

	@Override
	public void advance(Duration duration) {
		this.parts.time().advance(duration);
	}

	@Override
	public Instant now() {
		return this.parts.time().clock().instant();
	}

	@Test
	void longHistoryLosesItsMiddle() {
		Invocation invocation = register(3);
		List<InvocationStatus> complete = new ArrayList<>(List.of(InvocationStatus.REGISTERED));
		for (int i = 0; i < 600; i++) {
			orchestrator().release(claim("runner", invocation));
			complete.addAll(List.of(InvocationStatus.PENDING, InvocationStatus.RUNNING, InvocationStatus.KILLED,
					InvocationStatus.REROUTED));
			advance(Duration.ofSeconds(1));
		}
		List<StatusChange> history = orchestrator().history(invocation.id());
		assertThat(history).hasSizeBetween(200, complete.size() - 1)
			.extracting(StatusChange::status)
			.startsWith(complete.subList(0, 50).toArray(InvocationStatus[]::new))
			.endsWith(complete.subList(complete.size() - 150, complete.size()).toArray(InvocationStatus[]::new));
		assertThat(history).extracting(StatusChange::at).isSorted();
	}

	@Test
	void reasonNamesTheLastTenOwners() {
		Invocation poison = register(11);
		for (int i = 0; i <= 11; i++) {
			claim("victim-" + i + ";", poison);
			orchestrator().runners().leave(new RunnerId("victim-" + i + ";"));
			orchestrator().recover(Duration.ofDays(1), 1);
		}
		String reason = orchestrator().records(List.of(poison.id())).get(poison.id()).reason();
		assertThat(reason).contains("victim-2;", "victim-11;").doesNotContain("victim-0;", "victim-1;");
	}

	@Test
	void longestIdleRunnerIsWokenFirst() {
		List<String> woken = new CopyOnWriteArrayList<>();
		for (String name : List.of("one", "two", "three")) {
			announce(name);
			orchestrator().runners().onWork(new RunnerId(name), () -> woken.add(name));
			orchestrator().runners().idle(new RunnerId(name));
		}
		orchestrator().runners().idle(new RunnerId("one"));
		for (int i = 0; i < 3; i++) {
			orchestrator().runners().wake(Registration.entries(orchestrator().register(List.of(invocation(3)))));
		}
		Awaitility.await().untilAsserted(() -> assertThat(woken).containsExactly("one", "two", "three"));
	}

	@Test
	void keepsNothingOfWhatIsForgotten() {
		announce("runner");
		Set<String> before = RedisCommands.keys();
		Invocation parent = register(3);
		Invocation child = new Invocation(InvocationId.create(), new Call(TASK, Arguments.none()), parent.id(), 1,
				"default", 0, 3, new RegistrationKey("key", "digest", OnDifferentArguments.REUSE), Map.of(),
				Invocation.WIRE_VERSION);
		List<QueueEntry> entries = Registration.entries(orchestrator().register(List.of(child)));
		orchestrator().onCompleted(List.of(child.id()), (completion) -> {
		});
		orchestrator().complete(claim("runner", child), InvocationStatus.SUCCESS);
		orchestrator().cancel(parent.id());
		orchestrator().queued(entries);
		orchestrator().forget(List.of(child.id(), parent.id()));
		assertThat(RedisCommands.keys())
			.isSubsetOf(Stream.concat(before.stream(), Stream.of(key("seq"))).collect(Collectors.toSet()));
	}

	@Test
	void deadRunnerIsForgottenInTheEnd() {
		Invocation invocation = register(3);
		claim("runner", invocation);
		advance(Duration.ofHours(2));
		orchestrator().recover(Duration.ofDays(1), 0);
		assertThat(RedisCommands.keys()).as("a dead owner").contains(key("ro:runner"));
		assertThat(secondsToLive("r:runner")).as("not before what it owns").isEqualTo(-1);
		orchestrator().recover(Duration.ofDays(1), 10);
		assertThat(RedisCommands.keys()).doesNotContain(key("ro:runner"), key("runners"), key("rq:runner"));
		assertThat(secondsToLive("r:runner")).isBetween(3000L, 3600L);
		announce("runner");
		assertThat(secondsToLive("r:runner")).isEqualTo(-1);
	}

	private long secondsToLive(String name) {
		return RedisCommands
			.with((connection) -> connection.keyCommands().ttl(key(name).getBytes(StandardCharsets.UTF_8)));
	}

	private String key(String name) {
		return this.parts.keys().prefix() + name;
	}

	@Test
	void tellsOnlyThoseWhoWait() throws Exception {
		try (RedisParts other = new RedisParts(RedisServerExtension.connectionFactory()).listening()) {
			other.time().advance(Duration.between(other.time().clock().instant(), now()));
			Invocation waitedFor = register(3);
			List<Completion> told = new CopyOnWriteArrayList<>();
			other.orchestrator().onCompleted(List.of(waitedFor.id()), told::add);
			RedisCommands commands = new RedisCommands();
			Invocation unnoticed = register(3);
			orchestrator().cancel(unnoticed.id());
			assertThat(commands.callsSinceLastLook("publish")).isZero();
			orchestrator().cancel(waitedFor.id());
			assertThat(commands.callsSinceLastLook("publish")).isOne();
			Awaitility.await()
				.untilAsserted(() -> assertThat(told)
					.containsExactly(new Completion(waitedFor.id(), InvocationStatus.CANCELLED, null)));
		}
	}

	@Test
	void eachStepIsOneTrip() {
		announce("runner");
		Invocation invocation = invocation(3);
		orchestrator().register(List.of(invocation));
		Claim claim = claim("runner", invocation);
		List<Runnable> steps = List.of(
				() -> orchestrator().register(IntStream.range(0, 1000).mapToObj((i) -> invocation(3)).toList()),
				() -> orchestrator().pause(claim, List.of(register(3).id())), () -> orchestrator().resume(claim),
				() -> orchestrator().complete(claim, InvocationStatus.SUCCESS),
				() -> orchestrator().cancel(invocation.id()), () -> orchestrator().recover(Duration.ZERO, 1000),
				() -> orchestrator().counts(), () -> announce("runner"));
		for (int i = 0; i < steps.size(); i++) {
			RedisCommands commands = new RedisCommands();
			steps.get(i).run();
			assertThat(commands.scriptsSinceLastLook()).as("step %s", i).isEqualTo((i == 1) ? 2 : 1);
		}
	}

	@Test
	void goesOnAfterTheServerHasForgottenItsScripts() {
		Invocation invocation = register(3);
		RedisCommands.with((connection) -> {
			connection.scriptingCommands().scriptFlush();
			return null;
		});
		assertThat(orchestrator().cancel(invocation.id())).isTrue();
	}

	private Invocation register(int maxRecoveries) {
		Invocation invocation = invocation(maxRecoveries);
		orchestrator().register(List.of(invocation));
		return invocation;
	}

	private static Invocation invocation(int maxRecoveries) {
		return new Invocation(InvocationId.create(), new Call(TASK, Arguments.none()), null, 0, "default", 0,
				maxRecoveries, null, Map.of(), Invocation.WIRE_VERSION);
	}

	private void announce(String runner) {
		orchestrator().runners()
			.heartbeat(new Heartbeat(new RunnerId(runner), 1, Set.of(), Set.of(TASK), Duration.ofSeconds(30), 0,
					Set.of()));
	}

	private Claim claim(String runner, Invocation invocation) {
		announce(runner);
		ClaimRequest request = new ClaimRequest(new RequestId(new RunnerId(runner), this.requests.incrementAndGet()), 1,
				Set.of(), Set.of(TASK));
		Grant grant = orchestrator().claim(request, List.of(invocation.id())).get(0);
		assertThat(grant.token()).isNotNull();
		return new Claim(invocation, request.runner(), grant.token(), grant.retries(), grant.recoveries(),
				grant.waited());
	}

}
