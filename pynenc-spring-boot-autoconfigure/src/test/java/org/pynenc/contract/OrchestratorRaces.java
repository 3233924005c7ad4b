package org.pynenc.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.pynenc.InvocationId;
import org.pynenc.InvocationStatus;
import org.pynenc.invocation.Claim;
import org.pynenc.invocation.Invocation;
import org.pynenc.invocation.RunnerId;
import org.pynenc.invocation.Token;
import org.pynenc.orchestrator.ClaimRequest;
import org.pynenc.orchestrator.Grant;
import org.pynenc.orchestrator.Verdict;
import org.pynenc.orchestrator.Registration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an orchestrator promises to several at once.
 */
interface OrchestratorRaces extends OrchestratorScene {

	int LAPS = 1000;

	@Test
	default void oneOfTwoRunnersWinsAnInvocation() throws Exception {
		alive(RUNNER, OTHER_RUNNER);
		try (Race race = new Race(2)) {
			for (int lap = 0; lap < LAPS; lap++) {
				Invocation invocation = registered();
				List<Verdict> verdicts = race
					.run(List.of(claiming(RUNNER, invocation), claiming(OTHER_RUNNER, invocation)));
				assertThat(verdicts).containsExactlyInAnyOrder(Verdict.CLAIMED, Verdict.STALE);
				RunnerId winner = (verdicts.get(0) == Verdict.CLAIMED) ? RUNNER : OTHER_RUNNER;
				assertThat(record(invocation).runner()).isEqualTo(winner);
				assertThat(statuses(invocation)).containsExactly(InvocationStatus.REGISTERED, InvocationStatus.PENDING,
						InvocationStatus.RUNNING);
			}
		}
	}

	private Callable<Verdict> claiming(RunnerId runner, Invocation invocation) {
		ClaimRequest request = request(runner, 1);
		return () -> decision(request, invocation).verdict();
	}

	@Test
	default void oneRequestSentTwiceAtOnceIsGrantedOnce() throws Exception {
		alive(RUNNER);
		try (Race race = new Race(2)) {
			for (int lap = 0; lap < LAPS / 5; lap++) {
				List<InvocationId> some = registeredIds(20);
				List<InvocationId> others = registeredIds(20);
				ClaimRequest request = request(RUNNER, 20);
				List<List<Grant>> answers = race.run(List.of(() -> orchestrator().claim(request, some),
						() -> orchestrator().claim(request, others)));
				assertThat(answers.get(0)).hasSize(20).isEqualTo(answers.get(1));
				assertThat(answers.get(0).stream().map(Grant::id).toList()).isIn(some, others);
			}
		}
	}

	private List<InvocationId> registeredIds(int count) {
		return Stream.generate(this::registered).limit(count).map(Invocation::id).toList();
	}

	@Test
	default void completionAndRecoveryDoNotBothCount() throws Exception {
		try (Race race = new Race(2)) {
			for (int lap = 0; lap < LAPS; lap++) {
				Claim claim = running();
				dies(RUNNER);
				List<Boolean> made = race
					.run(List.of(() -> orchestrator().complete(claim, InvocationStatus.SUCCESS).isAccepted(),
							() -> !orchestrator().recover(Duration.ofDays(1), 10).recovered().isEmpty()));
				assertThat(made).containsExactlyInAnyOrder(true, false);
				assertThat(status(claim.invocation()))
					.isEqualTo(made.get(0) ? InvocationStatus.SUCCESS : InvocationStatus.REROUTED);
				assertThat(statuses(claim.invocation())).hasSize(made.get(0) ? 4 : 5);
			}
		}
	}

	@Test
	default void cancellationAndClaimDoNotBothCount() throws Exception {
		alive(RUNNER);
		try (Race race = new Race(2)) {
			for (int lap = 0; lap < LAPS / 2; lap++) {
				Invocation invocation = registered();
				Callable<Verdict> claim = claiming(RUNNER, invocation);
				List<Boolean> made = race
					.run(List.of(() -> orchestrator().cancel(invocation.id()), () -> claim.call() == Verdict.CLAIMED));
				assertThat(made).containsExactlyInAnyOrder(true, false);
				assertThat(status(invocation))
					.isEqualTo(made.get(0) ? InvocationStatus.CANCELLED : InvocationStatus.RUNNING);
			}
		}
	}

	@Test
	default void listenerNeverMissesTheEnd() throws Exception {
		alive(RUNNER);
		try (Race race = new Race(2)) {
			for (int lap = 0; lap < LAPS / 2; lap++) {
				Claim claim = claim(request(RUNNER, 1), registered());
				CountDownLatch heard = new CountDownLatch(1);
				race.run(List.of(() -> orchestrator().complete(claim, InvocationStatus.SUCCESS), () -> orchestrator()
					.onCompleted(List.of(claim.invocation().id()), (completion) -> heard.countDown())));
				assertThat(heard.await(10, TimeUnit.SECONDS)).isTrue();
			}
		}
	}

	@Test
	default void manyRunnersShareTheWork() throws Exception {
		int runners = 8;
		int each = 1250;
		List<List<Invocation>> shares = new ArrayList<>();
		for (int i = 0; i < runners; i++) {
			shares.add(Stream.generate(SampleInvocation::any).limit(each).toList());
		}
		List<Invocation> all = shares.stream().flatMap(List::stream).toList();
		Set<Token> tokens = ConcurrentHashMap.newKeySet();
		List<Callable<Void>> work = new ArrayList<>();
		for (int i = 0; i < runners; i++) {
			RunnerId runner = new RunnerId("runner-" + i);
			List<Invocation> own = shares.get(i);
			List<Invocation> next = shares.get((i + 1) % runners);
			work.add(() -> {
				alive(runner);
				for (int at = 0; at < each; at += 50) {
					orchestrator().queued(Registration.entries(orchestrator().register(own.subList(at, at + 50))));
					claimAndComplete(runner, own.subList(at, at + 50), tokens);
					claimAndComplete(runner, next.subList(at, at + 50), tokens);
				}
				return null;
			});
		}
		try (Race race = new Race(runners)) {
			race.run(work);
		}
		assertThat(tokens).hasSize(all.size());
		assertThat(all)
			.allSatisfy((invocation) -> assertThat(statuses(invocation)).containsExactly(InvocationStatus.REGISTERED,
					InvocationStatus.PENDING, InvocationStatus.RUNNING, InvocationStatus.SUCCESS));
		assertThat(orchestrator().recover(Duration.ZERO, 10).unqueued()).isEmpty();
	}

	private void claimAndComplete(RunnerId runner, List<Invocation> wanted, Set<Token> tokens) {
		List<Grant> grants = orchestrator().claim(request(runner, wanted.size()),
				wanted.stream().map(Invocation::id).toList());
		for (int i = 0; i < wanted.size(); i++) {
			if (grants.get(i).verdict() == Verdict.CLAIMED) {
				Claim claim = claim(runner, wanted.get(i), grants.get(i));
				tokens.add(claim.token());
				assertThat(orchestrator().complete(claim, InvocationStatus.SUCCESS).isAccepted()).isTrue();
			}
		}
	}

}
