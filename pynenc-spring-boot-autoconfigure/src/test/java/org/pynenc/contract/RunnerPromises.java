package org.pynenc.contract;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.pynenc.InvocationStatus;
import org.pynenc.TaskId;
import org.pynenc.broker.QueueEntry;
import org.pynenc.invocation.Claim;
import org.pynenc.invocation.RunnerId;
import org.pynenc.invocation.Token;
import org.pynenc.orchestrator.Heartbeat;
import org.pynenc.orchestrator.RunnerRecord;
import org.pynenc.orchestrator.Subscription;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a runner registry promises. That somebody is not woken is seen by who is.
 */
interface RunnerPromises extends OrchestratorScene {

	@Test
	default void registryIsTheSameAtEveryCall() {
		assertThat(orchestrator().runners()).isSameAs(orchestrator().runners());
	}

	@Test
	default void firstHeartbeatAnnouncesTheRunner() {
		assertThat(orchestrator().runners().alive()).isEmpty();
		orchestrator().runners()
			.heartbeat(new Heartbeat(RUNNER, 7, Set.of("nightly", "default"), TASKS, LEASE, 0, Set.of()));
		List<RunnerRecord> alive = orchestrator().runners().alive();
		assertThat(alive).hasSize(1);
		RunnerRecord record = alive.get(0);
		assertThat(record).isEqualTo(new RunnerRecord(RUNNER, 7, 0, Set.of("nightly", "default"), TASKS,
				record.lastHeartbeat(), record.leaseUntil()));
		assertThat(Duration.between(record.lastHeartbeat(), record.leaseUntil())).isEqualTo(LEASE);
		assertThat(Duration.between(record.lastHeartbeat(), now()).abs()).isLessThanOrEqualTo(MOMENT);
	}

	@Test
	default void nextHeartbeatRenewsTheLeaseAndTellsWhatHasChanged() {
		alive(RUNNER);
		advance(LEASE.minus(MOMENT));
		orchestrator().runners().heartbeat(new Heartbeat(RUNNER, 9, Set.of("other"), Set.of(), LEASE, 0, Set.of()));
		advance(LEASE.minus(MOMENT));
		assertThat(orchestrator().runners().alive()).singleElement().satisfies((record) -> {
			assertThat(record.slots()).isEqualTo(9);
			assertThat(record.queues()).containsExactly("other");
			assertThat(record.tasks()).isEmpty();
		});
	}

	@Test
	default void runnersAreAliveUntilTheirOwnLeaseEnds() {
		alive(RUNNER);
		advance(Duration.ofSeconds(10));
		alive(OTHER_RUNNER);
		advance(LEASE.minusSeconds(10).minus(MOMENT));
		assertThat(aliveIds()).containsExactlyInAnyOrder(RUNNER, OTHER_RUNNER);
		advance(MOMENT.multipliedBy(2));
		assertThat(aliveIds()).containsExactly(OTHER_RUNNER);
		advance(LEASE);
		assertThat(aliveIds()).isEmpty();
	}

	private List<RunnerId> aliveIds() {
		return orchestrator().runners().alive().stream().map(RunnerRecord::id).toList();
	}

	@Test
	default void whatRunnersOwnIsCounted() {
		alive(RUNNER, OTHER_RUNNER);
		assertThat(owned(RUNNER)).isZero();
		Claim running = running();
		Claim paused = paused();
		Claim released = running();
		assertThat(owned(RUNNER)).isEqualTo(3);
		assertThat(owned(OTHER_RUNNER)).isZero();
		orchestrator().release(released);
		orchestrator().complete(running, InvocationStatus.SUCCESS);
		assertThat(owned(RUNNER)).isOne();
		orchestrator().resume(paused);
		assertThat(owned(RUNNER)).isOne();
		orchestrator().runners().heartbeat(beat(RUNNER, Long.MAX_VALUE));
		assertThat(owned(RUNNER)).isZero();
	}

	private int owned(RunnerId runner) {
		return orchestrator().runners()
			.alive()
			.stream()
			.filter((record) -> record.id().equals(runner))
			.mapToInt(RunnerRecord::owned)
			.sum();
	}

	@Test
	default void leavingEndsTheLeaseAtOnce() {
		alive(RUNNER, OTHER_RUNNER);
		orchestrator().runners().leave(RUNNER);
		orchestrator().runners().leave(RUNNER);
		orchestrator().runners().leave(new RunnerId("stranger"));
		assertThat(aliveIds()).containsExactly(OTHER_RUNNER);
		alive(RUNNER);
		assertThat(aliveIds()).containsExactlyInAnyOrder(RUNNER, OTHER_RUNNER);
	}

	@Test
	default void heartbeatTellsWhichClaimsNoLongerCount() {
		Claim counts = running();
		Claim paused = paused();
		Claim released = running();
		orchestrator().release(released);
		Claim others = claim(OTHER_RUNNER, registered());
		Claim madeUp = new Claim(counts.invocation(), RUNNER, new Token("made-up"), 0, 0, Duration.ZERO);
		assertThat(orchestrator().runners().heartbeat(beat(RUNNER, 0, counts, paused, released, others, madeUp)))
			.containsExactlyInAnyOrder(released.token(), others.token(), madeUp.token());
		assertThat(orchestrator().runners().heartbeat(beat(RUNNER, 0, counts, paused))).isEmpty();
	}

	@Test
	default void heartbeatTellsWhatWasTakenBackInTheMeantime() {
		Claim claim = running();
		advance(LEASE.plus(MOMENT));
		orchestrator().recover(Duration.ofDays(1), 10);
		assertThat(orchestrator().runners().heartbeat(beat(RUNNER, 0, claim))).containsExactly(claim.token());
	}

