package org.pynenc.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.pynenc.InvocationStatus;
import org.pynenc.OnDifferentArguments;
import org.pynenc.invocation.Claim;
import org.pynenc.invocation.Invocation;
import org.pynenc.orchestrator.Registration;
import org.pynenc.orchestrator.Verdict;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an orchestrator promises about calls that count as equal.
 */
interface ReusePromises extends OrchestratorScene {

	private static Invocation keyed(String key, String arguments, OnDifferentArguments onDifferentArguments) {
		return SampleInvocation.sample().key(key, arguments, onDifferentArguments).make();
	}

	private static Invocation keyed(String key) {
		return keyed(key, "same", OnDifferentArguments.REUSE);
	}

	private Registration answer(Invocation invocation) {
		List<Registration> answers = orchestrator().register(List.of(invocation));
		assertThat(answers).hasSize(1);
		return answers.get(0);
	}

	private void assertNotThere(Invocation... invocations) {
		for (Invocation invocation : invocations) {
			assertThat(orchestrator().records(List.of(invocation.id()))).isEmpty();
			assertThat(orchestrator().history(invocation.id())).isEmpty();
		}
	}

	private void assertRegistered(Invocation invocation) {
		Registration answer = answer(invocation);
		assertThat(answer.isRegistered()).isTrue();
		assertThat(answer.replaced()).isNull();
		assertThat(answer.entry()).isNotNull();
		assertThat(status(invocation)).isEqualTo(InvocationStatus.REGISTERED);
	}

	@Test
	default void equalCallIsReusedOfTheWaitingOne() {
		Invocation waiting = keyed("a");
		Invocation equal = keyed("a");
		assertRegistered(waiting);
		assertUnchanged(waiting, () -> assertThat(answer(equal)).isEqualTo(Registration.reused(waiting.id(), false)));
		assertNotThere(equal);
	}

	@Test
	default void whatHasNoKeyOrAnotherOneOrIsOfAnotherTaskIsNotReused() {
		assertRegistered(keyed("a"));
		assertRegistered(keyed("b"));
		assertRegistered(SampleInvocation.any());
		assertRegistered(SampleInvocation.any());
		assertRegistered(SampleInvocation.sample()
			.task(SampleInvocation.OTHER_TASK)
			.key("a", "same", OnDifferentArguments.REUSE)
			.make());
	}

	@Test
	default void registeringAgainTheWaitingOneItselfIsNoReuse() {
		Invocation waiting = keyed("a");
		Registration first = answer(waiting);
		assertUnchanged(waiting, () -> assertThat(answer(waiting)).isEqualTo(first));
	}

	@Test
	default void callIsNotReusedOnceAnAttemptWasClaimed() {
		Invocation claimed = keyed("a");
		register(claimed);
		Claim claim = claim(RUNNER, claimed);
		Invocation next = keyed("a");
		assertRegistered(next);
		orchestrator().retry(claim, Duration.ZERO);
		assertThat(answer(keyed("a"))).isEqualTo(Registration.reused(next.id(), false));
	}

	@Test
	default void whatWasGivenBackOrIsTriedAgainIsNotReused() {
		Invocation givenBack = keyed("a");
		register(givenBack);
		orchestrator().release(claim(RUNNER, givenBack));
		assertThat(status(givenBack)).isEqualTo(InvocationStatus.REROUTED);
		Invocation retried = keyed("a");
		assertRegistered(retried);
		orchestrator().retry(claim(RUNNER, retried), Duration.ZERO);
		assertRegistered(keyed("a"));
	}

	@Test
	default void whatHasEndedIsNotReused() {
		Invocation cancelled = keyed("a");
		register(cancelled);
		orchestrator().cancel(cancelled.id());
		assertRegistered(keyed("a"));
	}

	@Test
	default void claimAndRepeatedRegistrationLeaveTheKeyToWhoHasItNow() {
		Invocation first = keyed("a");
		register(first);
		claim(RUNNER, first);
		Invocation second = keyed("a");
		register(second);
		assertThat(answer(first)).isEqualTo(Registration.registered(first.id(), null, null));
		assertThat(answer(keyed("a"))).isEqualTo(Registration.reused(second.id(), false));
	}

	@Test
	default void otherArgumentsAreReusedAndSaidSo() {
		Invocation waiting = keyed("a", "one", OnDifferentArguments.RAISE);
		register(waiting);
		Invocation other = keyed("a", "two", OnDifferentArguments.REUSE);
		assertUnchanged(waiting, () -> assertThat(answer(other)).isEqualTo(Registration.reused(waiting.id(), true)));
		assertNotThere(other);
	}

	@Test
	default void otherArgumentsAreRefused() {
		Invocation waiting = keyed("a", "one", OnDifferentArguments.REUSE);
		register(waiting);
		Invocation other = keyed("a", "two", OnDifferentArguments.RAISE);
		assertUnchanged(waiting, () -> assertThat(answer(other)).isEqualTo(Registration.refused(waiting.id())));
		assertNotThere(other);
		Invocation equal = keyed("a", "one", OnDifferentArguments.RAISE);
		assertThat(answer(equal)).isEqualTo(Registration.reused(waiting.id(), false));
	}

