package org.pynenc.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pynenc.Arguments;
import org.pynenc.Call;
import org.pynenc.InvocationId;
import org.pynenc.InvocationStatus;
import org.pynenc.OnDifferentArguments;
import org.pynenc.QueueFullException;
import org.pynenc.StatusChange;
import org.pynenc.TaskId;
import org.pynenc.broker.Broker;
import org.pynenc.broker.QueueSize;
import org.pynenc.invocation.Claim;
import org.pynenc.invocation.Invocation;
import org.pynenc.invocation.Outcome;
import org.pynenc.invocation.RegistrationKey;
import org.pynenc.invocation.RunnerId;
import org.pynenc.invocation.Token;
import org.pynenc.orchestrator.ClaimRequest;
import org.pynenc.orchestrator.ClaimResult;
import org.pynenc.orchestrator.Completion;
import org.pynenc.orchestrator.Heartbeat;
import org.pynenc.orchestrator.InvocationLifecycle;
import org.pynenc.orchestrator.InvocationRecord;
import org.pynenc.orchestrator.Orchestrator;
import org.pynenc.orchestrator.Pause;
import org.pynenc.orchestrator.Recovery;
import org.pynenc.orchestrator.Registration;
import org.pynenc.orchestrator.RequestId;
import org.pynenc.orchestrator.RunnerNotAliveException;
import org.pynenc.orchestrator.Verdict;
import org.pynenc.state.StateBackend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What every {@link InvocationLifecycle} keeps to, composed or fused. Extend it and give
 * the parts.
 */
public abstract class InvocationLifecycleContract {

	protected static final TaskId TASK = new TaskId("contract.task");

	protected static final Duration LEASE = Duration.ofSeconds(15);

	private static final Duration DEATH = LEASE.plusSeconds(1);

	private static final Duration RETENTION = Duration.ofHours(24);

	private final Map<RunnerId, AtomicInteger> requests = new ConcurrentHashMap<>();

	private final RunnerId one = new RunnerId("runner-one");

	private final RunnerId two = new RunnerId("runner-two");

	/**
	 * The lifecycle to test.
	 */
	protected abstract InvocationLifecycle lifecycle();

	/**
	 * One over the same parts that lets so many invocations wait at a time.
	 */
	protected abstract InvocationLifecycle lifecycle(int maxQueued);

	/**
	 * The orchestrator that it changes.
	 */
	protected abstract Orchestrator orchestrator();

	/**
	 * The broker that it changes.
	 */
	protected abstract Broker broker();

	/**
	 * The state backend that it changes.
	 */
	protected abstract StateBackend stateBackend();

	/**
	 * Turns the clock of the store.
	 */
	protected abstract void advance(Duration duration);

	@BeforeEach
	void announceRunners() {
		announce(this.one);
		announce(this.two);
	}

	@Test
	void whatIsRegisteredIsClaimedWithAllThatExecutingItTakes() {
		Invocation invocation = register(invocation(3));
		Claim claim = claim(this.one);
		assertThat(claim.invocation()).isEqualTo(invocation);
		assertThat(claim.runner()).isEqualTo(this.one);
		assertThat(claim.attempt()).isOne();
		assertThat(status(invocation)).isEqualTo(InvocationStatus.RUNNING);
		assertThat(history(invocation)).containsExactly(InvocationStatus.REGISTERED, InvocationStatus.PENDING,
				InvocationStatus.RUNNING);
	}

	@Test
	void nothingRegisteredIsNothingToClaim() {
		lifecycle().register(List.of());
		assertThat(request(this.one, 1).claims()).isEmpty();
	}

	@Test
	void aClaimTellsHowLongTheInvocationWasAvailable() {
		register(invocation(3));
		advance(Duration.ofSeconds(7));
		assertThat(claim(this.one).waited()).isEqualTo(Duration.ofSeconds(7));
	}

	@Test
	void aBatchIsClaimedInItsOrderAndUpToTheFreeSlots() {
		List<Invocation> batch = IntStream.range(0, 1000).mapToObj((i) -> invocation(3)).toList();
		lifecycle().register(batch);
		List<Invocation> claimed = new ArrayList<>();
		for (int i = 0; i < 10; i++) {
			ClaimResult result = request(this.one, 100);
			assertThat(result.claims()).hasSize(100);
			assertThat(result.verdicts().values()).containsOnly(Verdict.CLAIMED);
			result.claims().forEach((claim) -> claimed.add(claim.invocation()));
		}
		assertThat(claimed).isEqualTo(batch);
		assertThat(request(this.one, 1).claims()).isEmpty();
	}

