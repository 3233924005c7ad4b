package org.pynenc.contract;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.pynenc.InvocationId;
import org.pynenc.InvocationStatus;
import org.pynenc.invocation.Claim;
import org.pynenc.invocation.Invocation;
import org.pynenc.orchestrator.Completion;
import org.pynenc.orchestrator.Recovery;
import org.pynenc.orchestrator.Subscription;
import org.pynenc.orchestrator.Transition;
import org.pynenc.orchestrator.Verdict;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an orchestrator promises about the end of an invocation, and what comes after.
 */
interface EndPromises extends OrchestratorScene {

	@Test
	default void listenerHearsHowABodyEnded() throws Exception {
		for (InvocationStatus status : List.of(InvocationStatus.SUCCESS, InvocationStatus.FAILED)) {
			Claim claim = running();
			BlockingQueue<Completion> heard = listen(claim.invocation());
			orchestrator().complete(claim, status);
			assertThat(next(heard)).isEqualTo(new Completion(claim.invocation().id(), status, claim.token()));
		}
	}

	@Test
	default void listenerHearsEndsWithoutABody() throws Exception {
		Invocation cancelled = registered();
		BlockingQueue<Completion> heard = listen(cancelled);
		orchestrator().cancel(cancelled.id());
		assertThat(next(heard)).isEqualTo(new Completion(cancelled.id(), InvocationStatus.CANCELLED, null));
		Claim released = running(SampleInvocation.sample().maxRecoveries(0).make());
		heard = listen(released.invocation());
		orchestrator().release(released);
		assertThat(next(heard)).isEqualTo(new Completion(released.invocation().id(), InvocationStatus.FAILED, null));
		Claim lost = running(SampleInvocation.sample().maxRecoveries(0).make());
		heard = listen(lost.invocation());
		dies(RUNNER);
		orchestrator().recover(Duration.ofDays(1), 10);
		assertThat(next(heard)).isEqualTo(new Completion(lost.invocation().id(), InvocationStatus.FAILED, null));
	}

	@Test
	default void whatCannotBeStartedEndsFailedAndSaysWhy() throws Exception {
		Claim claim = running();
		BlockingQueue<Completion> heard = listen(claim.invocation());
		for (int i = 0; i < 2; i++) {
			assertThat(orchestrator().fail(claim, "It is broken").status()).isEqualTo(InvocationStatus.FAILED);
		}
		assertThat(next(heard).status()).isEqualTo(InvocationStatus.FAILED);
		assertThat(record(claim.invocation()).reason()).isEqualTo("It is broken");
		Claim late = running();
		orchestrator().retry(late, Duration.ZERO);
		assertThat(orchestrator().fail(late, "It is broken").isAccepted()).isFalse();
	}

	@Test
	default void listenerHearsAtOnceOfWhatHasEnded() throws Exception {
		Claim claim = running();
		orchestrator().complete(claim, InvocationStatus.SUCCESS);
		assertThat(next(listen(claim.invocation())))
			.isEqualTo(new Completion(claim.invocation().id(), InvocationStatus.SUCCESS, claim.token()));
	}

	@Test
	default void listenerHearsNothingButTheEnd() throws Exception {
		Claim claim = running();
		BlockingQueue<Completion> heard = listen(claim.invocation());
		orchestrator().pause(claim, List.of(registered().id()));
		orchestrator().resume(claim);
		orchestrator().retry(claim, Duration.ZERO);
		Claim next = claim(RUNNER, claim.invocation());
		orchestrator().complete(claim, InvocationStatus.FAILED);
		ended(InvocationStatus.SUCCESS);
		orchestrator().complete(next, InvocationStatus.SUCCESS);
		assertThat(next(heard).token()).isEqualTo(next.token());
	}

	@Test
	default void closedListenerHearsNothing() throws Exception {
		Claim claim = running();
		BlockingQueue<Completion> closed = new LinkedBlockingQueue<>();
		Subscription subscription = orchestrator().onCompleted(List.of(claim.invocation().id()), closed::add);
		BlockingQueue<Completion> open = listen(claim.invocation());
		subscription.close();
		subscription.close();
		orchestrator().complete(claim, InvocationStatus.SUCCESS);
		next(open);
		assertThat(closed).isEmpty();
	}

	@Test
	default void allListenersHear() throws Exception {
		Claim claim = running();
		List<BlockingQueue<Completion>> listeners = List.of(listen(claim.invocation()), listen(claim.invocation()));
		orchestrator().complete(claim, InvocationStatus.SUCCESS);
		for (BlockingQueue<Completion> heard : listeners) {
			assertThat(next(heard).status()).isEqualTo(InvocationStatus.SUCCESS);
		}
	}

	@Test
	default void failingListenerHurtsNobody() throws Exception {
		Claim claim = running();
		for (int i = 0; i < 5; i++) {
			orchestrator().onCompleted(List.of(claim.invocation().id()), (completion) -> {
				throw new IllegalStateException("planted");
			});
		}
		BlockingQueue<Completion> heard = listen(claim.invocation());
		assertThat(orchestrator().complete(claim, InvocationStatus.SUCCESS).isAccepted()).isTrue();
		next(heard);
		orchestrator().onCompleted(List.of(claim.invocation().id()), (completion) -> {
			throw new IllegalStateException("planted");
		}).close();
	}

	@Test
	default void listeningForWhatIsNotThereIsHarmless() {
		orchestrator().onCompleted(List.of(InvocationId.create()), (completion) -> {
		}).close();
	}

