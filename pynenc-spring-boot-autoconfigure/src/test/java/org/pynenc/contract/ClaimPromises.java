package org.pynenc.contract;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.pynenc.InvocationId;
import org.pynenc.InvocationStatus;
import org.pynenc.StatusChange;
import org.pynenc.invocation.Claim;
import org.pynenc.invocation.Invocation;
import org.pynenc.invocation.RunnerId;
import org.pynenc.orchestrator.ClaimRequest;
import org.pynenc.orchestrator.Grant;
import org.pynenc.orchestrator.InvocationRecord;
import org.pynenc.orchestrator.RequestId;
import org.pynenc.orchestrator.RunnerNotAliveException;
import org.pynenc.orchestrator.Verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What an orchestrator promises to runners that ask for work.
 */
interface ClaimPromises extends OrchestratorScene {

	@Test
	default void claimedInvocationBelongsToTheRunner() {
		Claim claim = running();
		InvocationRecord record = record(claim.invocation());
		assertThat(record.status()).isEqualTo(InvocationStatus.RUNNING);
		assertThat(record.runner()).isEqualTo(RUNNER);
		assertThat(record.token()).isEqualTo(claim.token());
	}

	@Test
	default void claimPassesPending() {
		Claim claim = running();
		assertThat(history(claim.invocation())).extracting(StatusChange::status)
			.containsExactly(InvocationStatus.REGISTERED, InvocationStatus.PENDING, InvocationStatus.RUNNING);
		assertThat(history(claim.invocation())).extracting(StatusChange::runner)
			.containsExactly(null, RUNNER.value(), RUNNER.value());
	}

	@Test
	default void eachIdGetsItsDecisionInOrder() {
		Invocation available = registered();
		Invocation owned = running().invocation();
		Invocation paused = paused().invocation();
		Invocation ended = ended(InvocationStatus.FAILED);
		Invocation gone = SampleInvocation.any();
		Invocation foreign = SampleInvocation.sample().task(SampleInvocation.OTHER_TASK).make();
		register(foreign);
		Claim delayed = running();
		orchestrator().retry(delayed, Duration.ofMinutes(1));
		assertThat(verdicts(request(RUNNER, 9),
				List.of(owned, paused, foreign, gone, available, delayed.invocation(), ended)))
			.containsExactly(Verdict.STALE, Verdict.STALE, Verdict.UNKNOWN_TASK, Verdict.STALE, Verdict.CLAIMED,
					Verdict.NOT_DUE, Verdict.STALE);
	}

	@Test
	default void refusedInvocationsStayAsTheyAre() {
		Invocation owned = running().invocation();
		Invocation foreign = SampleInvocation.sample().task(SampleInvocation.OTHER_TASK).make();
		register(foreign);
		Claim delayed = running();
		orchestrator().retry(delayed, Duration.ofMinutes(1));
		for (Invocation invocation : List.of(owned, foreign, delayed.invocation())) {
			assertUnchanged(invocation, () -> verdict(invocation));
		}
	}

	@Test
	default void notMoreThanTheSlotsAreClaimed() {
		Invocation owned = running().invocation();
		List<Invocation> invocations = List.of(registered(), owned, registered(), registered(), owned);
		assertThat(verdicts(request(RUNNER, 2), invocations)).containsExactly(Verdict.CLAIMED, Verdict.STALE,
				Verdict.CLAIMED, Verdict.NOT_DUE, Verdict.STALE);
		assertThat(status(invocations.get(3))).isEqualTo(InvocationStatus.REGISTERED);
		assertThat(verdict(invocations.get(3))).isEqualTo(Verdict.CLAIMED);
	}

	@Test
	default void invocationNamedTwiceIsClaimedOnce() {
		Invocation invocation = registered();
		alive(RUNNER);
		assertThat(verdicts(request(RUNNER, 2), List.of(invocation, invocation))).containsExactly(Verdict.CLAIMED,
				Verdict.STALE);
	}

	@Test
	default void nothingIsClaimedWithoutIds() {
		alive(RUNNER);
		assertThat(orchestrator().claim(request(RUNNER, 2), List.of())).isEmpty();
	}

	@Test
	default void noTwoClaimsShareAToken() {
		alive(RUNNER);
		List<InvocationId> ids = List.of(registered().id(), registered().id(), registered().id());
		List<Grant> grants = orchestrator().claim(request(RUNNER, 3), ids);
		assertThat(grants).extracting(Grant::token).doesNotContainNull().doesNotHaveDuplicates();
		Claim first = running();
		orchestrator().release(first);
		assertThat(claim(RUNNER, first.invocation()).token()).isNotEqualTo(first.token());
	}

	@Test
	default void onlyClaimedOnesCarryAToken() {
		Invocation owned = running().invocation();
		assertThat(decision(request(RUNNER, 1), owned)).isEqualTo(Grant.refused(owned.id(), Verdict.STALE));
	}

