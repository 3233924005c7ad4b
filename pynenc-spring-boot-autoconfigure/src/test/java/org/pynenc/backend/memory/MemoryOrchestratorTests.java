package org.pynenc.backend.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.pynenc.Arguments;
import org.pynenc.Call;
import org.pynenc.InvocationId;
import org.pynenc.InvocationStatus;
import org.pynenc.StatusChange;
import org.pynenc.TaskId;
import org.pynenc.contract.OrchestratorContract;
import org.pynenc.contract.TestClock;
import org.pynenc.invocation.Claim;
import org.pynenc.invocation.Invocation;
import org.pynenc.invocation.RunnerId;
import org.pynenc.orchestrator.ClaimRequest;
import org.pynenc.orchestrator.Grant;
import org.pynenc.orchestrator.Heartbeat;
import org.pynenc.orchestrator.Orchestrator;
import org.pynenc.orchestrator.Registration;
import org.pynenc.orchestrator.RequestId;
import org.pynenc.orchestrator.Subscription;

import org.springframework.test.util.ReflectionTestUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/**
 * Tests for {@link MemoryOrchestrator}.
 */
class MemoryOrchestratorTests extends OrchestratorContract {

	private static final TaskId TASK = new TaskId("orders.ship");

	private final TestClock clock = new TestClock();

	private final MemoryOrchestrator orchestrator = new MemoryOrchestrator(this.clock);

	private final AtomicInteger requests = new AtomicInteger();

	@Override
	public Orchestrator orchestrator() {
		return this.orchestrator;
	}

	@Override
	public void advance(Duration duration) {
		this.clock.advance(duration);
	}

	@Override
	public Instant now() {
		return this.clock.instant();
	}

	@Test
	void longHistoryLosesItsMiddle() {
		Invocation invocation = register(3);
		List<InvocationStatus> complete = new ArrayList<>(List.of(InvocationStatus.REGISTERED));
		for (int i = 0; i < 100; i++) {
			this.orchestrator.release(claim("runner", invocation));
			complete.addAll(List.of(InvocationStatus.PENDING, InvocationStatus.RUNNING, InvocationStatus.KILLED,
					InvocationStatus.REROUTED));
			advance(Duration.ofSeconds(1));
		}
		List<StatusChange> history = this.orchestrator.history(invocation.id());
		List<InvocationStatus> expected = new ArrayList<>(complete.subList(0, MemoryHistory.FIRST));
		expected.addAll(complete.subList(complete.size() - MemoryHistory.LATEST, complete.size()));
		assertThat(history).hasSize(200).extracting(StatusChange::status).containsExactlyElementsOf(expected);
		assertThat(history).extracting(StatusChange::at).isSorted();
	}

	@Test
	void reasonNamesTheLastTenOwners() {
		Invocation poison = register(11);
		for (int i = 0; i <= 11; i++) {
			claim("victim-" + i + ";", poison);
			this.orchestrator.runners().leave(new RunnerId("victim-" + i + ";"));
			this.orchestrator.recover(Duration.ofDays(1), 1);
		}
		String reason = this.orchestrator.records(List.of(poison.id())).get(poison.id()).reason();
		assertThat(reason).contains("victim-2;", "victim-11;").doesNotContain("victim-0;", "victim-1;");
	}

	@Test
	void longestIdleRunnerIsWokenFirst() {
		List<String> woken = new ArrayList<>();
		for (String name : List.of("one", "two", "three")) {
			announce(name);
			this.orchestrator.runners().onWork(new RunnerId(name), () -> woken.add(name));
			this.orchestrator.runners().idle(new RunnerId(name));
		}
		this.orchestrator.runners().idle(new RunnerId("one"));
		for (int i = 0; i < 3; i++) {
			this.orchestrator.runners().wake(Registration.entries(this.orchestrator.register(List.of(invocation(3)))));
		}
		assertThat(woken).containsExactly("one", "two", "three");
	}