	@Test
	void registeringTwiceMakesOneInvocation() {
		Invocation invocation = register(invocation(3));
		register(invocation);
		assertThat(request(this.one, 5).claims()).hasSize(1);
		register(invocation);
		assertThat(request(this.one, 5).claims()).isEmpty();
		assertThat(status(invocation)).isEqualTo(InvocationStatus.RUNNING);
	}

	@Test
	void whatIsReusedLeavesNothingBehind() {
		Invocation waiting = register(keyed("one", OnDifferentArguments.REUSE));
		Invocation equal = keyed("two", OnDifferentArguments.REUSE);
		Invocation refused = keyed("two", OnDifferentArguments.RAISE);
		assertThat(lifecycle().register(List.of(equal, refused)))
			.containsExactly(Registration.reused(waiting.id(), true), Registration.refused(waiting.id()));
		assertThat(stateBackend().load(List.of(equal.id(), refused.id()))).isEmpty();
		assertThat(request(this.one, 5).claims()).extracting(Claim::invocation).containsExactly(waiting);
		assertThat(broker().sizes()).isEmpty();
	}

	@Test
	void whatIsReplacedIsNotInItsQueueAnyMore() {
		Invocation waiting = register(keyed("one", OnDifferentArguments.REPLACE));
		Invocation other = keyed("two", OnDifferentArguments.REPLACE);
		Registration answer = lifecycle().register(List.of(other)).get(0);
		assertThat(answer.isRegistered()).isTrue();
		assertThat(answer.replaced()).isEqualTo(waiting.id());
		assertThat(status(waiting)).isEqualTo(InvocationStatus.CONCURRENCY_CONTROLLED_FINAL);
		assertThat(broker().sizes()).extracting(QueueSize::size).containsExactly(1L);
		assertThat(request(this.one, 5).claims()).extracting(Claim::invocation).containsExactly(other);
		assertThat(stateBackend().load(List.of(waiting.id()))).isNotEmpty();
	}

	private static Invocation keyed(String arguments, OnDifferentArguments onDifferentArguments) {
		return new Invocation(InvocationId.create(), new Call(TASK, Arguments.none()), null, 0, "default", 0, 3,
				new RegistrationKey("key", arguments, onDifferentArguments), Map.of(), Invocation.WIRE_VERSION);
	}

	@Test
	void whoRegistersAndWaitsIsToldOfTheEnd() {
		List<Completion> told = new CopyOnWriteArrayList<>();
		Invocation invocation = invocation(3);
		assertThat(lifecycle().registerAwaited(invocation, told::add).registration().isRegistered()).isTrue();
		lifecycle().complete(claim(this.one), Outcome.success("222"));
		awaitEnd(told, invocation.id());
		assertThat(told).allSatisfy((end) -> assertThat(end.outcome()).isIn(null, Outcome.success("222")));
	}

	@Test
	void whoRegistersAgainAndWaitsIsToldOfAnEndBefore() {
		Invocation invocation = register(invocation(3));
		lifecycle().complete(claim(this.one), Outcome.success("222"));
		List<Completion> told = new CopyOnWriteArrayList<>();
		assertThat(lifecycle().registerAwaited(invocation, told::add).registration().isRegistered()).isTrue();
		awaitEnd(told, invocation.id());
	}

	@Test
	void whoReusesAWaitingOneAndWaitsIsToldOfItsEnd() {
		Invocation waiting = register(keyed("a", OnDifferentArguments.REUSE));
		List<Completion> told = new CopyOnWriteArrayList<>();
		assertThat(lifecycle().registerAwaited(keyed("a", OnDifferentArguments.REUSE), told::add)
			.registration()
			.invocation()).isEqualTo(waiting.id());
		lifecycle().complete(claim(this.one), Outcome.success("222"));
		awaitEnd(told, waiting.id());
	}

	private static void awaitEnd(List<Completion> told, InvocationId id) {
		Awaitility.await()
			.untilAsserted(() -> assertThat(told).isNotEmpty()
				.allSatisfy((end) -> assertThat(end.id()).isEqualTo(id))
				.allSatisfy((end) -> assertThat(end.status()).isEqualTo(InvocationStatus.SUCCESS)));
	}

