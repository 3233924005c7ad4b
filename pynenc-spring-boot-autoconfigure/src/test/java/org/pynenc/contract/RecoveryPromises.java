package org.pynenc.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.pynenc.InvocationId;
import org.pynenc.InvocationStatus;
import org.pynenc.StatusChange;
import org.pynenc.broker.QueueEntry;
import org.pynenc.invocation.Claim;
import org.pynenc.invocation.Invocation;
import org.pynenc.invocation.RunnerId;
import org.pynenc.orchestrator.ClaimRequest;
import org.pynenc.orchestrator.InvocationRecord;
import org.pynenc.orchestrator.Recovery;
import org.pynenc.orchestrator.Recovery.Recovered;
import org.pynenc.orchestrator.Transition;
import org.pynenc.orchestrator.Verdict;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an orchestrator promises about the work of dead runners.
 */
interface RecoveryPromises extends OrchestratorScene {

	private Recovery recoverDead() {
		return orchestrator().recover(Duration.ofDays(1), 100);
	}

	@Test
	default void nothingToRecoverIsNothing() {
		registered();
		running();
		paused();
		ended(InvocationStatus.SUCCESS);
		assertThat(recoverDead()).isEqualTo(Recovery.NOTHING);
	}

	@Test
	default void runningAndPausedBodiesOfADeadRunnerAreTakenBack() {
		List<Claim> claims = List.of(running(), paused());
		dies(RUNNER);
		Recovery recovery = recoverDead();
		assertThat(recovery.recovered()).containsExactlyInAnyOrderElementsOf(claims.stream()
			.map(Claim::invocation)
			.map((invocation) -> new Recovered(invocation.id(), invocation.taskId(), InvocationStatus.REROUTED))
			.toList());
		assertThat(recovery.unqueued()).extracting(QueueEntry::id)
			.containsExactlyInAnyOrderElementsOf(claims.stream().map((claim) -> claim.invocation().id()).toList());
		claims.forEach((claim) -> assertTakenBack(claim.invocation()));
	}

	private void assertTakenBack(Invocation invocation) {
		InvocationRecord record = record(invocation);
		assertThat(record).isEqualTo(new InvocationRecord(invocation.id(), invocation.taskId(),
				InvocationStatus.REROUTED, null, null, 0, 1, null, record.changedAt()));
		assertThat(history(invocation)).endsWith(
				new StatusChange(InvocationStatus.RUNNING_RECOVERY, null, record.changedAt()),
				new StatusChange(InvocationStatus.REROUTED, null, record.changedAt()));
	}

	@Test
	default void whatWasTakenBackIsAvailableInItsNextRound() {
		Claim claim = running();
		dies(RUNNER);
		assertThat(recoverDead().unqueued()).extracting(QueueEntry::round).containsExactly(1);
		assertThat(claim(OTHER_RUNNER, claim.invocation()).recoveries()).isEqualTo(1);
	}

	@Test
	default void runnerIsDeadWhenItsLeaseHasEnded() {
		Claim claim = running();
		advance(LEASE.minus(MOMENT));
		assertUnchanged(claim.invocation(), () -> assertThat(recoverDead().recovered()).isEmpty());
		advance(MOMENT.multipliedBy(2));
		assertThat(recoverDead().recovered()).extracting(Recovered::id).containsExactly(claim.invocation().id());
	}

	@Test
	default void heartbeatsKeepTheWorkOfARunner() {
		Claim claim = running();
		for (int i = 0; i < 5; i++) {
			advance(LEASE.minus(MOMENT));
			alive(RUNNER);
			assertThat(recoverDead().recovered()).isEmpty();
		}
		assertThat(orchestrator().complete(claim, InvocationStatus.SUCCESS).isAccepted()).isTrue();
	}

	@Test
	default void runnerThatComesBackInTimeKeepsItsWork() {
		Claim claim = running();
		advance(LEASE.plus(MOMENT));
		alive(RUNNER);
		assertThat(recoverDead().recovered()).isEmpty();
		assertThat(orchestrator().complete(claim, InvocationStatus.SUCCESS).isAccepted()).isTrue();
	}

