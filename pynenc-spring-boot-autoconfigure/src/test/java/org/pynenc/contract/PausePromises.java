package org.pynenc.contract;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.pynenc.InvocationId;
import org.pynenc.InvocationStatus;
import org.pynenc.StatusChange;
import org.pynenc.invocation.Claim;
import org.pynenc.invocation.Invocation;
import org.pynenc.orchestrator.InvocationRecord;
import org.pynenc.orchestrator.Pause;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an orchestrator promises to bodies that wait for others.
 */
interface PausePromises extends OrchestratorScene {

	@Test
	default void pausedInvocationStaysWithItsOwner() {
		Claim claim = running();
		Invocation child = registered();
		assertThat(orchestrator().pause(claim, List.of(child.id())).verdict()).isEqualTo(Pause.Verdict.PAUSED);
		InvocationRecord record = record(claim.invocation());
		assertThat(record).isEqualTo(new InvocationRecord(claim.invocation().id(), claim.invocation().taskId(),
				InvocationStatus.PAUSED, RUNNER, claim.token(), 0, 0, null, record.changedAt()));
		assertThat(history(claim.invocation()))
			.endsWith(new StatusChange(InvocationStatus.PAUSED, RUNNER.value(), record.changedAt()));
	}

	@Test
	default void pausePromotesWhatSitsInAQueue() {
		Claim claim = running();
		Invocation registered = registered();
		Claim released = running();
		orchestrator().release(released);
		Claim retried = running();
		orchestrator().retry(retried, Duration.ZERO);
		List<InvocationId> waitedFor = List.of(running().invocation().id(), retried.invocation().id(),
				ended(InvocationStatus.SUCCESS).id(), released.invocation().id(), InvocationId.create(),
				paused().invocation().id(), registered.id());
		assertThat(orchestrator().pause(claim, waitedFor).promote()).containsExactlyInAnyOrder(registered.id(),
				released.invocation().id(), retried.invocation().id());
	}

	@Test
	default void pauseForARunningOnePromotesNothing() {
		Claim claim = running();
		assertThat(orchestrator().pause(claim, List.of(running().invocation().id())))
			.isEqualTo(new Pause(Pause.Verdict.PAUSED, List.of()));
	}

	@Test
	default void pauseIsNotNeededIfAllHaveEndedOrAreGone() {
		Claim claim = running();
		List<InvocationId> over = List.of(ended(InvocationStatus.SUCCESS).id(), ended(InvocationStatus.FAILED).id(),
				InvocationId.create());
		assertUnchanged(claim.invocation(),
				() -> assertThat(orchestrator().pause(claim, over)).isEqualTo(Pause.NOT_NEEDED));
		assertUnchanged(claim.invocation(),
				() -> assertThat(orchestrator().pause(claim, List.of())).isEqualTo(Pause.NOT_NEEDED));
	}

	@Test
	default void pauseIsLostWithTheClaimEvenIfItIsNotNeeded() {
		Claim claim = running();
		orchestrator().release(claim);
		assertUnchanged(claim.invocation(),
				() -> assertThat(orchestrator().pause(claim, List.of())).isEqualTo(Pause.LOST));
	}

	@Test
	default void pausedInvocationStaysPausedWhenAskedAgain() {
		Claim claim = running();
		Invocation child = registered();
		Pause pause = orchestrator().pause(claim, List.of(child.id()));
		assertUnchanged(claim.invocation(),
				() -> assertThat(orchestrator().pause(claim, List.of(child.id()))).isEqualTo(pause));
		orchestrator().cancel(child.id());
		assertUnchanged(claim.invocation(), () -> assertThat(orchestrator().pause(claim, List.of(child.id())).verdict())
			.isEqualTo(Pause.Verdict.PAUSED));
	}

	@Test
	default void resumedInvocationRunsOn() {
		Claim claim = paused();
		assertThat(orchestrator().resume(claim)).isTrue();
		InvocationRecord record = record(claim.invocation());
		assertThat(record.status()).isEqualTo(InvocationStatus.RUNNING);
		assertThat(record.runner()).isEqualTo(RUNNER);
		assertThat(record.token()).isEqualTo(claim.token());
		assertThat(statuses(claim.invocation())).endsWith(InvocationStatus.PAUSED, InvocationStatus.RESUMED,
				InvocationStatus.RUNNING);
		assertUnchanged(claim.invocation(), () -> assertThat(orchestrator().resume(claim)).isTrue());
	}

	@Test
	default void invocationPausesAndResumesAgainAndAgain() {
		Claim claim = running();
		InvocationId child = registered().id();
		for (int i = 0; i < 3; i++) {
			assertThat(orchestrator().pause(claim, List.of(child)).verdict()).isEqualTo(Pause.Verdict.PAUSED);
			assertThat(orchestrator().resume(claim)).isTrue();
		}
		assertThat(orchestrator().complete(claim, InvocationStatus.SUCCESS).isAccepted()).isTrue();
		assertThat(statuses(claim.invocation())).filteredOn(InvocationStatus.PAUSED::equals).hasSize(3);
	}

	@Test
	default void bodiesMayWaitForEachOther() {
		Claim one = running();
		Claim two = running();
		assertThat(orchestrator().pause(one, List.of(two.invocation().id())).verdict()).isEqualTo(Pause.Verdict.PAUSED);
		assertThat(orchestrator().pause(two, List.of(one.invocation().id())).verdict()).isEqualTo(Pause.Verdict.PAUSED);
	}

}