	@Test
	void whatFindsNoPlaceLeavesNothing() {
		Invocation first = invocation(3);
		lifecycle(1).register(List.of(first));
		Invocation refused = invocation(3);
		assertThatExceptionOfType(QueueFullException.class)
			.isThrownBy(() -> lifecycle(1).register(List.of(first, refused)));
		assertThatExceptionOfType(QueueFullException.class)
			.isThrownBy(() -> lifecycle(1).registerAwaited(refused, (end) -> {
			}));
		assertThat(stateBackend().load(List.of(first.id(), refused.id()))).containsOnlyKeys(first.id());
		assertThat(claim(this.one).invocation()).isEqualTo(first);
		assertThat(request(this.one, 1).claims()).isEmpty();
	}

	@Test
	void theSameRequestGetsTheSameClaims() {
		register(invocation(3));
		ClaimRequest request = next(this.one, 1);
		List<Claim> first = lifecycle().claim(request).claims();
		Invocation other = register(invocation(3));
		assertThat(lifecycle().claim(request).claims()).isEqualTo(first).hasSize(1);
		assertThat(status(other)).isEqualTo(InvocationStatus.REGISTERED);
		assertThat(claim(this.two).invocation()).isEqualTo(other);
	}

	@Test
	void aRunnerWithoutLeaseClaimsNothingAndTakesNothingAway() {
		Invocation invocation = register(invocation(3));
		advance(DEATH);
		assertThatExceptionOfType(RunnerNotAliveException.class).isThrownBy(() -> request(this.one, 1));
		announce(this.two);
		assertThat(claim(this.two).invocation()).isEqualTo(invocation);
	}

	@Test
	void anIdleRunnerIsWokenOnceForNewWork() {
		AtomicInteger wakeUps = new AtomicInteger();
		AtomicInteger later = new AtomicInteger();
		orchestrator().runners().onWork(this.one, wakeUps::incrementAndGet);
		orchestrator().runners().onWork(this.two, later::incrementAndGet);
		request(this.one, 1);
		register(invocation(3));
		register(invocation(3));
		// Hints come in their order: with this one, those before it have come too.
		orchestrator().runners().idle(this.two);
		register(invocation(3));
		Awaitility.await().untilAsserted(() -> assertThat(later).hasValue(1));
		assertThat(wakeUps).hasValue(1);
	}

	@Test
	void aRunnerThatGotAllItAskedForIsNotWokenInPlaceOfAnIdleOne() {
		AtomicInteger busy = new AtomicInteger();
		AtomicInteger idle = new AtomicInteger();
		orchestrator().runners().onWork(this.one, busy::incrementAndGet);
		orchestrator().runners().onWork(this.two, idle::incrementAndGet);
		Claim claim = claimAfterRetryIsDue();
		request(this.two, 1);
		register(invocation(3));
		Awaitility.await().untilAsserted(() -> assertThat(idle).hasValue(1));
		assertThat(busy).hasValue(0);
		assertThat(claim.attempt()).isEqualTo(2);
	}

	/**
	 * Leaves the runner idle, and lets it find work by itself.
	 */
	private Claim claimAfterRetryIsDue() {
		register(invocation(3));
		lifecycle().retry(claim(this.one), Duration.ofSeconds(5));
		request(this.one, 1);
		advance(Duration.ofSeconds(6));
		return claim(this.one);
	}

	@Test
	void aRunnerThatLeavesWorkBehindWakesAnother() {
		AtomicInteger wakeUps = new AtomicInteger();
		lifecycle().register(List.of(invocation(3), invocation(3)));
		orchestrator().runners().idle(this.two);
		orchestrator().runners().onWork(this.two, wakeUps::incrementAndGet);
		claim(this.one);
		Awaitility.await().untilAsserted(() -> assertThat(wakeUps).hasValue(1));
	}

	@Test
	void workOfUnknownTasksStaysVisibleAndIntactForThoseWhoKnowIt() {
		TaskId unknown = new TaskId("contract.unknown");
		Invocation invocation = register(invocation(unknown, 3));
		Invocation known = register(invocation(3));
		assertThat(claim(this.one).invocation()).isEqualTo(known);
		assertThat(request(this.one, 1).claims()).isEmpty();
		assertThat(broker().sizes()).containsExactly(new QueueSize("default", unknown, 1));
		assertThat(status(invocation)).isEqualTo(InvocationStatus.REGISTERED);
		RunnerId newer = new RunnerId("runner-newer");
		orchestrator().runners()
			.heartbeat(new Heartbeat(newer, 1, Set.of(), Set.of(TASK, unknown), LEASE, 0, Set.of()));
		ClaimRequest request = new ClaimRequest(new RequestId(newer, 1), 1, Set.of(), Set.of(TASK, unknown));
		assertThat(lifecycle().claim(request).claims()).extracting(Claim::invocation).containsExactly(invocation);
	}