	@Test
	default void ownerWhoseLeaseEndedMayStillCompleteUntilItsWorkIsTakenBack() {
		Claim claim = running();
		advance(LEASE.plus(MOMENT));
		assertThat(orchestrator().complete(claim, InvocationStatus.SUCCESS).isAccepted()).isTrue();
		assertThat(recoverDead().recovered()).isEmpty();
	}

	@Test
	default void ownerIsTooLateOnceItsWorkIsTakenBack() {
		Claim claim = running();
		dies(RUNNER);
		recoverDead();
		assertUnchanged(claim.invocation(), () -> {
			assertThat(orchestrator().complete(claim, InvocationStatus.SUCCESS)).isEqualTo(Transition.REFUSED);
			assertThat(orchestrator().release(claim)).isEqualTo(Transition.REFUSED);
		});
	}

	@Test
	default void onlyTheWorkOfTheDeadIsTakenBack() {
		Claim live = running();
		Invocation taken = registered();
		claim(OTHER_RUNNER, taken);
		Invocation ended = registered();
		orchestrator().complete(claim(OTHER_RUNNER, ended), InvocationStatus.SUCCESS);
		Invocation released = registered();
		orchestrator().release(claim(OTHER_RUNNER, released));
		dies(OTHER_RUNNER);
		assertThat(recoverDead().recovered()).extracting(Recovered::id).containsExactly(taken.id());
		assertThat(status(live.invocation())).isEqualTo(InvocationStatus.RUNNING);
		assertThat(status(ended)).isEqualTo(InvocationStatus.SUCCESS);
		assertThat(record(released).recoveries()).isZero();
	}

	@Test
	default void bodyThatKillsItsRunnersEndsAfterItsRecoveries() {
		Invocation poison = SampleInvocation.sample().maxRecoveries(2).make();
		register(poison);
		List<RunnerId> victims = List.of(new RunnerId("victim-1"), new RunnerId("victim-2"), new RunnerId("victim-3"));
		for (RunnerId victim : victims) {
			assertThat(status(poison).isAvailable()).isTrue();
			claim(victim, poison);
			dies(victim);
			assertThat(recoverDead().recovered()).extracting(Recovered::id).containsExactly(poison.id());
		}
		InvocationRecord record = record(poison);
		assertThat(record).isEqualTo(new InvocationRecord(poison.id(), poison.taskId(), InvocationStatus.FAILED, null,
				null, 0, 2, record.reason(), record.changedAt()));
		assertThat(record.reason()).contains("victim-1", "victim-2", "victim-3");
		assertThat(statuses(poison)).endsWith(InvocationStatus.RUNNING_RECOVERY, InvocationStatus.FAILED);
		assertThat(verdict(poison)).isEqualTo(Verdict.STALE);
	}

	@Test
	default void bodyThatMayStartOnlyOnceEndsWithItsRunner() {
		Claim claim = running(SampleInvocation.sample().maxRecoveries(0).make());
		dies(RUNNER);
		Recovery recovery = recoverDead();
		assertThat(recovery.recovered()).containsExactly(
				new Recovered(claim.invocation().id(), claim.invocation().taskId(), InvocationStatus.FAILED));
		assertThat(recovery.unqueued()).isEmpty();
		assertThat(record(claim.invocation()).reason()).contains(RUNNER.value());
	}

	@Test
	default void retriesAreNoRecoveries() {
		Claim claim = running(SampleInvocation.sample().maxRecoveries(1).make());
		for (int i = 0; i < 3; i++) {
			orchestrator().retry(claim, Duration.ZERO);
			claim = claim(RUNNER, claim.invocation());
		}
		dies(RUNNER);
		assertThat(recoverDead().recovered()).extracting(Recovered::status).containsExactly(InvocationStatus.REROUTED);
		assertThat(record(claim.invocation()).retries()).isEqualTo(3);
	}

	@Test
	default void recoveryHandlesNotMoreThanItsLimit() {
		Set<InvocationId> all = new HashSet<>();
		for (int i = 0; i < 5; i++) {
			all.add(running().invocation().id());
		}
		dies(RUNNER);
		List<InvocationId> taken = new ArrayList<>();
		for (int size : List.of(2, 2, 1, 0)) {
			Recovery recovery = orchestrator().recover(Duration.ofDays(1), 2);
			assertThat(recovery.recovered()).hasSize(size);
			recovery.recovered().forEach((recovered) -> taken.add(recovered.id()));
		}
		assertThat(taken).containsExactlyInAnyOrderElementsOf(all);
	}

