package org.pynenc.runner;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mockito.invocation.InvocationOnMock;
import org.pynenc.Arguments;
import org.pynenc.Call;
import org.pynenc.InvocationId;
import org.pynenc.TaskId;
import org.pynenc.execution.HeartbeatSender;
import org.pynenc.execution.HeldInvocations;
import org.pynenc.execution.InvocationScope;
import org.pynenc.execution.SlotUsage;
import org.pynenc.execution.Slots;
import org.pynenc.invocation.Claim;
import org.pynenc.invocation.Invocation;
import org.pynenc.invocation.RunnerId;
import org.pynenc.invocation.Token;
import org.pynenc.orchestrator.ClaimRequest;
import org.pynenc.orchestrator.ClaimResult;
import org.pynenc.orchestrator.Heartbeat;
import org.pynenc.orchestrator.InvocationLifecycle;
import org.pynenc.orchestrator.RunnerNotAliveException;
import org.pynenc.orchestrator.RunnerRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.mock;

class ClaimLoopTests {

	/**
	 * A lease that lapses soon.
	 */
	private static final Duration BRIEF = Duration.ofMillis(20);

	private static final ClaimResult NOTHING = new ClaimResult(List.of(), Map.of(), null);

	private final RunnerId runner = new RunnerId("runner");

	private final RunnerRegistry registry = mock(RunnerRegistry.class);

	private final InvocationLifecycle lifecycle = mock(InvocationLifecycle.class);

	private final BlockingQueue<ClaimRequest> requests = new LinkedBlockingQueue<>();

	private final List<Object> answers = new ArrayList<>();

	private final BlockingQueue<InvocationScope> started = new LinkedBlockingQueue<>();

	private final Slots slots = new Slots(2, 10);

	private final HeldInvocations held = new HeldInvocations();

	private final Heartbeat announcement = new Heartbeat(this.runner, 2, Set.of("q"), Set.of(new TaskId("a.b")),
			Duration.ofSeconds(15), 0, Set.of());

	private final ClaimLoop loop = new ClaimLoop(this.announcement, this.lifecycle, this.slots, this.held,
			new HeartbeatSender(this.registry, this.announcement, this.held), this.started::add);

	private final Thread thread = new Thread(this.loop, "claim-loop-test");

	private void run(Object... answers) {
		this.answers.addAll(List.of(answers));
		given(this.lifecycle.claim(any(ClaimRequest.class))).willAnswer(this::answer);
		this.thread.start();
	}

	private Object answer(InvocationOnMock call) throws Throwable {
		this.requests.add(call.getArgument(0));
		Object answer = this.answers.isEmpty() ? NOTHING : this.answers.remove(0);
		if (answer instanceof Throwable failure) {
			throw failure;
		}
		return answer;
	}

	private ClaimRequest nextRequest() throws InterruptedException {
		ClaimRequest request = this.requests.poll(30, TimeUnit.SECONDS);
		assertThat(request).isNotNull();
		return request;
	}

	@AfterEach
	void stop() throws InterruptedException {
		this.loop.stop();
		this.slots.close();
		this.thread.join(TimeUnit.SECONDS.toMillis(30));
		assertThat(this.thread.isAlive()).isFalse();
	}

	@Test
	void itAsksForAsManyAsThereAreSlotsFree() throws Exception {
		run();
		ClaimRequest request = nextRequest();
		assertThat(request.slots()).isEqualTo(2);
		assertThat(request.queues()).containsExactly("q");
		assertThat(request.tasks()).containsExactly(new TaskId("a.b"));
	}

	@Test
	void whatItGetsIsHeldBeforeItIsStarted() throws Exception {
		run(result("one"));
		InvocationScope scope = this.started.poll(30, TimeUnit.SECONDS);
		assertThat(scope).isNotNull();
		assertThat(this.held.tokens()).containsExactly(new Token("one"));
		Awaitility.await().until(() -> this.slots.usage().equals(new SlotUsage(1, 1, 0)));
	}