	@Test
	void anInvocationIsClaimedByItsIdFromTheMiddleOfTheQueue() {
		Invocation first = register(invocation(3));
		Invocation second = register(invocation(3));
		ClaimResult result = lifecycle().claim(next(this.one, 1), second.id());
		assertThat(result.claims()).extracting(Claim::invocation).containsExactly(second);
		assertThat(claim(this.two).invocation()).isEqualTo(first);
		assertThat(request(this.two, 1).claims()).isEmpty();
	}

	@Test
	void whatSomebodyOwnsIsNotClaimedById() {
		Invocation invocation = register(invocation(3));
		claim(this.one);
		ClaimResult result = lifecycle().claim(next(this.two, 1), invocation.id());
		assertThat(result.claims()).isEmpty();
		assertThat(result.verdicts()).containsEntry(invocation.id(), Verdict.STALE);
	}

	@Test
	void ofManyWhoClaimOneInvocationOneWins() throws Exception {
		for (int round = 0; round < 50; round++) {
			Invocation invocation = register(invocation(3));
			List<ClaimResult> results = together(8,
					(i) -> lifecycle().claim(next((i % 2 == 0) ? this.one : this.two, 1), invocation.id()));
			assertThat(results.stream().mapToInt((result) -> result.claims().size()).sum()).isOne();
		}
	}

	@Test
	void aResultEndsTheInvocation() {
		Invocation invocation = register(invocation(3));
		List<Completion> told = new CopyOnWriteArrayList<>();
		Claim claim = claim(this.one);
		orchestrator().onCompleted(List.of(invocation.id()), told::add);
		assertThat(lifecycle().complete(claim, Outcome.success("222"))).isTrue();
		assertThat(status(invocation)).isEqualTo(InvocationStatus.SUCCESS);
		assertThat(outcome(invocation)).isEqualTo(Outcome.success("222"));
		Awaitility.await()
			.untilAsserted(() -> assertThat(told).isNotEmpty()
				.allSatisfy((completion) -> assertThat(completion.status()).isEqualTo(InvocationStatus.SUCCESS)));
		assertThat(record(invocation).runner()).isNull();
	}

