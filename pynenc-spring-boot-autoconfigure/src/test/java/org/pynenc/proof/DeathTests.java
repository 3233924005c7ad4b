package org.pynenc.proof;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pynenc.ExecutionLostException;
import org.pynenc.InvocationFailedException;
import org.pynenc.InvocationId;
import org.pynenc.InvocationStatus;
import org.pynenc.StatusChange;
import org.pynenc.TaskId;
import org.pynenc.backend.redis.RedisServerExtension;
import org.pynenc.orchestrator.InvocationRecord;
import org.pynenc.orchestrator.Orchestrator;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Runners that die, freeze or do not know a task, and what becomes of their work.
 */
@ExtendWith(RedisServerExtension.class)
class DeathTests {

	private static final Duration LEASE = Duration.ofSeconds(3);

	private static final Duration RESCUE = Duration.ofSeconds(5);

	private final Fleet fleet = new Fleet(RedisServerExtension.url()).with("pynenc.runner.concurrency", 1)
		.with("pynenc.runner.lease", LEASE)
		.with(ProofNode.COMPOSED, isComposed());

	private final ServerLook server = new ServerLook(RedisServerExtension.connectionFactory());

	private ConfigurableApplicationContext caller;

	/**
	 * Whether the lifecycle is the composed one.
	 */
	boolean isComposed() {
		return false;
	}

	@BeforeEach
	void startCaller() {
		this.caller = this.fleet.here();
	}

	@AfterEach
	void stopFleet() {
		this.fleet.close();
	}

	private ProofTasks tasks() {
		return this.caller.getBean(ProofTasks.class);
	}

	private NotedCalls calls() {
		return this.caller.getBean(NotedCalls.class);
	}

	private Orchestrator orchestrator() {
		return this.caller.getBean(Orchestrator.class);
	}

	@Test
	@Proves(value = { Guarantee.DEAD_RUNNERS_WORK_RUNS_AGAIN, Guarantee.WAITERS_ARE_TOLD }, on = Setup.REDIS)
	void workOfAKilledRunnerRunsAgainSoonAfterItsLease() {
		ForkedJvm first = this.fleet.start("runner");
		NotedCalls.NotedCall call = calls().call("1", (name) -> tasks().hold(name));
		this.fleet.awaitEvent(Event.Kind.STARTED, first);
		this.fleet.start("runner", ProofNode.GATE + "=true");
		long killedAt = this.server.micros();
		first.kill();
		Answer answer = calls().read(call);
		List<StatusChange> history = orchestrator().history(call.handle().invocationId());
		assertThat(history).extracting(StatusChange::status)
			.containsExactly(InvocationStatus.REGISTERED, InvocationStatus.PENDING, InvocationStatus.RUNNING,
					InvocationStatus.RUNNING_RECOVERY, InvocationStatus.REROUTED, InvocationStatus.PENDING,
					InvocationStatus.RUNNING, InvocationStatus.SUCCESS);
		assertThat(history.get(2).runner()).contains("-" + first.pid() + "-");
		Instant killed = Instant.EPOCH.plusNanos(killedAt * 1000);
		assertThat(history.get(6).at()).isBetween(killed, killed.plus(LEASE).plus(RESCUE));
		InvocationRecord record = record(call.handle().invocationId());
		assertThat(record.recoveries()).isOne();
		assertThat(record.token()).hasToString(answer.token());
	}

	@Test
	@Proves(value = Guarantee.AT_MOST_ONCE, on = Setup.REDIS)
	void aBodyThatMayStartOnceDoesNotStartAgain() {
		List<ForkedJvm> runners = this.fleet.start(2, "runner");
		NotedCalls.NotedCall call = calls().call("", (name) -> tasks().holdOnce(name));
		Awaitility.await().atMost(ForkedJvm.PATIENCE).until(() -> starts(call) == 1);
		String victim = startsOf(call).findFirst().orElseThrow().node();
		runners.stream().filter((runner) -> runner.name().equals(victim)).forEach(ForkedJvm::kill);
		InvocationFailedException failure = catchThrowableOfType(InvocationFailedException.class,
				() -> calls().read(call));
		assertThat(failure).hasCauseInstanceOf(ExecutionLostException.class);
		NotedCalls.NotedCall next = calls().call("3", (name) -> tasks().sumOf(name, 1, 2));
		assertThat(calls().read(next).value()).isEqualTo(3);
		assertThat(starts(call)).isOne();
	}

