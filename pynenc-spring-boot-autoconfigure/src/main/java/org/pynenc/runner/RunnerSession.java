package org.pynenc.runner;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.Semaphore;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.pynenc.TaskId;
import org.pynenc.execution.HeartbeatSender;
import org.pynenc.execution.HeldInvocations;
import org.pynenc.execution.InvocationExecutor;
import org.pynenc.execution.InvocationScope;
import org.pynenc.execution.SlotUsage;
import org.pynenc.execution.Slots;
import org.pynenc.invocation.InvocationListener;
import org.pynenc.invocation.RunnerId;
import org.pynenc.orchestrator.Heartbeat;
import org.pynenc.orchestrator.InvocationLifecycle;
import org.pynenc.orchestrator.RunnerRegistry;
import org.pynenc.orchestrator.Subscription;

/**
 * A runner from one start to the next stop.
 */
class RunnerSession {

	/**
	 * How long interrupted bodies have to end before their work is given back without
	 * them.
	 */
	private static final Duration INTERRUPTION_GRACE = Duration.ofSeconds(2);

	/**
	 * How long a stop may take after the grace: interruption, and giving back.
	 */
	static final Duration AFTER_GRACE = INTERRUPTION_GRACE.multipliedBy(2);

	/**
	 * How often a stopping runner looks whether what is left can still go on.
	 */
	private static final Duration DRAIN_CHECK = Duration.ofMillis(100);

	private static final int STUCK_CHECKS = 3;

	private static final Log logger = LogFactory.getLog(RunnerSession.class);

	private final RunnerId id = RunnerIds.create();

	private final HeldInvocations held = new HeldInvocations();

	private final RunnerSettings settings;

	private final RunnerRegistry registry;

	private final InvocationExecutor executor;

	private final Slots slots;

	/**
	 * How many outcomes may be on their way without a slot: as many as there are slots,
	 * so that what is in hand stays bounded when the backend answers slowly.
	 */
	private final Semaphore writes;

	private final HeartbeatSender heartbeat;

	private final Rescuer rescuer;

	private final BodyThreads bodies;

	private final ClaimLoop loop;

	private @Nullable Subscription subscription;

	private @Nullable Thread loopThread;

	RunnerSession(RunnerSettings settings, Set<TaskId> tasks, RunnerRegistry registry, InvocationLifecycle lifecycle,
			InvocationExecutor executor, InvocationListener listener) {
		this.settings = settings;
		this.registry = registry;
		this.executor = executor;
		this.slots = new Slots(settings.concurrency(), settings.maxPaused());
		this.writes = new Semaphore(settings.concurrency());
		Heartbeat announcement = new Heartbeat(this.id, settings.concurrency(), settings.queues(), tasks,
				settings.lease(), 0, Set.of());
		this.heartbeat = new HeartbeatSender(registry, announcement, this.held);
		this.rescuer = new Rescuer(lifecycle, this.heartbeat, listener, settings.lease(), settings.retention());
		this.bodies = new BodyThreads(settings.virtualThreads());
		this.loop = new ClaimLoop(announcement, lifecycle, this.slots, this.held, this.heartbeat, this::start);
	}

	RunnerId id() {
		return this.id;
	}

	SlotUsage slots() {
		return this.slots.usage();
	}

	boolean isClaiming() {
		return !this.loop.isStopped();
	}

	/**
	 * Who does not claim any more does not wait for an answer either.
	 */
	Duration unanswered() {
		return isClaiming() ? this.loop.watch().unanswered() : Duration.ZERO;
	}

	@Nullable Instant lastAnswer() {
		return this.loop.watch().lastAnswer();
	}

	/**
	 * Starts the threads. None of them needs the backend to be there.
	 */
	void start() {
		this.subscription = this.registry.onWork(this.id, this.loop::wake);
		this.heartbeat.start();
		this.rescuer.start();
		this.loopThread = new Thread(this.loop, "pynenc-claims");
		// Keeps the JVM of an application without a web server alive.
		this.loopThread.setDaemon(false);
		this.loopThread.start();
		logger.info("Runner " + this.id + " executes up to " + this.settings.concurrency() + " tasks at a time");
	}

	private boolean start(InvocationScope scope) {
		BodySlot slot = new BodySlot(scope, this.held, this.slots, this.writes);
		if (!isClaiming()) {
			giveBack(scope, slot);
			return false;
		}
		try {
			this.bodies.execute(() -> execute(scope, slot));
			return true;
		}
		catch (RuntimeException | Error ex) {
			logger.error("There is no thread for invocation " + scope.invocationId() + "; it is given back", ex);
			giveBack(scope, slot);
			return false;
		}
	}

	private void execute(InvocationScope scope, BodySlot slot) {
		try {
			this.heartbeat.renewIfExpired();
			this.executor.execute(scope, this.bodies, slot);
		}
		catch (Throwable ex) {
			// A checked one too, which code that is not Java's may throw.
			try {
				logger.error("Invocation " + scope.invocationId() + " was not ended; it is given back", ex);
			}
			finally {
				giveBack(scope, slot);
			}
		}
	}

	private void giveBack(InvocationScope scope, BodySlot slot) {
		try {
			this.executor.giveBack(scope);
		}
		finally {
			slot.concluded();
		}
	}

	void stopClaiming() {
		this.loop.stop();
	}

	/**
	 * Ends in the order: claiming, bodies, leftovers, wake-ups, lease. Takes the grace at
	 * most, and some seconds.
	 */
	void stop() {
		stopClaiming();
		try {
			drain();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.held.abandonAll();
			this.slots.close();
			closeSubscription();
			this.rescuer.stop();
			this.heartbeat.stop();
			this.bodies.stop();
			logger.info("Runner " + this.id + " has stopped");
		}
	}

	private void drain() throws InterruptedException {
		awaitBodies();
		this.held.interruptAll();
		if (!this.held.awaitEmpty(INTERRUPTION_GRACE)) {
			this.held.scopes().forEach(this::giveBackWithoutBody);
		}
		joinLoop();
	}

	private void awaitBodies() throws InterruptedException {
		long deadline = System.nanoTime() + this.settings.shutdownGrace().toNanos();
		int stuck = 0;
		while (stuck < STUCK_CHECKS && System.nanoTime() < deadline && !this.held.awaitEmpty(DRAIN_CHECK)) {
			stuck = isStuck() ? stuck + 1 : 0;
		}
	}

	/**
	 * Bodies that all wait can go on only if another runner executes what they wait for.
	 * One that was just woken may look as if it waited, hence several checks.
	 */
	private boolean isStuck() {
		return this.held.scopes().stream().allMatch(InvocationScope::isPaused) && isAlone();
	}

	private boolean isAlone() {
		try {
			return this.registry.alive().stream().allMatch((runner) -> runner.id().equals(this.id));
		}
		catch (RuntimeException ex) {
			logger.debug("Other runners could not be looked for; the grace decides", ex);
			return false;
		}
	}

	/**
	 * The body did not heed its interruption. It may go on, but its outcome will be
	 * refused.
	 */
	private void giveBackWithoutBody(InvocationScope scope) {
		logger.warn("The body of invocation " + scope.invocationId() + " of task '" + scope.taskId()
				+ "' does not stop; the invocation is given back");
		scope.abandon();
		this.executor.giveBack(scope);
	}

	private void joinLoop() throws InterruptedException {
		this.slots.close();
		if (this.loopThread != null) {
			this.loopThread.join(INTERRUPTION_GRACE.toMillis());
		}
	}

	private void closeSubscription() {
		if (this.subscription != null) {
			this.subscription.close();
		}
	}

}
