package org.pynenc.contract;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.junit.jupiter.api.Test;
import org.pynenc.InvocationId;
import org.pynenc.InvocationStatus;
import org.pynenc.StatusChange;
import org.pynenc.broker.QueueEntry;
import org.pynenc.invocation.Claim;
import org.pynenc.invocation.Invocation;
import org.pynenc.invocation.Token;
import org.pynenc.orchestrator.InvocationRecord;
import org.pynenc.orchestrator.Pause;
import org.pynenc.orchestrator.Transition;
import org.pynenc.orchestrator.Verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

/**
 * What an orchestrator promises to the owner of a claim, and to who cancels.
 */
interface OwnerPromises extends OrchestratorScene {

	@Test
	default void completedInvocationKeepsTheTokenOfItsOutcome() {
		for (InvocationStatus status : List.of(InvocationStatus.SUCCESS, InvocationStatus.FAILED)) {
			Claim claim = running();
			advance(MOMENT);
			assertThat(orchestrator().complete(claim, status)).isEqualTo(new Transition(status, List.of()));
			InvocationRecord record = record(claim.invocation());
			assertThat(record).isEqualTo(new InvocationRecord(claim.invocation().id(), claim.invocation().taskId(),
					status, null, claim.token(), 0, 0, null, record.changedAt()));
			assertThat(record.changedAt()).isCloseTo(now(), within(MOMENT));
		}
	}

	@Test
	default void bodyEndsAsSuccessOrFailureOnly() {
		Claim claim = running();
		Set<InvocationStatus> others = EnumSet.allOf(InvocationStatus.class);
		others.removeAll(Set.of(InvocationStatus.SUCCESS, InvocationStatus.FAILED));
		for (InvocationStatus status : others) {
			assertUnchanged(claim.invocation(), () -> assertThatIllegalArgumentException()
				.isThrownBy(() -> orchestrator().complete(claim, status)));
		}
	}

	@Test
	default void retryMakesTheNextAttemptAvailable() {
		Invocation invocation = SampleInvocation.sample().queue("nightly").priority(7).depth(2).make();
		QueueEntry first = register(invocation);
		Claim claim = claim(RUNNER, invocation);
		advance(MOMENT);
		Transition transition = orchestrator().retry(claim, Duration.ZERO);
		QueueEntry entry = transition.available().get(0);
		assertThat(transition).isEqualTo(new Transition(InvocationStatus.RETRY, List.of(entry)));
		assertThat(entry).isEqualTo(nextRound(first, entry));
		assertThat(entry.due()).isCloseTo(now(), within(MOMENT));
		InvocationRecord record = record(invocation);
		assertThat(record).isEqualTo(new InvocationRecord(invocation.id(), invocation.taskId(), InvocationStatus.RETRY,
				null, null, 1, 0, null, record.changedAt()));
		assertThat(verdict(invocation)).isEqualTo(Verdict.CLAIMED);
	}

	private static QueueEntry nextRound(QueueEntry entry, QueueEntry next) {
		return new QueueEntry(entry.id(), entry.queue(), entry.task(), entry.priority(), next.due(), entry.depth(),
				entry.sequence(), entry.round() + 1);
	}

	@Test
	default void delayedRetryIsClaimedOnceItIsDue() {
		Claim claim = running();
		QueueEntry entry = orchestrator().retry(claim, Duration.ofSeconds(20)).available().get(0);
		assertThat(entry.due()).isCloseTo(now().plusSeconds(20), within(MOMENT));
		advance(Duration.ofSeconds(20).minus(MOMENT));
		assertThat(verdict(claim.invocation())).isEqualTo(Verdict.NOT_DUE);
		advance(MOMENT.multipliedBy(2));
		assertThat(verdict(claim.invocation())).isEqualTo(Verdict.CLAIMED);
	}

	@Test
	default void releaseCostsNothing() {
		Claim claim = running();
		Transition transition = orchestrator().release(claim);
		assertThat(transition.status()).isEqualTo(InvocationStatus.REROUTED);
		assertThat(transition.available()).extracting(QueueEntry::round).containsExactly(1);
		InvocationRecord record = record(claim.invocation());
		assertThat(record).isEqualTo(new InvocationRecord(claim.invocation().id(), claim.invocation().taskId(),
				InvocationStatus.REROUTED, null, null, 0, 0, null, record.changedAt()));
		assertThat(history(claim.invocation())).endsWith(
				new StatusChange(InvocationStatus.KILLED, RUNNER.value(), record.changedAt()),
				new StatusChange(InvocationStatus.REROUTED, RUNNER.value(), record.changedAt()));
		assertThat(verdict(claim.invocation())).isEqualTo(Verdict.CLAIMED);
	}

	@Test
	default void releaseEndsWhatMayStartOnlyOnce() {
		Claim claim = running(SampleInvocation.sample().maxRecoveries(0).make());
		assertThat(orchestrator().release(claim)).isEqualTo(new Transition(InvocationStatus.FAILED, List.of()));
		InvocationRecord record = record(claim.invocation());
		assertThat(record.status()).isEqualTo(InvocationStatus.FAILED);
		assertThat(record.token()).isNull();
		assertThat(record.reason()).contains(RUNNER.value());
		assertThat(statuses(claim.invocation())).endsWith(InvocationStatus.RUNNING, InvocationStatus.KILLED,
				InvocationStatus.FAILED);
	}