	@Test
	default void repeatedRequestGetsTheSameGrantsWhateverItNames() {
		alive(RUNNER);
		ClaimRequest request = request(RUNNER, 2);
		Invocation refused = SampleInvocation.any();
		List<InvocationId> ids = List.of(registered().id(), refused.id(), registered().id());
		List<Grant> claimed = orchestrator().claim(request, ids)
			.stream()
			.filter((grant) -> grant.verdict() == Verdict.CLAIMED)
			.toList();
		assertThat(claimed).hasSize(2);
		Invocation other = registered();
		advance(MOMENT);
		ClaimRequest again = new ClaimRequest(request.requestId(), 5, Set.of("other"), Set.of(other.taskId()));
		assertUnchanged(other, () -> assertThat(orchestrator().claim(again, List.of(other.id()))).isEqualTo(claimed));
		assertThat(orchestrator().claim(again, List.of())).isEqualTo(claimed);
	}

	@Test
	default void repeatedRequestIsNotGrantedAClaimThatNoLongerCounts() {
		alive(RUNNER);
		ClaimRequest request = request(RUNNER, 2);
		Invocation kept = registered();
		Invocation lost = registered();
		List<Grant> grants = orchestrator().claim(request, List.of(kept.id(), lost.id()));
		orchestrator().release(claim(RUNNER, lost, grants.get(1)));
		assertUnchanged(lost, () -> assertThat(orchestrator().claim(request, List.of(lost.id())))
			.containsExactly(grants.get(0), Grant.refused(lost.id(), Verdict.STALE)));
	}

	@Test
	default void repeatedRequestOfARunnerThatWasDeadIsNotGrantedWhatWasTakenBack() {
		Invocation invocation = registered();
		alive(RUNNER);
		ClaimRequest request = request(RUNNER, 1);
		claim(request, invocation);
		dies(RUNNER);
		orchestrator().recover(Duration.ofDays(1), 10);
		alive(RUNNER);
		assertUnchanged(invocation, () -> assertThat(decision(request, invocation))
			.isEqualTo(Grant.refused(invocation.id(), Verdict.STALE)));
	}

	@Test
	default void requestThatWasGrantedNothingMayBeGrantedSomethingLater() {
		alive(RUNNER);
		ClaimRequest request = request(RUNNER, 1);
		assertThat(orchestrator().claim(request, List.of())).isEmpty();
		assertThat(decision(request, registered()).verdict()).isEqualTo(Verdict.CLAIMED);
	}

	@Test
	default void outdatedRequestIsGrantedNothing() {
		alive(RUNNER);
		ClaimRequest outdated = request(RUNNER, 1);
		claim(outdated, registered());
		claim(request(RUNNER, 1), registered());
		Invocation invocation = registered();
		assertUnchanged(invocation,
				() -> assertThat(decision(outdated, invocation).verdict()).isEqualTo(Verdict.NOT_DUE));
	}

	@Test
	default void requestsOfRunnersAreNumberedApart() {
		alive(RUNNER, OTHER_RUNNER);
		claim(request(RUNNER, 1), registered());
		ClaimRequest small = new ClaimRequest(new RequestId(OTHER_RUNNER, 1), 1, Set.of(), TASKS);
		assertThat(decision(small, registered()).verdict()).isEqualTo(Verdict.CLAIMED);
	}

	@Test
	default void runnerThatNeverAnnouncedItselfGetsNothing() {
		assertRefused(request(new RunnerId("stranger"), 1));
	}

	@Test
	default void runnerWhoseLeaseEndedGetsNothingBeforeItsNextHeartbeat() {
		alive(RUNNER);
		advance(LEASE.plus(MOMENT));
		assertRefused(request(RUNNER, 1));
		alive(RUNNER);
		assertThat(decision(request(RUNNER, 1), registered()).verdict()).isEqualTo(Verdict.CLAIMED);
	}

	@Test
	default void runnerThatLeftGetsNothing() {
		alive(RUNNER);
		dies(RUNNER);
		assertRefused(request(RUNNER, 1));
	}

	private void assertRefused(ClaimRequest request) {
		Invocation invocation = registered();
		assertUnchanged(invocation, () -> assertThatExceptionOfType(RunnerNotAliveException.class)
			.isThrownBy(() -> orchestrator().claim(request, List.of(invocation.id()))));
	}

	@Test
	default void grantTellsHowLongTheInvocationWasAvailable() {
		Invocation invocation = registered();
		pass(Duration.ofSeconds(10));
		Claim first = claim(RUNNER, invocation);
		assertThat(first.waited()).isCloseTo(Duration.ofSeconds(10), MOMENT.multipliedBy(2));
		pass(Duration.ofSeconds(10));
		orchestrator().retry(first, Duration.ofSeconds(20));
		pass(Duration.ofSeconds(27));
		assertThat(claim(RUNNER, invocation).waited()).isCloseTo(Duration.ofSeconds(7), MOMENT.multipliedBy(2));
	}

	@Test
	default void grantTellsRetriesAndRecoveriesBefore() {
		Claim first = running();
		assertThat(List.of(first.retries(), first.recoveries())).containsExactly(0, 0);
		orchestrator().retry(first, Duration.ZERO);
		Claim second = claim(OTHER_RUNNER, first.invocation());
		assertThat(List.of(second.retries(), second.recoveries())).containsExactly(1, 0);
		dies(OTHER_RUNNER);
		orchestrator().recover(Duration.ofDays(1), 10);
		Claim third = claim(RUNNER, first.invocation());
		assertThat(List.of(third.retries(), third.recoveries())).containsExactly(1, 1);
	}

}