	@Test
	void whatCouldNotBeStartedIsNotAskedForAgainAtOnce() throws Exception {
		ClaimLoop refused = new ClaimLoop(this.announcement, this.lifecycle, this.slots, this.held,
				new HeartbeatSender(this.registry, this.announcement, this.held), (scope) -> {
					this.slots.free(1);
					return false;
				});
		given(this.lifecycle.claim(any(ClaimRequest.class))).willAnswer((call) -> {
			this.requests.add(call.getArgument(0));
			return result("one");
		});
		Thread thread = new Thread(refused, "refused-claims");
		long start = System.nanoTime();
		thread.start();
		nextRequest();
		nextRequest();
		assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(100));
		refused.stop();
		thread.join(TimeUnit.SECONDS.toMillis(30));
		assertThat(thread.isAlive()).isFalse();
	}

	@Test
	void withoutAFreeSlotItAsksForNothingUntilOneIs() throws Exception {
		run(result("one", "two"));
		nextRequest();
		this.started.poll(30, TimeUnit.SECONDS);
		this.started.poll(30, TimeUnit.SECONDS);
		assertThat(this.slots.usage().free()).isZero();
		assertThat(this.requests).isEmpty();
		this.slots.free(1);
		assertThat(nextRequest().slots()).isOne();
	}

	@Test
	void anIdleLoopAsksWhenItIsWoken() throws Exception {
		run();
		ClaimRequest first = nextRequest();
		this.loop.wake();
		assertThat(nextRequest().requestId().number()).isEqualTo(first.requestId().number() + 1);
	}

	@Test
	void anIdleLoopAsksWhenSomethingIsDue() throws Exception {
		run(new ClaimResult(List.of(), Map.of(), Duration.ofMillis(1)));
		nextRequest();
		nextRequest();
	}

	@Test
	void withoutAnswerItAsksAgainWithTheSameRequest() throws Exception {
		run(new IllegalStateException("away"), new IllegalStateException("still away"), result("one"));
		ClaimRequest first = nextRequest();
		assertThat(nextRequest()).isEqualTo(first);
		assertThat(nextRequest()).isEqualTo(first);
		assertThat(this.started.poll(30, TimeUnit.SECONDS)).isNotNull();
	}

	@Test
	void itIsWatchedHowLongThereIsNoAnswer() throws Exception {
		CountDownLatch away = new CountDownLatch(1);
		given(this.registry.heartbeat(any())).willAnswer((call) -> {
			away.await(30, TimeUnit.SECONDS);
			return Set.of();
		});
		run(new RunnerNotAliveException(this.runner), result("one"));
		nextRequest();
		Awaitility.await().until(() -> !this.loop.watch().unanswered().isZero());
		assertThat(this.loop.watch().lastAnswer()).isNull();
		away.countDown();
		assertThat(this.started.poll(30, TimeUnit.SECONDS)).isNotNull();
		assertThat(this.loop.watch().lastAnswer()).isNotNull();
		Awaitility.await().until(() -> this.loop.watch().unanswered().isZero());
	}

	@Test
	void withoutLeaseItBeatsAndAsksAgain() throws Exception {
		run(new RunnerNotAliveException(this.runner), result("one"));
		ClaimRequest first = nextRequest();
		assertThat(nextRequest()).isEqualTo(first);
		assertThat(this.started.poll(30, TimeUnit.SECONDS)).isNotNull();
		then(this.registry).should(atLeastOnce()).heartbeat(any());
	}

	/**
	 * The heartbeat that renews a lapsed lease while the answer is on its way cannot
	 * present what is in the answer.
	 */
	@Test
	void whatWasGrantedBeforeTheLeaseLapsedIsConfirmedBeforeItIsStarted() throws Exception {
		Heartbeat brief = new Heartbeat(this.runner, 2, Set.of("q"), Set.of(new TaskId("a.b")), BRIEF, 0, Set.of());
		HeartbeatSender heartbeat = new HeartbeatSender(this.registry, brief, this.held);
		given(this.registry.heartbeat(any()))
			.willAnswer((call) -> lost(call.getArgument(0, Heartbeat.class).held(), "one"));
		BlockingQueue<Boolean> owned = new LinkedBlockingQueue<>();
		ClaimLoop lapsed = new ClaimLoop(brief, this.lifecycle, this.slots, this.held, heartbeat,
				(scope) -> owned.add(scope.isOwned()));
		given(this.lifecycle.claim(any(ClaimRequest.class))).willAnswer((call) -> {
			Instant asked = Instant.now();
			Awaitility.await().until(() -> Instant.now().isAfter(asked.plus(BRIEF)));
			heartbeat.beat();
			return result("one", "two");
		});
		Thread thread = new Thread(lapsed, "lapsed-claims");
		thread.start();
		assertThat(owned.poll(30, TimeUnit.SECONDS)).isFalse();
		assertThat(owned.poll(30, TimeUnit.SECONDS)).isTrue();
		lapsed.stop();
		this.slots.close();
		thread.join(TimeUnit.SECONDS.toMillis(30));
		assertThat(thread.isAlive()).isFalse();
	}

	private static Set<Token> lost(Set<Token> held, String lost) {
		return held.contains(new Token(lost)) ? Set.of(new Token(lost)) : Set.of();
	}

	@Test
	void evenAnErrorDoesNotEndIt() throws Exception {
		run(new LinkageError("odd"), result("one"));
		assertThat(this.started.poll(30, TimeUnit.SECONDS)).isNotNull();
		assertThat(this.loop.isStopped()).isFalse();
	}

	@Test
	void itStopsWhileTheBackendIsAway() throws Exception {
		this.answers.add(new IllegalStateException("away"));
		run(new IllegalStateException("away"), new IllegalStateException("away"), new IllegalStateException("away"));
		nextRequest();
		this.loop.stop();
		this.thread.join(TimeUnit.SECONDS.toMillis(30));
		assertThat(this.thread.isAlive()).isFalse();
		assertThat(this.slots.usage().free()).isEqualTo(2);
	}

	private ClaimResult result(String... tokens) {
		List<Claim> claims = new ArrayList<>();
		for (String token : tokens) {
			Invocation invocation = new Invocation(InvocationId.create(), new Call(new TaskId("a.b"), Arguments.none()),
					null, 0, "q", 0, 3, null, Map.of(), Invocation.WIRE_VERSION);
			claims.add(new Claim(invocation, this.runner, new Token(token), 0, 0, Duration.ZERO));
		}
		return new ClaimResult(claims, Map.of(), null);
	}

}