	@Test
	@Proves(value = Guarantee.LATE_OWNER_IS_REFUSED, on = Setup.REDIS)
	void theOutcomeOfAFrozenRunnerIsRefused() {
		ForkedJvm first = this.fleet.start("runner");
		NotedCalls.NotedCall call = calls().call("1", (name) -> tasks().hold(name));
		this.fleet.awaitEvent(Event.Kind.STARTED, first);
		this.fleet.start("runner", ProofNode.GATE + "=true");
		first.freeze();
		Answer answer = calls().read(call);
		List<StatusChange> history = orchestrator().history(call.handle().invocationId());
		first.thaw();
		first.ask("open");
		this.fleet.awaitEvent(Event.Kind.ENDED, first);
		NotedCalls.NotedCall next = calls().call("3", (name) -> tasks().sumOf(name, 1, 2));
		assertThat(calls().read(next).value()).isEqualTo(3);
		first.terminate();
		assertThat(calls().readAgain(call)).isEqualTo(answer);
		assertThat(orchestrator().history(call.handle().invocationId())).isEqualTo(history);
		assertThat(record(call.handle().invocationId()).token()).hasToString(answer.token());
	}

	@Test
	@Proves(value = Guarantee.POISON_FAILS, on = Setup.REDIS)
	void whatKillsItsJvmFailsAndTheFleetLives() {
		List<ForkedJvm> runners = this.fleet.start(3, "runner");
		NotedCalls.NotedCall poison = calls().call("", (name) -> tasks().poison(name));
		InvocationFailedException failure = catchThrowableOfType(InvocationFailedException.class,
				() -> calls().read(poison));
		assertThat(starts(poison)).isEqualTo(2);
		Awaitility.await().atMost(ForkedJvm.PATIENCE).until(() -> dead(runners).size() == 2);
		assertThat(failure.getCause()).hasMessageContaining("only 1 times")
			.message()
			.contains(dead(runners).stream().map((runner) -> "-" + runner.pid() + "-").toList());
		NotedCalls.NotedCall next = calls().call("3", (name) -> tasks().sumOf(name, 1, 2));
		assertThat(calls().read(next).value()).isEqualTo(3);
		assertThat(dead(runners)).hasSize(2);
	}

	private static List<ForkedJvm> dead(List<ForkedJvm> runners) {
		return runners.stream().filter((runner) -> !runner.isAlive()).toList();
	}

	private long starts(NotedCalls.NotedCall call) {
		return startsOf(call).count();
	}

	/**
	 * The starts of its bodies.
	 */
	private Stream<Event> startsOf(NotedCalls.NotedCall call) {
		return this.fleet.events()
			.stream()
			.filter((event) -> event.kind() == Event.Kind.STARTED && event.call().equals(call.name()));
	}

	@Test
	@Proves(value = Guarantee.UNKNOWN_TASK_WAITS, on = Setup.REDIS)
	void unknownTasksWaitForANodeThatKnowsThem() {
		ForkedJvm old = this.fleet.start("runner");
		LateTasks late = this.caller.getBean(LateTasks.class);
		NotedCalls.NotedCall unknown = calls().call("42", (name) -> late.twice(name, 21));
		NotedCalls.NotedCall known = calls().call("3", (name) -> tasks().sumOf(name, 1, 2));
		assertThat(calls().read(known).value()).isEqualTo(3);
		assertThat(record(unknown.handle().invocationId()).status()).isEqualTo(InvocationStatus.REGISTERED);
		assertThat(orchestrator().runners().alive())
			.noneMatch((runner) -> runner.tasks().contains(new TaskId("late.twice")));
		ForkedJvm newer = this.fleet.start("runner", ProofNode.LATE_TASKS + "=true");
		assertThat(calls().read(unknown).value()).isEqualTo(42);
		assertThat(orchestrator().history(unknown.handle().invocationId()).get(2).runner())
			.contains("-" + newer.pid() + "-");
		assertThat(old.isAlive()).isTrue();
	}

	@Test
	@Proves(value = Guarantee.NOTHING_REMAINS, on = Setup.REDIS)
	void afterItsRetentionNothingOfAnInvocationIsLeft() {
		this.fleet.start("runner", "pynenc.state-backend.retention=1s");
		callOfEachKind("before");
		Set<String> empty = awaitSwept();
		callOfEachKind("after");
		assertThat(awaitSwept()).isEqualTo(empty);
	}

	private void callOfEachKind(String key) {
		List<NotedCalls.NotedCall> made = List.of(calls().call("4", (name) -> tasks().tree(name, 2)),
				calls().call("1", (name) -> tasks().stubborn(name, 1)),
				calls().call("3", (name) -> tasks().sumOf(name, 1, 2)),
				calls().call("4", (name) -> tasks().keyed(name, key)));
		made.forEach((call) -> calls().read(call));
		assertThat(orchestrator().cancel(made.get(0).handle().invocationId())).isFalse();
	}

	/**
	 * Waits until no invocation is left.
	 * @return the keys that are there then
	 */
	private Set<String> awaitSwept() {
		Awaitility.await().atMost(ForkedJvm.PATIENCE).until(() -> orchestrator().counts().isEmpty());
		return this.server.keys();
	}

	private InvocationRecord record(InvocationId id) {
		return orchestrator().records(List.of(id)).get(id);
	}

}