	@Test
	default void limitCountsTheDeadAndTheUnqueuedTogether() {
		running();
		registered();
		registered();
		advance(Duration.ofMinutes(1).plus(LEASE));
		Recovery recovery = orchestrator().recover(Duration.ofMinutes(1), 2);
		Set<InvocationId> handled = new HashSet<>();
		recovery.recovered().forEach((recovered) -> handled.add(recovered.id()));
		recovery.unqueued().forEach((entry) -> handled.add(entry.id()));
		assertThat(handled).hasSize(2);
	}

	@Test
	default void claimThatNeverReachedItsRunnerIsGivenBackAtNoCost() {
		alive(RUNNER);
		Invocation invocation = registered();
		ClaimRequest request = request(RUNNER, 1);
		Claim claim = claim(request, invocation);
		long number = request.requestId().number();
		assertThat(orchestrator().runners().heartbeat(beat(RUNNER, number))).isEmpty();
		InvocationRecord record = record(invocation);
		assertThat(record).isEqualTo(new InvocationRecord(invocation.id(), invocation.taskId(),
				InvocationStatus.REROUTED, null, null, 0, 0, null, record.changedAt()));
		assertThat(statuses(invocation)).endsWith(InvocationStatus.RUNNING, InvocationStatus.PENDING_RECOVERY,
				InvocationStatus.REROUTED);
		assertThat(orchestrator().complete(claim, InvocationStatus.SUCCESS)).isEqualTo(Transition.REFUSED);
	}

	@Test
	default void whatIsGivenBackByAHeartbeatIsFoundByTheNextRecoveryUntilItIsQueued() {
		alive(RUNNER);
		Invocation invocation = registered();
		ClaimRequest request = request(RUNNER, 1);
		claim(request, invocation);
		orchestrator().runners().heartbeat(beat(RUNNER, request.requestId().number()));
		Recovery recovery = recoverDead();
		assertThat(recovery.recovered()).isEmpty();
		assertThat(recovery.unqueued()).extracting(QueueEntry::id).containsExactly(invocation.id());
		assertThat(recoverDead()).isEqualTo(recovery);
		orchestrator().queued(recovery.unqueued());
		assertThat(recoverDead()).isEqualTo(Recovery.NOTHING);
		assertThat(verdict(invocation)).isEqualTo(Verdict.CLAIMED);
	}

	@Test
	default void claimThatTheRunnerHoldsOrMayStillReceiveStays() {
		alive(RUNNER);
		ClaimRequest answered = request(RUNNER, 1);
		Claim held = claim(answered, registered());
		Claim onItsWay = claim(request(RUNNER, 1), registered());
		for (Claim claim : List.of(held, onItsWay)) {
			assertUnchanged(claim.invocation(),
					() -> assertThat(
							orchestrator().runners().heartbeat(beat(RUNNER, answered.requestId().number(), held)))
						.isEmpty());
		}
		assertThat(recoverDead().unqueued()).isEmpty();
	}

	@Test
	default void whatEndsBecauseAPausedClaimWasLostIsTold() throws Exception {
		Invocation once = SampleInvocation.sample().maxRecoveries(0).make();
		Claim claim = running(once);
		orchestrator().pause(claim, List.of(registered().id()));
		CountDownLatch told = new CountDownLatch(1);
		orchestrator().onCompleted(List.of(once.id()), (completion) -> told.countDown());
		orchestrator().runners().heartbeat(beat(RUNNER, REQUESTS.get()));
		assertThat(status(once)).isEqualTo(InvocationStatus.FAILED);
		assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	default void heartbeatOfOneRunnerLeavesTheClaimsOfOthers() {
		Claim claim = running();
		assertUnchanged(claim.invocation(),
				() -> orchestrator().runners().heartbeat(beat(OTHER_RUNNER, REQUESTS.get())));
	}

}