	@Test
	default void otherArgumentsReplaceTheWaitingOne() throws Exception {
		Invocation waiting = keyed("a", "one", OnDifferentArguments.REPLACE);
		register(waiting);
		CountDownLatch told = new CountDownLatch(1);
		orchestrator().onCompleted(List.of(waiting.id()), (completion) -> told.countDown());
		Invocation other = keyed("a", "two", OnDifferentArguments.REPLACE);
		Registration answer = answer(other);
		assertThat(answer.isRegistered()).isTrue();
		assertThat(answer.invocation()).isEqualTo(other.id());
		assertThat(answer.replaced()).isEqualTo(waiting.id());
		assertThat(answer.entry()).isNotNull();
		assertThat(statuses(waiting)).containsExactly(InvocationStatus.REGISTERED,
				InvocationStatus.CONCURRENCY_CONTROLLED_FINAL);
		assertThat(record(waiting).reason()).contains(other.id().toString());
		assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();
		assertThat(status(other)).isEqualTo(InvocationStatus.REGISTERED);
		assertThat(verdict(waiting)).isEqualTo(Verdict.STALE);
		assertThat(answer(keyed("a", "two", OnDifferentArguments.REPLACE)))
			.isEqualTo(Registration.reused(other.id(), false));
		assertUnchanged(other,
				() -> assertThat(answer(other)).isEqualTo(Registration.registered(other.id(), null, answer.entry())));
		assertUnchanged(waiting,
				() -> assertThat(answer(waiting)).isEqualTo(Registration.registered(waiting.id(), null, null)));
		assertThat(answer(keyed("a", "two", OnDifferentArguments.REUSE)).invocation()).isEqualTo(other.id());
	}

	@Test
	default void whatWasReplacedIsForgottenAfterItsTime() {
		Invocation waiting = keyed("a", "one", OnDifferentArguments.REPLACE);
		register(waiting);
		register(keyed("a", "two", OnDifferentArguments.REPLACE));
		pass(Duration.ofHours(1));
		assertThat(orchestrator().ended(Duration.ofHours(1), 10)).containsExactly(waiting.id());
	}

	@Test
	default void equalCallsOfOneRequestAreDecidedOneAfterTheOther() {
		Invocation first = keyed("a");
		Invocation other = keyed("b");
		Invocation equal = keyed("a");
		Invocation replacing = keyed("b", "other", OnDifferentArguments.REPLACE);
		List<Registration> answers = orchestrator().register(List.of(first, other, equal, replacing));
		assertThat(answers).extracting(Registration::kind)
			.containsExactly(Registration.Kind.REGISTERED, Registration.Kind.REGISTERED, Registration.Kind.REUSED,
					Registration.Kind.REGISTERED);
		assertThat(answers.get(2).invocation()).isEqualTo(first.id());
		assertThat(answers.get(3).replaced()).isEqualTo(other.id());
		assertNotThere(equal);
	}

	@Test
	default void purgeForgetsTheKeys() {
		register(keyed("a"));
		orchestrator().purge();
		assertRegistered(keyed("a"));
	}

	@Test
	default void sixteenEqualCallsAtOnceMakeOneInvocation() throws Exception {
		try (Race race = new Race(16)) {
			for (int lap = 0; lap < 50; lap++) {
				String key = "lap-" + lap;
				List<Callable<Registration>> calls = IntStream.range(0, 16)
					.<Callable<Registration>>mapToObj((i) -> () -> answer(keyed(key)))
					.toList();
				List<Registration> answers = race.run(calls);
				assertThat(answers).filteredOn(Registration::isRegistered).hasSize(1);
				assertThat(answers).extracting(Registration::invocation).containsOnly(answers.get(0).invocation());
			}
		}
	}

	@Test
	default void replacingAtOnceLeavesOneAndEndsTheOthersOnce() throws Exception {
		try (Race race = new Race(8)) {
			for (int lap = 0; lap < 25; lap++) {
				String key = "lap-" + lap;
				List<Invocation> rivals = IntStream.range(0, 8)
					.mapToObj((i) -> keyed(key, "arguments-" + i, OnDifferentArguments.REPLACE))
					.toList();
				List<Registration> answers = race
					.run(rivals.stream().<Callable<Registration>>map((rival) -> () -> answer(rival)).toList());
				assertThat(answers).allMatch(Registration::isRegistered);
				assertThat(answers.stream().map(Registration::replaced).filter((id) -> id != null).toList()).hasSize(7)
					.doesNotHaveDuplicates();
				assertThat(rivals).filteredOn((rival) -> status(rival) == InvocationStatus.REGISTERED).hasSize(1);
			}
		}
	}

	@Test
	default void claimAndReplacementOfOneInvocationExcludeEachOther() throws Exception {
		alive(RUNNER);
		List<Boolean> replaced = new ArrayList<>();
		try (Race race = new Race(2)) {
			for (int lap = 0; lap < 200; lap++) {
				Invocation waiting = keyed("lap-" + lap, "one", OnDifferentArguments.REPLACE);
				register(waiting);
				Invocation other = keyed("lap-" + lap, "two", OnDifferentArguments.REPLACE);
				List<Boolean> made = race.run(List.<Callable<Boolean>>of(() -> answer(other).replaced() != null,
						() -> decision(request(RUNNER, 1), waiting).verdict() == Verdict.CLAIMED));
				assertThat(made).containsExactlyInAnyOrder(true, false);
				assertThat(status(waiting))
					.isEqualTo(made.get(0) ? InvocationStatus.CONCURRENCY_CONTROLLED_FINAL : InvocationStatus.RUNNING);
				assertThat(status(other)).isEqualTo(InvocationStatus.REGISTERED);
				replaced.add(made.get(0));
			}
		}
		assertThat(replaced).hasSize(200);
	}

}