	@Test
	void faultOfARunnerThatIsWokenHurtsNobody() {
		List<String> woken = new ArrayList<>();
		for (String name : List.of("faulty", "sound")) {
			announce(name);
			this.orchestrator.runners().idle(new RunnerId(name));
		}
		this.orchestrator.runners().onWork(new RunnerId("faulty"), () -> {
			throw new IllegalStateException("planted");
		});
		this.orchestrator.runners().onWork(new RunnerId("sound"), () -> woken.add("sound"));
		this.orchestrator.runners()
			.wake(Registration
				.entries(this.orchestrator.register(List.of(invocation(3), invocation(3), invocation(3)))));
		assertThat(woken).containsExactly("sound");
	}

	@Test
	void listensToWakeUpsAfterAPurge() {
		List<String> woken = new ArrayList<>();
		this.orchestrator.runners().onWork(new RunnerId("runner"), () -> woken.add("runner"));
		this.orchestrator.purge();
		announce("runner");
		this.orchestrator.runners().idle(new RunnerId("runner"));
		this.orchestrator.runners().wake(Registration.entries(this.orchestrator.register(List.of(invocation(3)))));
		assertThat(woken).containsExactly("runner");
	}

	@Test
	void deadRunnerIsForgottenInTheEnd() {
		Invocation invocation = register(3);
		claim("runner", invocation);
		advance(Duration.ofHours(2));
		this.orchestrator.recover(Duration.ofDays(1), 0);
		assertThat(runners()).as("a dead owner").hasSize(1);
		this.orchestrator.recover(Duration.ofDays(1), 10);
		assertThat(runners()).isEmpty();
	}

	private Map<?, ?> runners() {
		Object runners = ReflectionTestUtils.getField(this.orchestrator.runners(), "runners");
		assertThat(runners).isInstanceOf(Map.class);
		return (Map<?, ?>) runners;
	}

	@Test
	void listenersAreForgottenWithTheEndOrTheSubscription() {
		Invocation ended = register(3);
		Invocation waiting = register(3);
		this.orchestrator.onCompleted(List.of(ended.id()), (completion) -> {
		});
		Subscription subscription = this.orchestrator.onCompleted(List.of(waiting.id()), (completion) -> {
		});
		this.orchestrator.cancel(ended.id());
		subscription.close();
		this.orchestrator.onCompleted(List.of(ended.id()), (completion) -> {
		});
		assertThat(ReflectionTestUtils.getField(this.orchestrator, "completions")).extracting("listeners")
			.isEqualTo(Map.of());
	}

	@Test
	void backlogCostsRecoveryAndSweepNothing() {
		for (int i = 0; i < 100_000; i++) {
			this.orchestrator.register(List.of(invocation(3)));
		}
		assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
			for (int i = 0; i < 40_000; i++) {
				this.orchestrator.recover(Duration.ofMinutes(1), 10);
				this.orchestrator.forget(this.orchestrator.ended(Duration.ofMinutes(1), 10));
			}
		});
	}

	private Invocation register(int maxRecoveries) {
		Invocation invocation = invocation(maxRecoveries);
		this.orchestrator.register(List.of(invocation));
		return invocation;
	}

	private static Invocation invocation(int maxRecoveries) {
		return new Invocation(InvocationId.create(), new Call(TASK, Arguments.none()), null, 0, "default", 0,
				maxRecoveries, null, Map.of(), Invocation.WIRE_VERSION);
	}

	private void announce(String runner) {
		this.orchestrator.runners()
			.heartbeat(new Heartbeat(new RunnerId(runner), 1, Set.of(), Set.of(TASK), Duration.ofSeconds(30), 0,
					Set.of()));
	}

	private Claim claim(String runner, Invocation invocation) {
		announce(runner);
		ClaimRequest request = new ClaimRequest(new RequestId(new RunnerId(runner), this.requests.incrementAndGet()), 1,
				Set.of(), Set.of(TASK));
		Grant grant = this.orchestrator.claim(request, List.of(invocation.id())).get(0);
		assertThat(grant.token()).isNotNull();
		return new Claim(invocation, request.runner(), grant.token(), grant.retries(), grant.recoveries(),
				grant.waited());
	}

}
