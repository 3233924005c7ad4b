package org.pynenc.execution;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.pynenc.invocation.Token;
import org.pynenc.orchestrator.Heartbeat;
import org.pynenc.orchestrator.RunnerRegistry;

import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Renews a runner's lease three times in its length, from platform threads of its own.
 * Bodies whose claims no longer count are told so; and all bodies are, when the lease
 * could not be renewed for so long that others may take them over. Safe for use by
 * several threads.
 */
public final class HeartbeatSender {

	/**
	 * How long a stop waits for a heartbeat that is under way.
	 */
	private static final Duration SIGN_OFF = Duration.ofSeconds(2);

	/**
	 * How many heartbeats in a row are sent because the one before was answered late.
	 */
	private static final int ROUNDS = 3;

	private static final Log logger = LogFactory.getLog(HeartbeatSender.class);

	private final RunnerRegistry registry;

	private final Heartbeat announcement;

	private final HeldInvocations held;

	private final LongSupplier nanoTime;

	private final ReentrantLock lock = new ReentrantLock();

	private volatile long answered;

	/**
	 * From when on the lease is counted that surely holds.
	 */
	private volatile long renewedAt;

	/**
	 * From when on the lease is counted for those that the heartbeat named.
	 */
	private volatile long confirmedAt;

	/**
	 * How many heartbeats were sent after the lease had lapsed, for all that was known.
	 */
	private volatile long lapses;

	private volatile long lapsesWhenAsked;

	private @Nullable ScheduledExecutorService scheduler;

	private volatile boolean stopped;

	private boolean askedOnceMore;

	/**
	 * Makes a sender for a runner; it sends nothing yet.
	 * @param registry where the runner is announced
	 * @param announcement the runner as it begins
	 * @param held what it has in hand
	 */
	public HeartbeatSender(RunnerRegistry registry, Heartbeat announcement, HeldInvocations held) {
		this(registry, announcement, held, System::nanoTime);
	}

	HeartbeatSender(RunnerRegistry registry, Heartbeat announcement, HeldInvocations held, LongSupplier nanoTime) {
		this.registry = registry;
		this.announcement = announcement;
		this.held = held;
		this.nanoTime = nanoTime;
		this.renewedAt = nanoTime.getAsLong();
		this.confirmedAt = this.renewedAt;
	}

	/**
	 * Notes that work is about to be requested.
	 */
	public void asked() {
		this.lapsesWhenAsked = this.lapses;
	}

	/**
	 * Notes that the answer to a request for work has arrived and its claims are in hand.
	 * If the lease lapsed in between and was renewed without them, they may be lost: then
	 * another heartbeat is sent first, whose answer tells.
	 * @param request the number of the request
	 */
	public void answered(long request) {
		this.answered = request;
		if (this.lapses != this.lapsesWhenAsked) {
			renewOrLose(() -> true);
		}
	}

	/**
	 * Begins to send.
	 */
	public void start() {
		CustomizableThreadFactory threads = new CustomizableThreadFactory("pynenc-heartbeat-");
		threads.setDaemon(true);
		long lease = this.announcement.lease().toNanos();
		ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(3, threads);
		this.scheduler = scheduler;
		scheduler.scheduleAtFixedRate(this::beatSafely, lease / 3, lease / 3, TimeUnit.NANOSECONDS);
		// After a pause of the whole JVM it must not be repeated at once for all that was
		// missed.
		scheduler.scheduleWithFixedDelay(() -> loseAllIfExpired(scheduler), lease / 12, lease / 12,
				TimeUnit.NANOSECONDS);
	}

	/**
	 * Sends a heartbeat now, and another one if it is answered late; none after the stop.
	 * @throws IllegalStateException if all are answered too late for the lease to hold
	 */
	public void beat() {
		beatIf(() -> true);
	}

