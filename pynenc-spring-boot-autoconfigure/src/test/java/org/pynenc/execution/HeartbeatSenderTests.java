package org.pynenc.execution;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mockito.ArgumentCaptor;
import org.pynenc.Arguments;
import org.pynenc.Call;
import org.pynenc.InvocationId;
import org.pynenc.TaskId;
import org.pynenc.invocation.Claim;
import org.pynenc.invocation.Invocation;
import org.pynenc.invocation.RunnerId;
import org.pynenc.invocation.Token;
import org.pynenc.orchestrator.Heartbeat;
import org.pynenc.orchestrator.InvocationLifecycle;
import org.pynenc.orchestrator.RunnerRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;

@Timeout(60)
class HeartbeatSenderTests {

	private static final RunnerId RUNNER = new RunnerId("runner");

	private static final Duration LEASE = Duration.ofSeconds(1);

	private final RunnerRegistry registry = mock(RunnerRegistry.class);

	private final HeldInvocations held = new HeldInvocations();

	private final HeartbeatSender sender = new HeartbeatSender(this.registry, heartbeat(), this.held);

	private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE);

	/**
	 * One whose time the test turns.
	 */
	private final HeartbeatSender turned = new HeartbeatSender(this.registry, heartbeat(), this.held,
			this.nanoTime::get);

	private static Heartbeat heartbeat() {
		return new Heartbeat(RUNNER, 2, Set.of("default"), Set.of(new TaskId("a.b")), LEASE, 0, Set.of());
	}

	private void outliveTheLease() {
		passHalfTheLease();
		passHalfTheLease();
	}

	private void passHalfTheLease() {
		this.nanoTime.addAndGet(LEASE.toNanos() / 2);
	}

	@AfterEach
	void stop() {
		this.sender.stop();
	}

	@Test
	void aHeartbeatSaysWhatWasAnsweredAndWhatIsHeld() {
		InvocationScope scope = hold("token-1");
		this.sender.answered(7);
		this.sender.beat();
		ArgumentCaptor<Heartbeat> heartbeat = ArgumentCaptor.forClass(Heartbeat.class);
		then(this.registry).should().heartbeat(heartbeat.capture());
		assertThat(heartbeat.getValue()).isEqualTo(new Heartbeat(RUNNER, 2, Set.of("default"),
				Set.of(new TaskId("a.b")), Duration.ofSeconds(1), 7, Set.of(scope.claim().token())));
	}

	@Test
	void bodiesWhoseClaimsNoLongerCountAreToldSo() throws Exception {
		InvocationScope lost = hold("lost");
		InvocationScope kept = hold("kept");
		given(this.registry.heartbeat(any())).willReturn(Set.of(new Token("lost"), new Token("elsewhere")));
		CountDownLatch opened = new CountDownLatch(1);
		CountDownLatch interrupted = new CountDownLatch(1);
		Thread body = new Thread(() -> {
			lost.open();
			opened.countDown();
			try {
				new CountDownLatch(1).await();
			}
			catch (InterruptedException ex) {
				interrupted.countDown();
			}
			finally {
				lost.closeBody();
				lost.close();
			}
		});
		body.start();
		assertThat(opened.await(30, TimeUnit.SECONDS)).isTrue();
		this.sender.beat();
		assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
		assertThat(lost.isOwned()).isFalse();
		assertThat(kept.isOwned()).isTrue();
		body.join(TimeUnit.SECONDS.toMillis(30));
	}

	@Test
	void itBeatsByItself() {
		this.sender.start();
		Awaitility.await()
			.atMost(30, TimeUnit.SECONDS)
			.untilAsserted(() -> then(this.registry).should(org.mockito.Mockito.atLeast(2)).heartbeat(any()));
	}

	@Test
	void aRunnerThatCannotRenewItsLeaseGivesUpItsBodiesInTime() {
		InvocationScope scope = hold("token");
		willThrow(new IllegalStateException("no backend")).given(this.registry).heartbeat(any());
		this.sender.start();
		Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> !scope.isOwned());
	}

	@Test
	void aHeartbeatThatGetsNoAnswerDoesNotKeepBodiesFromLearningIt() {
		InvocationScope scope = hold("token");
		CountDownLatch answer = new CountDownLatch(1);
		willAnswer((call) -> {
			answer.await(30, TimeUnit.SECONDS);
			return Set.of();
		}).given(this.registry).heartbeat(any());
		this.sender.start();
		try {
			Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> !scope.isOwned());
		}
		finally {
			answer.countDown();
		}
	}

	@Test
	void afterAPauseOfTheWholeJvmAHeartbeatDecidesWhatIsLost() {
		InvocationScope scope = hold("token");
		outliveTheLease();
		willThrow(new IllegalStateException("no backend")).given(this.registry).heartbeat(any());
		this.turned.loseAllIfExpired(Runnable::run);
		then(this.registry).should().heartbeat(any());
		assertThat(scope.isOwned()).isTrue();
		this.turned.loseAllIfExpired(Runnable::run);
		assertThat(scope.isOwned()).isFalse();
	}

	@Test
	void aRunnerWhoseLeaseIsValidLosesNothing() {
		InvocationScope scope = hold("token");
		this.turned.loseAllIfExpired(Runnable::run);
		this.turned.loseAllIfExpired(Runnable::run);
		then(this.registry).should(never()).heartbeat(any());
		assertThat(scope.isOwned()).isTrue();
	}

	@Test
	void aBodyThatStartsAfterAPauseOfTheJvmLearnsFirstWhatIsLost() {
		InvocationScope lost = hold("lost");
		InvocationScope kept = hold("kept");
		given(this.registry.heartbeat(any())).willReturn(Set.of(new Token("lost")));
		outliveTheLease();
		this.turned.renewIfExpired();
		assertThat(lost.isOwned()).isFalse();
		assertThat(kept.isOwned()).isTrue();
	}

	@Test
	void aBodyDoesNotStartAfterAPauseIfNobodyTellsWhatIsLost() {
		InvocationScope scope = hold("token");
		willThrow(new IllegalStateException("no backend")).given(this.registry).heartbeat(any());
		outliveTheLease();
		this.turned.renewIfExpired();
		assertThat(scope.isOwned()).isFalse();
	}

	@Test
	void aBodyStartsWithoutAHeartbeatOfItsOwn() {
		hold("token");
		this.turned.renewIfExpired();
		then(this.registry).should(never()).heartbeat(any());
	}

	@Test
	void claimsWhoseRequestOutlivedTheLeaseAreConfirmedAlthoughItWasRenewed() {
		this.turned.asked();
		outliveTheLease();
		this.turned.beat();
		InvocationScope lost = hold("lost");
		InvocationScope kept = hold("kept");
		given(this.registry.heartbeat(any())).willReturn(Set.of(new Token("lost")));
		this.turned.answered(1);
		assertThat(lost.isOwned()).isFalse();
		assertThat(kept.isOwned()).isTrue();
	}

	/**
	 * Sent in time, but the lease ended before it came, and so did what was claimed under
	 * it.
	 */
	@Test
	void claimsThatArriveWhileAHeartbeatIsLateAreConfirmedBeforeTheLeaseLooksValid() {
		AtomicReference<InvocationScope> lost = new AtomicReference<>();
		this.turned.asked();
		passHalfTheLease();
		given(this.registry.heartbeat(any())).willAnswer((call) -> {
			lost.set(hold("lost"));
			this.turned.answered(1);
			passHalfTheLease();
			return Set.of();
		}).willAnswer((call) -> {
			assertThat(call.getArgument(0, Heartbeat.class).held()).containsExactly(new Token("lost"));
			return Set.of(new Token("lost"));
		});
		this.turned.beat();
		assertThat(lost.get().isOwned()).isFalse();
		this.turned.renewIfExpired();
		then(this.registry).should(times(2)).heartbeat(any());
	}

	@Test
	void claimsThatArriveAfterALateHeartbeatAreConfirmed() {
		this.turned.asked();
		passHalfTheLease();
		given(this.registry.heartbeat(any())).willAnswer((call) -> {
			passHalfTheLease();
			return Set.of();
		}).willReturn(Set.of()).willReturn(Set.of(new Token("lost")));
		this.turned.beat();
		InvocationScope lost = hold("lost");
		this.turned.answered(1);
		assertThat(lost.isOwned()).isFalse();
	}

	@Test
	void heartbeatsThatAreAllLateConfirmNothingNew() {
		InvocationScope scope = hold("token");
		given(this.registry.heartbeat(any())).willAnswer((call) -> {
			outliveTheLease();
			return Set.of();
		});
		assertThatIllegalStateException().isThrownBy(this.turned::beat).withMessageContaining("pynenc.runner.lease");
		then(this.registry).should(times(3)).heartbeat(any());
		assertThat(scope.isOwned()).isTrue();
		this.turned.renewIfExpired();
		assertThat(scope.isOwned()).isFalse();
	}

	@Test
	void aLateHeartbeatWithoutAnotherOneLeavesTheLeaseInDoubt() {
		passHalfTheLease();
		given(this.registry.heartbeat(any())).willAnswer((call) -> {
			passHalfTheLease();
			return Set.of();
		}).willThrow(new IllegalStateException("away")).willReturn(Set.of(new Token("lost")));
		assertThatIllegalStateException().isThrownBy(this.turned::beat).withMessage("away");
		InvocationScope lost = hold("lost");
		this.turned.renewIfExpired();
		assertThat(lost.isOwned()).isFalse();
	}

	@Test
	void bodiesThatALateHeartbeatConfirmedGoOn() {
		InvocationScope scope = hold("token");
		passHalfTheLease();
		given(this.registry.heartbeat(any())).willAnswer((call) -> {
			passHalfTheLease();
			return Set.of();
		}).willAnswer((call) -> {
			this.turned.loseAllIfExpired(Runnable::run);
			this.turned.loseAllIfExpired(Runnable::run);
			return Set.of();
		});
		this.turned.beat();
		assertThat(scope.isOwned()).isTrue();
	}

	@Test
	void bodiesThatWaitForTheSameHeartbeatSendNoneOfTheirOwn() throws Exception {
		CountDownLatch sent = new CountDownLatch(1);
		CountDownLatch answer = new CountDownLatch(1);
		given(this.registry.heartbeat(any())).willAnswer((call) -> {
			sent.countDown();
			answer.await(30, TimeUnit.SECONDS);
			return Set.of();
		});
		outliveTheLease();
		Thread first = new Thread(this.turned::renewIfExpired);
		first.start();
		assertThat(sent.await(30, TimeUnit.SECONDS)).isTrue();
		Thread second = new Thread(this.turned::renewIfExpired);
		second.start();
		Awaitility.await().until(() -> second.getState() == Thread.State.WAITING);
		answer.countDown();
		first.join(TimeUnit.SECONDS.toMillis(30));
		second.join(TimeUnit.SECONDS.toMillis(30));
		// One to renew the lease, and one as that may have come too late.
		then(this.registry).should(times(2)).heartbeat(any());
	}

	@Test
	void afterTheStopNoBodyStarts() {
		InvocationScope scope = hold("token");
		this.turned.stop();
		this.turned.renewIfExpired();
		assertThat(scope.isOwned()).isFalse();
		then(this.registry).should(never()).heartbeat(any());
	}

	@Test
	void claimsThatNobodyConfirmsAfterALapseAreLost() {
		this.turned.asked();
		outliveTheLease();
		this.turned.beat();
		InvocationScope scope = hold("token");
		willThrow(new IllegalStateException("no backend")).given(this.registry).heartbeat(any());
		this.turned.answered(1);
		assertThat(scope.isOwned()).isFalse();
	}

	@Test
	void claimsOfARunnerThatKeptItsLeaseNeedNoHeartbeat() {
		this.turned.asked();
		this.turned.beat();
		hold("token");
		this.turned.answered(1);
		then(this.registry).should().heartbeat(any());
	}

	@Test
	void claimsThatWereRequestedAfterALapseNeedNoHeartbeat() {
		outliveTheLease();
		this.turned.beat();
		this.turned.asked();
		hold("token");
		this.turned.answered(1);
		// One to renew the lease, and one as that may have come too late.
		then(this.registry).should(times(2)).heartbeat(any());
	}

	@Test
	void aBackendThatIsAwayDoesNotKeepItFromStopping() {
		willThrow(new IllegalStateException("away")).given(this.registry).leave(any());
		this.sender.stop();
		this.sender.beat();
		then(this.registry).should(never()).heartbeat(any());
	}

	@Test
	void afterTheStopThereIsNoHeartbeat() {
		this.sender.stop();
		this.sender.beat();
		then(this.registry).should(never()).heartbeat(any());
		then(this.registry).should().leave(RUNNER);
	}

	private InvocationScope hold(String token) {
		Invocation invocation = new Invocation(InvocationId.create(), new Call(new TaskId("a.b"), Arguments.none()),
				null, 0, "default", 0, 3, null, Map.of(), Invocation.WIRE_VERSION);
		Claim claim = new Claim(invocation, RUNNER, new Token(token), 0, 0, Duration.ZERO);
		InvocationScope scope = new InvocationScope(claim, new Slots(1, 1), mock(InvocationLifecycle.class));
		this.held.add(scope);
		return scope;
	}

}