	private BlockingQueue<Completion> listen(Invocation invocation) {
		BlockingQueue<Completion> heard = new LinkedBlockingQueue<>();
		orchestrator().onCompleted(List.of(invocation.id()), heard::add);
		return heard;
	}

	private static Completion next(BlockingQueue<Completion> heard) throws InterruptedException {
		Completion completion = heard.poll(10, TimeUnit.SECONDS);
		assertThat(completion).as("a completion").isNotNull();
		return completion;
	}

	@Test
	default void endedInvocationsAreForgottenAfterTheRetentionOldestFirst() {
		Invocation first = ended(InvocationStatus.SUCCESS);
		advance(MOMENT);
		Invocation second = ended(InvocationStatus.FAILED);
		advance(MOMENT);
		Invocation third = registered();
		orchestrator().cancel(third.id());
		assertThat(sweep(Duration.ofHours(1), 10)).isEmpty();
		pass(Duration.ofHours(1));
		Invocation young = ended(InvocationStatus.SUCCESS);
		assertThat(sweep(Duration.ofHours(1), 2)).containsExactly(first.id(), second.id());
		assertThat(sweep(Duration.ofHours(1), 2)).containsExactly(third.id());
		assertThat(sweep(Duration.ofHours(1), 2)).isEmpty();
		assertThat(status(young)).isEqualTo(InvocationStatus.SUCCESS);
	}

	@Test
	default void retentionBeginsWithTheEnd() {
		Claim claim = running();
		pass(Duration.ofHours(2));
		orchestrator().complete(claim, InvocationStatus.SUCCESS);
		advance(Duration.ofHours(1).minus(MOMENT));
		assertThat(sweep(Duration.ofHours(1), 10)).isEmpty();
		advance(MOMENT.multipliedBy(2));
		assertThat(sweep(Duration.ofHours(1), 10)).containsExactly(claim.invocation().id());
	}

	@Test
	default void whatHasNotEndedIsNeverForgotten() {
		List<Invocation> unfinished = List.of(registered(), running().invocation(), paused().invocation());
		pass(Duration.ofDays(1000));
		assertThat(sweep(Duration.ofDays(1), 10)).isEmpty();
		assertThat(unfinished).allSatisfy((invocation) -> assertThat(record(invocation)).isNotNull());
	}

	@Test
	default void nothingIsLeftOfTheForgotten() {
		Claim claim = running();
		orchestrator().complete(claim, InvocationStatus.SUCCESS);
		pass(Duration.ofHours(1));
		sweep(Duration.ofHours(1), 10);
		InvocationId id = claim.invocation().id();
		assertThat(orchestrator().records(List.of(id))).isEmpty();
		assertThat(orchestrator().history(id)).isEmpty();
		assertThat(orchestrator().recover(Duration.ZERO, 10)).isEqualTo(Recovery.NOTHING);
		assertThat(verdict(claim.invocation())).isEqualTo(Verdict.STALE);
		assertThat(orchestrator().complete(claim, InvocationStatus.SUCCESS)).isEqualTo(Transition.REFUSED);
		assertThat(orchestrator().cancel(id)).isFalse();
	}

	@Test
	default void purgeForgetsAllInvocationsAndRunners() {
		Claim claim = running();
		List<Invocation> invocations = List.of(claim.invocation(), registered(), paused().invocation(),
				ended(InvocationStatus.SUCCESS));
		orchestrator().purge();
		assertThat(orchestrator().records(invocations.stream().map(Invocation::id).toList())).isEmpty();
		assertThat(orchestrator().runners().alive()).isEmpty();
		advance(Duration.ofDays(2));
		assertThat(orchestrator().recover(Duration.ofDays(1), 10)).isEqualTo(Recovery.NOTHING);
		assertThat(sweep(Duration.ofDays(1), 10)).isEmpty();
		assertThat(orchestrator().complete(claim, InvocationStatus.SUCCESS)).isEqualTo(Transition.REFUSED);
	}

	@Test
	default void workGoesOnAfterAPurge() {
		running();
		orchestrator().purge();
		Claim claim = running();
		assertThat(orchestrator().complete(claim, InvocationStatus.SUCCESS).isAccepted()).isTrue();
	}

	@Test
	default void lookingForTheEndedForgetsNothing() {
		Invocation ended = ended(InvocationStatus.SUCCESS);
		pass(Duration.ofHours(1));
		assertThat(orchestrator().ended(Duration.ofHours(1), 10)).containsExactly(ended.id());
		assertThat(orchestrator().ended(Duration.ofHours(1), 10)).containsExactly(ended.id());
		assertThat(status(ended)).isEqualTo(InvocationStatus.SUCCESS);
	}

	@Test
	default void onlyTheEndedAreForgotten() {
		Invocation waiting = registered();
		Invocation running = running().invocation();
		Invocation ended = ended(InvocationStatus.SUCCESS);
		orchestrator().forget(List.of(waiting.id(), InvocationId.create(), running.id(), ended.id()));
		assertThat(status(waiting)).isEqualTo(InvocationStatus.REGISTERED);
		assertThat(status(running)).isEqualTo(InvocationStatus.RUNNING);
		assertThat(orchestrator().records(List.of(ended.id()))).isEmpty();
	}

	private List<InvocationId> sweep(Duration retention, int limit) {
		List<InvocationId> ended = orchestrator().ended(retention, limit);
		orchestrator().forget(ended);
		return ended;
	}

}