	@Test
	default void idleRunnerIsWokenOnce() throws Exception {
		try (WakeUps wakeUps = new WakeUps(this)) {
			wakeUps.listen(RUNNER);
			alive(RUNNER, OTHER_RUNNER);
			wakeUps.listen(OTHER_RUNNER);
			orchestrator().runners().idle(RUNNER);
			orchestrator().runners().idle(RUNNER);
			wake(work(), work());
			assertThat(wakeUps.next()).isEqualTo(RUNNER);
			orchestrator().runners().idle(OTHER_RUNNER);
			wake(work(), work());
			assertThat(wakeUps.next()).isEqualTo(OTHER_RUNNER);
			assertThat(wakeUps.more()).isEmpty();
		}
	}

	@Test
	default void eachEntryWakesAnotherRunner() throws Exception {
		try (WakeUps wakeUps = new WakeUps(this)) {
			List<RunnerId> runners = List.of(RUNNER, OTHER_RUNNER, new RunnerId("runner-c"));
			for (RunnerId runner : runners) {
				wakeUps.listen(runner);
				alive(runner);
				orchestrator().runners().idle(runner);
			}
			wake(work(), work());
			List<RunnerId> woken = List.of(wakeUps.next(), wakeUps.next());
			assertThat(woken).doesNotHaveDuplicates();
			wake(work(), work(), work());
			assertThat(wakeUps.next()).isNotIn(woken);
			assertThat(wakeUps.more()).isEmpty();
		}
	}

	@Test
	default void runnerIsWokenOnlyForItsQueuesAndTasks() throws Exception {
		try (WakeUps wakeUps = new WakeUps(this)) {
			RunnerId otherQueue = new RunnerId("other-queue");
			RunnerId otherTask = new RunnerId("other-task");
			announce(wakeUps, otherQueue, Set.of("other"), TASKS);
			announce(wakeUps, otherTask, Set.of(), Set.of(SampleInvocation.OTHER_TASK));
			announce(wakeUps, RUNNER, Set.of("other", SampleInvocation.QUEUE), TASKS);
			wake(work(), work(), work());
			assertThat(wakeUps.next()).isEqualTo(RUNNER);
			wake(work("other", SampleInvocation.TASK));
			assertThat(wakeUps.next()).isEqualTo(otherQueue);
			wake(work(SampleInvocation.QUEUE, SampleInvocation.OTHER_TASK));
			assertThat(wakeUps.next()).isEqualTo(otherTask);
			assertThat(wakeUps.more()).isEmpty();
		}
	}

	private void announce(WakeUps wakeUps, RunnerId runner, Set<String> queues, Set<TaskId> tasks) {
		wakeUps.listen(runner);
		orchestrator().runners().heartbeat(new Heartbeat(runner, 1, queues, tasks, LEASE, 0, Set.of()));
		orchestrator().runners().idle(runner);
	}

	@Test
	default void runnerWithoutALeaseIsNotWoken() throws Exception {
		try (WakeUps wakeUps = new WakeUps(this)) {
			RunnerId never = new RunnerId("never");
			RunnerId left = new RunnerId("left");
			RunnerId expired = new RunnerId("expired");
			List.of(never, left, expired, RUNNER).forEach(wakeUps::listen);
			alive(left, expired);
			List.of(never, left, expired).forEach(orchestrator().runners()::idle);
			orchestrator().runners().leave(left);
			advance(LEASE.plus(MOMENT));
			alive(RUNNER);
			orchestrator().runners().idle(RUNNER);
			wake(work());
			assertThat(wakeUps.next()).isEqualTo(RUNNER);
			wake(work(), work(), work());
			orchestrator().runners().idle(RUNNER);
			wake(work());
			assertThat(wakeUps.next()).isEqualTo(RUNNER);
			assertThat(wakeUps.more()).isEmpty();
		}
	}

	@Test
	default void closedSubscriptionHearsNothing() throws Exception {
		try (WakeUps wakeUps = new WakeUps(this)) {
			BlockingQueue<RunnerId> closed = new LinkedBlockingQueue<>();
			Subscription subscription = orchestrator().runners().onWork(RUNNER, () -> closed.add(RUNNER));
			subscription.close();
			subscription.close();
			wakeUps.listen(RUNNER);
			alive(RUNNER);
			orchestrator().runners().idle(RUNNER);
			wake(work());
			assertThat(wakeUps.next()).isEqualTo(RUNNER);
			assertThat(closed).isEmpty();
		}
	}

	private void wake(QueueEntry... entries) {
		orchestrator().runners().wake(List.of(entries));
	}

	private QueueEntry work() {
		return work(SampleInvocation.QUEUE, SampleInvocation.TASK);
	}

	private QueueEntry work(String queue, TaskId task) {
		return register(SampleInvocation.sample().queue(queue).task(task).make());
	}

	/**
	 * Collects who was woken.
	 */
	final class WakeUps implements AutoCloseable {

		private final OrchestratorScene scene;

		private final BlockingQueue<RunnerId> woken = new LinkedBlockingQueue<>();

		private final BlockingQueue<Subscription> subscriptions = new LinkedBlockingQueue<>();

		WakeUps(OrchestratorScene scene) {
			this.scene = scene;
		}

		void listen(RunnerId runner) {
			this.subscriptions.add(this.scene.orchestrator().runners().onWork(runner, () -> this.woken.add(runner)));
		}

		RunnerId next() throws InterruptedException {
			RunnerId runner = this.woken.poll(10, TimeUnit.SECONDS);
			assertThat(runner).as("a wake-up").isNotNull();
			return runner;
		}

		List<RunnerId> more() {
			return List.copyOf(this.woken);
		}

		@Override
		public void close() {
			this.subscriptions.forEach(Subscription::close);
		}

	}

}
