package org.pynenc.contract;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.pynenc.InvocationStatus;
import org.pynenc.broker.QueueEntry;
import org.pynenc.invocation.Claim;
import org.pynenc.invocation.Invocation;
import org.pynenc.orchestrator.Recovery;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an orchestrator promises about what is available but may be in no queue.
 */
interface UnqueuedPromises extends OrchestratorScene {

	Duration UNQUEUED_FOR = Duration.ofMinutes(1);

	private List<QueueEntry> unqueued() {
		Recovery recovery = orchestrator().recover(UNQUEUED_FOR, 100);
		assertThat(recovery.recovered()).isEmpty();
		return recovery.unqueued();
	}

	/**
	 * Lets the time pass that something may be on its way into a queue.
	 */
	private void wayPasses() {
		pass(UNQUEUED_FOR);
	}

	@Test
	default void registeredInvocationIsUnqueuedUntilItIsQueued() {
		QueueEntry entry = register(SampleInvocation.any());
		advance(UNQUEUED_FOR.minus(MOMENT));
		assertThat(unqueued()).isEmpty();
		advance(MOMENT.multipliedBy(2));
		assertThat(unqueued()).containsExactly(entry);
		assertThat(unqueued()).containsExactly(entry);
		orchestrator().queued(List.of(entry));
		orchestrator().queued(List.of(entry));
		assertThat(unqueued()).isEmpty();
	}

	@Test
	default void queuedInTimeIsNeverFound() {
		orchestrator().queued(List.of(register(SampleInvocation.any()), register(SampleInvocation.any())));
		wayPasses();
		assertThat(unqueued()).isEmpty();
	}

	@Test
	default void whatIsGivenBackOrRetriedIsUnqueuedAgain() {
		Claim released = running();
		Claim retried = running();
		QueueEntry again = orchestrator().release(released).available().get(0);
		QueueEntry next = orchestrator().retry(retried, Duration.ZERO).available().get(0);
		advance(UNQUEUED_FOR.minus(MOMENT));
		assertThat(unqueued()).isEmpty();
		wayPasses();
		assertThat(unqueued()).containsExactlyInAnyOrder(again, next);
		orchestrator().queued(List.of(again));
		assertThat(unqueued()).containsExactly(next);
	}

	@Test
	default void delayedRetryIsUnqueuedOnceItHasBeenDueForThatLong() {
		Claim claim = queuedAndRunning();
		QueueEntry entry = orchestrator().retry(claim, Duration.ofMinutes(10)).available().get(0);
		pass(Duration.ofMinutes(10));
		assertThat(unqueued()).isEmpty();
		wayPasses();
		assertThat(unqueued()).containsExactly(entry);
	}

	private Claim queuedAndRunning() {
		Invocation invocation = SampleInvocation.any();
		orchestrator().queued(List.of(register(invocation)));
		return claim(RUNNER, invocation);
	}

	@Test
	default void markOfALaterRoundStaysWhenAnEarlierRoundIsQueued() {
		Invocation invocation = SampleInvocation.any();
		QueueEntry first = register(invocation);
		QueueEntry second = orchestrator().release(claim(RUNNER, invocation)).available().get(0);
		orchestrator().queued(List.of(first));
		wayPasses();
		assertThat(unqueued()).containsExactly(second);
	}

	@Test
	default void whatWasTakenBackIsUnqueuedUntilItIsQueued() {
		queuedAndRunning();
		dies(RUNNER);
		List<QueueEntry> taken = orchestrator().recover(UNQUEUED_FOR, 100).unqueued();
		assertThat(taken).hasSize(1);
		assertThat(unqueued()).isEmpty();
		wayPasses();
		assertThat(unqueued()).isEqualTo(taken);
		orchestrator().queued(taken);
		assertThat(unqueued()).isEmpty();
	}

	@Test
	default void whatWasClaimedOrHasEndedBeforeItWasQueuedIsFoundAllTheSame() {
		Invocation claimed = SampleInvocation.any();
		Invocation completed = SampleInvocation.any();
		Invocation cancelled = SampleInvocation.any();
		List<QueueEntry> entries = registerAll(claimed, completed, cancelled);
		claim(RUNNER, claimed);
		orchestrator().complete(claim(RUNNER, completed), InvocationStatus.SUCCESS);
		orchestrator().cancel(cancelled.id());
		wayPasses();
		assertThat(unqueued()).containsExactlyInAnyOrderElementsOf(entries);
		orchestrator().queued(entries);
		assertThat(unqueued()).isEmpty();
	}

	@Test
	default void notMoreThanTheLimitAreFoundTheOldestFirst() {
		QueueEntry oldest = register(SampleInvocation.any());
		advance(MOMENT);
		QueueEntry older = register(SampleInvocation.any());
		advance(MOMENT);
		QueueEntry young = register(SampleInvocation.any());
		wayPasses();
		assertThat(orchestrator().recover(UNQUEUED_FOR, 2).unqueued()).containsExactly(oldest, older);
		orchestrator().queued(List.of(oldest, older));
		assertThat(orchestrator().recover(UNQUEUED_FOR, 2).unqueued()).containsExactly(young);
	}

}