	@Test
	void anEndThatIsNotWaitedForEndsTheInvocationToo() throws Exception {
		Invocation invocation = register(invocation(3));
		Claim claim = claim(this.one);
		assertThat(end(claim, "222").get(30, TimeUnit.SECONDS)).isTrue();
		assertThat(status(invocation)).isEqualTo(InvocationStatus.SUCCESS);
		assertThat(outcome(invocation)).isEqualTo(Outcome.success("222"));
		assertThat(end(claim, "222").get(30, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void eachOfManyEndsGetsItsOwnAnswer() throws Exception {
		IntStream.range(0, 100).forEach((i) -> register(invocation(3)));
		List<Claim> claims = request(this.one, 100).claims();
		assertThat(claims).hasSize(100);
		List<Claim> givenBack = claims.subList(50, 100);
		givenBack.forEach((claim) -> assertThat(lifecycle().release(claim).isAccepted()).isTrue());
		Map<Claim, Future<Boolean>> answers = new ConcurrentHashMap<>();
		together(4, (i) -> {
			for (int n = i; n < claims.size(); n += 4) {
				Claim claim = claims.get(claims.size() - 1 - n);
				answers.put(claim, end(claim, claim.token().value()));
			}
			return true;
		});
		for (Claim claim : claims) {
			boolean counts = !givenBack.contains(claim);
			assertThat(answers.get(claim).get(30, TimeUnit.SECONDS)).isEqualTo(counts);
			assertThat(status(claim.invocation()))
				.isEqualTo(counts ? InvocationStatus.SUCCESS : InvocationStatus.REROUTED);
		}
		assertThat(claims.subList(0, 50)).allSatisfy(
				(claim) -> assertThat(outcome(claim.invocation())).isEqualTo(Outcome.success(claim.token().value())));
	}

	@Test
	void aFailureEndsTheInvocation() {
		Invocation invocation = register(invocation(3));
		assertThat(lifecycle().complete(claim(this.one), Outcome.failure("bad"))).isTrue();
		assertThat(status(invocation)).isEqualTo(InvocationStatus.FAILED);
		assertThat(outcome(invocation)).isEqualTo(Outcome.failure("bad"));
	}

	@Test
	void everyVerbMayBeRepeated() {
		Invocation invocation = register(invocation(3));
		Claim first = claim(this.one);
		assertThat(lifecycle().retry(first, Duration.ZERO)).isTrue();
		assertThat(lifecycle().retry(first, Duration.ZERO)).isTrue();
		assertThat(record(invocation).retries()).isOne();
		Claim second = claim(this.one);
		assertThat(lifecycle().release(second).status()).isEqualTo(InvocationStatus.REROUTED);
		assertThat(lifecycle().release(second).status()).isEqualTo(InvocationStatus.REROUTED);
		Claim third = claim(this.one);
		assertThat(request(this.two, 1).claims()).isEmpty();
		assertThat(lifecycle().complete(third, Outcome.success("1"))).isTrue();
		List<InvocationStatus> history = history(invocation);
		assertThat(lifecycle().complete(third, Outcome.success("1"))).isTrue();
		assertThat(history(invocation)).isEqualTo(history);
	}

	@Test
	void aLateOwnerIsRefusedAndChangesNothing() {
		Invocation invocation = register(invocation(3));
		Claim late = claim(this.one);
		advance(DEATH);
		announce(this.two);
		assertThat(lifecycle().recover(LEASE).recovered()).extracting(Recovery.Recovered::id)
			.containsExactly(invocation.id());
		Claim current = claim(this.two);
		assertThat(lifecycle().complete(late, Outcome.success("111"))).isFalse();
		assertThat(lifecycle().complete(current, Outcome.success("222"))).isTrue();
		List<InvocationStatus> history = history(invocation);
		announce(this.one);
		assertThat(lifecycle().complete(late, Outcome.failure("111"))).isFalse();
		assertThat(lifecycle().retry(late, Duration.ZERO)).isFalse();
		assertThat(lifecycle().release(late).isAccepted()).isFalse();
		assertThat(lifecycle().pause(late, List.of(InvocationId.create()))).isEqualTo(Pause.Verdict.LOST);
		assertThat(lifecycle().resume(late)).isFalse();
		assertThat(outcome(invocation)).isEqualTo(Outcome.success("222"));
		assertThat(history(invocation)).isEqualTo(history);
		assertThat(request(this.two, 1).claims()).isEmpty();
	}

	@Test
	void aRetryIsTheNextAttempt() {
		Invocation invocation = register(invocation(3));
		assertThat(lifecycle().retry(claim(this.one), Duration.ZERO)).isTrue();
		assertThat(status(invocation)).isEqualTo(InvocationStatus.RETRY);
		Claim claim = claim(this.two);
		assertThat(claim.attempt()).isEqualTo(2);
		assertThat(claim.recoveries()).isZero();
	}

	@Test
	void aDelayedRetryWaitsForItsTime() {
		register(invocation(3));
		lifecycle().retry(claim(this.one), Duration.ofSeconds(5));
		ClaimResult early = request(this.one, 1);
		assertThat(early.claims()).isEmpty();
		advance(Duration.ofSeconds(6));
		assertThat(claim(this.one).waited()).isEqualTo(Duration.ofSeconds(1));
	}

	@Test
	void givingBackCostsNothing() {
		Invocation invocation = register(invocation(3));
		assertThat(lifecycle().release(claim(this.one)).status()).isEqualTo(InvocationStatus.REROUTED);
		Claim claim = claim(this.two);
		assertThat(claim.attempt()).isOne();
		assertThat(claim.recoveries()).isZero();
		assertThat(history(invocation)).contains(InvocationStatus.KILLED, InvocationStatus.REROUTED);
	}

	@Test
	void aBodyThatMayStartOnlyOnceIsNotGivenBack() {
		Invocation invocation = register(invocation(0));
		assertThat(lifecycle().release(claim(this.one)).status()).isEqualTo(InvocationStatus.FAILED);
		assertThat(record(invocation).reason()).isNotBlank();
		assertThat(request(this.two, 1).claims()).isEmpty();
	}

	@Test
	void whatIsWaitedForComesFirst() {
		Invocation parent = register(invocation(3));
		Claim claim = claim(this.one);
		Invocation other = register(invocation(3));
		Invocation child = register(child(parent));
		assertThat(lifecycle().pause(claim, List.of(child.id()))).isEqualTo(Pause.Verdict.PAUSED);
		assertThat(status(parent)).isEqualTo(InvocationStatus.PAUSED);
		Claim childClaim = claim(this.one);
		assertThat(childClaim.invocation()).isEqualTo(child);
		lifecycle().complete(childClaim, Outcome.success("1"));
		assertThat(lifecycle().resume(claim)).isTrue();
		assertThat(status(parent)).isEqualTo(InvocationStatus.RUNNING);
		assertThat(claim(this.two).invocation()).isEqualTo(other);
		assertThat(history(parent)).endsWith(InvocationStatus.PAUSED, InvocationStatus.RESUMED,
				InvocationStatus.RUNNING);
	}

	@Test
	void nobodyWaitsForWhatHasEnded() {
		Invocation ended = register(invocation(3));
		lifecycle().complete(claim(this.one), Outcome.success("1"));
		register(invocation(3));
		Claim claim = claim(this.one);
		assertThat(lifecycle().pause(claim, List.of(ended.id()))).isEqualTo(Pause.Verdict.NOT_NEEDED);
		assertThat(lifecycle().complete(claim, Outcome.success("1"))).isTrue();
	}

	@Test
	void whatNobodyOwnsIsCancelledForGood() {
		Invocation invocation = register(invocation(3));
		assertThat(lifecycle().cancel(invocation.id())).isTrue();
		assertThat(lifecycle().cancel(invocation.id())).isTrue();
		assertThat(status(invocation)).isEqualTo(InvocationStatus.CANCELLED);
		assertThat(request(this.one, 1).claims()).isEmpty();
		assertThat(broker().sizes()).isEmpty();
	}

	@Test
	void whatIsOwnedOrEndedOrGoneIsNotCancelled() {
		Invocation invocation = register(invocation(3));
		Claim claim = claim(this.one);
		assertThat(lifecycle().cancel(invocation.id())).isFalse();
		lifecycle().complete(claim, Outcome.success("1"));
		assertThat(lifecycle().cancel(invocation.id())).isFalse();
		assertThat(lifecycle().cancel(InvocationId.create())).isFalse();
	}

	@Test
	void workOfADeadRunnerIsTakenBackAndCounted() {
		Invocation running = register(invocation(3));
		Claim paused = claim(this.one);
		Invocation other = register(invocation(3));
		lifecycle().pause(paused, List.of(other.id()));
		claim(this.one);
		advance(DEATH);
		announce(this.two);
		assertThat(lifecycle().recover(LEASE).recovered()).hasSize(2)
			.allSatisfy((recovered) -> assertThat(recovered.status()).isEqualTo(InvocationStatus.REROUTED));
		assertThat(request(this.two, 5).claims()).hasSize(2)
			.allSatisfy((claim) -> assertThat(claim.recoveries()).isOne())
			.allSatisfy((claim) -> assertThat(claim.attempt()).isOne());
		assertThat(history(running)).contains(InvocationStatus.RUNNING_RECOVERY, InvocationStatus.REROUTED);
		assertThat(lifecycle().recover(LEASE).recovered()).isEmpty();
	}

	@Test
	void workOfARunnerThatLeftIsTakenBackAtOnce() {
		register(invocation(3));
		claim(this.one);
		orchestrator().runners().leave(this.one);
		assertThat(lifecycle().recover(LEASE).recovered()).hasSize(1);
		assertThat(request(this.two, 1).claims()).hasSize(1);
	}

	@Test
	void workOfALivingRunnerIsLeftAlone() {
		Invocation invocation = register(invocation(3));
		Claim claim = claim(this.one);
		for (int i = 0; i < 10; i++) {
			advance(LEASE.dividedBy(2));
			hold(this.one, claim.token());
			assertThat(lifecycle().recover(LEASE).recovered()).isEmpty();
		}
		assertThat(status(invocation)).isEqualTo(InvocationStatus.RUNNING);
		assertThat(lifecycle().complete(claim, Outcome.success("1"))).isTrue();
	}

	@Test
	void aTaskThatKillsItsRunnersEndsFailedAndNamesThem() {
		Invocation invocation = register(invocation(1));
		claim(this.one);
		orchestrator().runners().leave(this.one);
		lifecycle().recover(LEASE);
		claim(this.two);
		orchestrator().runners().leave(this.two);
		assertThat(lifecycle().recover(LEASE).recovered()).extracting(Recovery.Recovered::status)
			.containsExactly(InvocationStatus.FAILED);
		assertThat(status(invocation)).isEqualTo(InvocationStatus.FAILED);
		assertThat(record(invocation).reason()).contains(this.one.value(), this.two.value());
	}

	@Test
	void claimsThatNeverReachedTheirRunnerAreGivenBackAtNoCost() {
		Invocation invocation = register(invocation(0));
		claim(this.one);
		hold(this.one);
		lifecycle().recover(LEASE);
		Claim claim = claim(this.two);
		assertThat(claim.invocation()).isEqualTo(invocation);
		assertThat(claim.recoveries()).isZero();
		assertThat(claim.attempt()).isOne();
	}

	@Test
	void aPausedBodyThatItsLivingRunnerLostIsRunAgainAndCounted() {
		Invocation parent = register(invocation(3));
		Claim claim = claim(this.one);
		Invocation child = register(child(parent));
		lifecycle().pause(claim, List.of(child.id()));
		hold(this.one);
		advance(DEATH);
		announce(this.two);
		lifecycle().recover(LEASE);
		assertThat(request(this.two, 5).claims()).filteredOn((again) -> again.invocation().equals(parent))
			.singleElement()
			.satisfies((again) -> assertThat(again.recoveries()).isOne());
		assertThat(lifecycle().resume(claim)).isFalse();
	}

	@Test
	void aHeartbeatTellsWhichClaimsNoLongerCount() {
		register(invocation(3));
		Claim claim = claim(this.one);
		advance(DEATH);
		announce(this.two);
		lifecycle().recover(LEASE);
		assertThat(hold(this.one, claim.token())).containsExactly(claim.token());
	}

	@Test
	void aCallThatIsLostEndsFailedInsteadOfComingAgainAndAgain() {
		Invocation invocation = register(invocation(3));
		stateBackend().delete(List.of(invocation.id()));
		assertThat(request(this.one, 1).claims()).isEmpty();
		assertThat(status(invocation)).isEqualTo(InvocationStatus.FAILED);
		assertThat(request(this.one, 1).claims()).isEmpty();
	}

	@Test
	void whatIsRegisteredIsKeptHoweverLongItWaits() {
		Invocation invocation = register(invocation(3));
		advance(Duration.ofDays(30));
		announce(this.one);
		assertThat(claim(this.one).invocation()).isEqualTo(invocation);
	}

	@Test
	void whatHasEndedIsDeletedWholeAfterItsRetentionAndNotBefore() {
		Invocation ended = register(invocation(3));
		Claim claim = claim(this.one);
		lifecycle().complete(claim, Outcome.success("1"));
		Invocation waiting = register(invocation(3));
		advance(RETENTION.minusSeconds(1));
		assertThat(lifecycle().sweep(RETENTION)).isZero();
		assertThat(outcome(ended)).isNotNull();
		advance(Duration.ofSeconds(2));
		assertThat(lifecycle().sweep(RETENTION)).isOne();
		assertThat(orchestrator().records(List.of(ended.id(), waiting.id()))).containsOnlyKeys(waiting.id());
		assertThat(orchestrator().history(ended.id())).isEmpty();
		assertThat(stateBackend().load(List.of(ended.id(), waiting.id()))).containsOnlyKeys(waiting.id());
		assertThat(stateBackend().outcome(ended.id(), claim.token())).isNull();
		assertThat(lifecycle().sweep(RETENTION)).isZero();
	}

	@Test
	void purgeLeavesNothing() {
		Invocation waiting = register(invocation(3));
		Invocation running = register(invocation(3));
		claim(this.one);
		lifecycle().purge();
		List<InvocationId> ids = List.of(waiting.id(), running.id());
		assertThat(orchestrator().records(ids)).isEmpty();
		assertThat(stateBackend().load(ids)).isEmpty();
		assertThat(broker().sizes()).isEmpty();
		assertThat(orchestrator().runners().alive()).isEmpty();
	}

	@Test
	void underLoadFromAllSidesEachInvocationEndsOnce() throws Exception {
		int callers = 4;
		int perCaller = 500;
		Set<InvocationId> ended = ConcurrentHashMap.newKeySet();
		AtomicInteger doubles = new AtomicInteger();
		together(callers * 2, (i) -> {
			if (i < callers) {
				IntStream.range(0, perCaller).forEach((n) -> register(invocation(3)));
				return true;
			}
			RunnerId runner = new RunnerId("runner-load-" + i);
			announce(runner);
			while (ended.size() < callers * perCaller) {
				for (Claim claim : request(runner, 16).claims()) {
					boolean first = lifecycle().complete(claim, Outcome.success("1"))
							&& ended.add(claim.invocation().id());
					doubles.addAndGet(first ? 0 : 1);
				}
			}
			return true;
		});
		assertThat(ended).hasSize(callers * perCaller);
		assertThat(doubles).hasValue(0);
		assertThat(broker().sizes()).isEmpty();
		advance(DEATH);
		assertThat(lifecycle().recover(LEASE)).isEqualTo(Recovery.NOTHING);
	}

	protected final Invocation invocation(int maxRecoveries) {
		return invocation(TASK, maxRecoveries);
	}

	private Invocation invocation(TaskId task, int maxRecoveries) {
		return new Invocation(InvocationId.create(), new Call(task, new Arguments(Map.of("n", "1"))), null, 0,
				"default", 0, maxRecoveries, null, Map.of(), Invocation.WIRE_VERSION);
	}

	private Invocation child(Invocation parent) {
		return new Invocation(InvocationId.create(), new Call(TASK, Arguments.none()), parent.id(), parent.depth() + 1,
				"default", 0, 3, null, Map.of(), Invocation.WIRE_VERSION);
	}

	private Invocation register(Invocation invocation) {
		lifecycle().register(List.of(invocation));
		return invocation;
	}

	private void announce(RunnerId runner) {
		orchestrator().runners().heartbeat(new Heartbeat(runner, 1, Set.of(), Set.of(TASK), LEASE, 0, Set.of()));
	}

	private Set<Token> hold(RunnerId runner, Token... held) {
		long answered = this.requests.get(runner).get();
		return orchestrator().runners()
			.heartbeat(new Heartbeat(runner, 1, Set.of(), Set.of(TASK), LEASE, answered, Set.of(held)));
	}

	private ClaimRequest next(RunnerId runner, int slots) {
		int number = this.requests.computeIfAbsent(runner, (id) -> new AtomicInteger()).incrementAndGet();
		return new ClaimRequest(new RequestId(runner, number), slots, Set.of(), Set.of(TASK));
	}

	private Future<Boolean> end(Claim claim, String result) {
		CompletableFuture<Boolean> answer = new CompletableFuture<>();
		lifecycle().completeAsync(claim, Outcome.success(result), (accepted, failure) -> {
			boolean once = (failure != null) ? answer.completeExceptionally(failure) : answer.complete(accepted);
			assertThat(once).as("answered once").isTrue();
		});
		return answer;
	}

	private ClaimResult request(RunnerId runner, int slots) {
		return lifecycle().claim(next(runner, slots));
	}

	private Claim claim(RunnerId runner) {
		List<Claim> claims = request(runner, 1).claims();
		assertThat(claims).as("what %s claims", runner).hasSize(1);
		return claims.get(0);
	}

	private InvocationRecord record(Invocation invocation) {
		return orchestrator().records(List.of(invocation.id())).get(invocation.id());
	}

	private InvocationStatus status(Invocation invocation) {
		return record(invocation).status();
	}

	private List<InvocationStatus> history(Invocation invocation) {
		return orchestrator().history(invocation.id()).stream().map(StatusChange::status).toList();
	}

	private @Nullable Outcome outcome(Invocation invocation) {
		Token token = record(invocation).token();
		return (token != null) ? stateBackend().outcome(invocation.id(), token) : null;
	}

	private static <T> List<T> together(int threads, java.util.function.IntFunction<T> work) throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(threads);
		try {
			List<Future<T>> futures = new ArrayList<>();
			for (int i = 0; i < threads; i++) {
				int index = i;
				futures.add(executor.submit(() -> work.apply(index)));
			}
			List<T> results = new ArrayList<>();
			for (Future<T> future : futures) {
				results.add(future.get(60, java.util.concurrent.TimeUnit.SECONDS));
			}
			return results;
		}
		finally {
			executor.shutdownNow();
		}
	}

}