	private void beatIf(BooleanSupplier needed) {
		this.lock.lock();
		try {
			if (!this.stopped && needed.getAsBoolean()) {
				send();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * What is answered late may have come after the lease had ended, and then it does not
	 * tell what became of the claims that arrived meanwhile: so another heartbeat is
	 * sent, which names them. Until one is answered in time the lease counts from before.
	 */
	private void send() {
		long before = this.renewedAt;
		for (int round = 0; round < ROUNDS; round++) {
			// Before the rest: the JVM may stand still between any two lines.
			long now = this.nanoTime.getAsLong();
			if (round > 0 || isExpired(before, now)) {
				this.lapses++;
			}
			// Before the lease looks valid: a body that finds it so starts.
			warn(this.held.lose(sendOnce()));
			this.confirmedAt = now;
			if (!isExpired(before, this.nanoTime.getAsLong())) {
				this.renewedAt = now;
				return;
			}
			before = now;
		}
		throw new IllegalStateException("Heartbeats are answered too late for a lease of "
				+ this.announcement.lease().toMillis() + " ms; pynenc.runner.lease sets a longer one");
	}

	private Set<Token> sendOnce() {
		// In this order: what a later answer brings must not look as if it had never
		// arrived.
		long answered = this.answered;
		Set<Token> tokens = this.held.tokens();
		Heartbeat a = this.announcement;
		return this.registry
			.heartbeat(new Heartbeat(a.runner(), a.slots(), a.queues(), a.tasks(), a.lease(), answered, tokens));
	}

	private void beatSafely() {
		try {
			beat();
		}
		catch (RuntimeException | Error ex) {
			logger.warn("Runner " + this.announcement.runner() + " could not renew its lease", ex);
		}
	}

	/**
	 * To be called before a body starts. After a pause of the whole JVM the claim may be
	 * lost, and its outcome written by somebody else, without this JVM knowing: then a
	 * heartbeat is sent first, whose answer tells.
	 */
	public void renewIfExpired() {
		if (this.stopped || isExpired()) {
			renewOrLose(this::isExpired);
		}
	}

	/**
	 * After the stop nothing is confirmed any more, so nothing that is left may start.
	 */
	private void renewOrLose(BooleanSupplier needed) {
		try {
			beatIf(needed);
			if (this.stopped) {
				this.held.lose(this.held.tokens());
			}
		}
		catch (RuntimeException | Error ex) {
			logger.warn("Runner " + this.announcement.runner() + " could not renew its lease", ex);
			warn(this.held.lose(this.held.tokens()));
		}
	}

	/**
	 * Asked again and again by a thread that no heartbeat holds up: one that gets no
	 * answer must not keep the bodies from learning it. Where none is under way, as after
	 * a pause of the whole JVM, one is sent first, whose answer tells what is lost.
	 */
	void loseAllIfExpired(Executor beats) {
		if (!isExpired(this.confirmedAt, this.nanoTime.getAsLong())) {
			this.askedOnceMore = false;
		}
		else if (!this.askedOnceMore && !this.lock.isLocked()) {
			this.askedOnceMore = true;
			beats.execute(this::beatSafely);
		}
		else {
			warn(this.held.lose(this.held.tokens()));
		}
	}

	private boolean isExpired() {
		return isExpired(this.renewedAt, this.nanoTime.getAsLong());
	}

	private boolean isExpired(long since, long now) {
		long margin = this.announcement.lease().toNanos() / 6;
		return now - since > this.announcement.lease().toNanos() - margin;
	}

	private void warn(int bodies) {
		if (bodies > 0) {
			logger.warn("Runner " + this.announcement.runner() + " no longer owns " + bodies
					+ " of the invocations it executes");
		}
	}

	/**
	 * Ends sending, and the runner's lease with it. A backend that does not answer is no
	 * fault: then the lease ends by itself.
	 */
	public void stop() {
		if (this.scheduler != null) {
			this.scheduler.shutdownNow();
		}
		this.stopped = true;
		boolean alone = false;
		try {
			alone = this.lock.tryLock(SIGN_OFF.toNanos(), TimeUnit.NANOSECONDS);
			if (alone) {
				this.registry.leave(this.announcement.runner());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (RuntimeException ex) {
			logger.warn("Runner " + this.announcement.runner() + " could not sign off; its lease ends by itself", ex);
		}
		finally {
			if (alone) {
				this.lock.unlock();
			}
		}
	}

}