	@Test
	default void roundsAreCounted() {
		Invocation invocation = SampleInvocation.any();
		assertThat(register(invocation).round()).isZero();
		assertThat(orchestrator().release(claim(RUNNER, invocation)).available()).extracting(QueueEntry::round)
			.containsExactly(1);
		assertThat(orchestrator().retry(claim(RUNNER, invocation), Duration.ZERO).available())
			.extracting(QueueEntry::round)
			.containsExactly(2);
	}

	@Test
	default void askingAgainIsAnsweredAsBefore() {
		Map<String, Function<Claim, Transition>> verbs = Map.of("success",
				(claim) -> orchestrator().complete(claim, InvocationStatus.SUCCESS), "failure",
				(claim) -> orchestrator().complete(claim, InvocationStatus.FAILED), "retry",
				(claim) -> orchestrator().retry(claim, Duration.ofSeconds(3)), "release",
				(claim) -> orchestrator().release(claim));
		verbs.forEach((made, verb) -> {
			Claim claim = running();
			Transition answer = verb.apply(claim);
			assertThat(answer.isAccepted()).isTrue();
			advance(MOMENT);
			verbs.forEach((asked, again) -> assertUnchanged(claim.invocation(),
					() -> assertThat(again.apply(claim)).as(made + ", then " + asked)
						.isEqualTo(made.equals(asked) ? answer : Transition.REFUSED)));
		});
	}

	@Test
	default void askingAgainToReleaseForGoodIsAnsweredAsBefore() {
		Claim claim = running(SampleInvocation.sample().maxRecoveries(0).make());
		Transition answer = orchestrator().release(claim);
		assertUnchanged(claim.invocation(), () -> assertThat(orchestrator().release(claim)).isEqualTo(answer));
	}

	@Test
	default void askingAgainIsAnsweredAsBeforeWhileTheNextOwnerRuns() {
		Claim claim = running();
		Transition answer = orchestrator().retry(claim, Duration.ZERO);
		claim(OTHER_RUNNER, claim.invocation());
		assertUnchanged(claim.invocation(),
				() -> assertThat(orchestrator().retry(claim, Duration.ZERO)).isEqualTo(answer));
	}

	@Test
	default void lateOwnerChangesNothing() {
		Claim late = running();
		orchestrator().release(late);
		Claim current = claim(OTHER_RUNNER, late.invocation());
		assertUnchanged(late.invocation(), () -> assertThat(orchestrator().complete(late, InvocationStatus.SUCCESS))
			.isEqualTo(Transition.REFUSED));
		assertThat(orchestrator().complete(current, InvocationStatus.FAILED).isAccepted()).isTrue();
		assertUnchanged(late.invocation(),
				() -> assertThat(orchestrator().complete(late, InvocationStatus.FAILED)).isEqualTo(Transition.REFUSED));
	}

	@Test
	default void claimOnWhatIsNotThereDoesNotCount() {
		Claim claim = new Claim(SampleInvocation.any(), RUNNER, new Token("made-up"), 0, 0, Duration.ZERO);
		assertThat(orchestrator().complete(claim, InvocationStatus.SUCCESS)).isEqualTo(Transition.REFUSED);
		assertThat(orchestrator().retry(claim, Duration.ZERO)).isEqualTo(Transition.REFUSED);
		assertThat(orchestrator().release(claim)).isEqualTo(Transition.REFUSED);
		assertThat(orchestrator().pause(claim, List.of(registered().id()))).isEqualTo(Pause.LOST);
		assertThat(orchestrator().resume(claim)).isFalse();
		assertThat(orchestrator().records(List.of(claim.invocation().id()))).isEmpty();
	}

	@Test
	default void cancelEndsWhatNobodyOwns() {
		Claim retried = running();
		orchestrator().retry(retried, Duration.ofMinutes(1));
		Claim released = running();
		orchestrator().release(released);
		for (Invocation invocation : List.of(registered(), retried.invocation(), released.invocation())) {
			assertThat(orchestrator().cancel(invocation.id())).isTrue();
			assertThat(status(invocation)).isEqualTo(InvocationStatus.CANCELLED);
			assertThat(record(invocation).token()).isNull();
			assertThat(history(invocation)).last().extracting(StatusChange::runner).isNull();
			assertUnchanged(invocation, () -> assertThat(orchestrator().cancel(invocation.id())).isTrue());
			assertThat(verdict(invocation)).isEqualTo(Verdict.STALE);
		}
	}

	@Test
	default void cancelIsRefusedForWhatIsOwnedOrHasEndedOtherwise() {
		for (Invocation invocation : List.of(running().invocation(), paused().invocation(),
				ended(InvocationStatus.SUCCESS), ended(InvocationStatus.FAILED))) {
			assertUnchanged(invocation, () -> assertThat(orchestrator().cancel(invocation.id())).isFalse());
		}
		assertThat(orchestrator().cancel(InvocationId.create())).isFalse();
	}

}
