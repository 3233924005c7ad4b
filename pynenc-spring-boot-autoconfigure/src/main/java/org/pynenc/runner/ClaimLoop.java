package org.pynenc.runner;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.pynenc.execution.Backoff;
import org.pynenc.execution.HeartbeatSender;
import org.pynenc.execution.HeldInvocations;
import org.pynenc.execution.InvocationScope;
import org.pynenc.execution.Slots;
import org.pynenc.invocation.Claim;
import org.pynenc.orchestrator.ClaimRequest;
import org.pynenc.orchestrator.ClaimResult;
import org.pynenc.orchestrator.Heartbeat;
import org.pynenc.orchestrator.InvocationLifecycle;
import org.pynenc.orchestrator.RequestId;
import org.pynenc.orchestrator.RunnerNotAliveException;

/**
 * Claims work as long as there are free slots, and sleeps until it is woken. No fault
 * ends it but its stop.
 */
class ClaimLoop implements Runnable {

	/**
	 * Heals a wake-up that was lost.
	 */
	private static final Duration SLOW_CHECK = Duration.ofSeconds(5);

	/**
	 * How long a runner that has more to do than slots waits for a second free one, so
	 * that short bodies share a request.
	 */
	private static final Duration GATHERING = Duration.ofNanos(200_000);

	private static final Log logger = LogFactory.getLog(ClaimLoop.class);

	private final Heartbeat runner;

	private final InvocationLifecycle lifecycle;

	private final Slots slots;

	private final HeldInvocations held;

	private final HeartbeatSender heartbeat;

	private final Predicate<InvocationScope> starter;

	private final WakeUp wakeUp = new WakeUp();

	private final RequestWatch watch = new RequestWatch(System::nanoTime);

	private final CountDownLatch stopped = new CountDownLatch(1);

	private long requests;

	/**
	 * Whether the last request got all that it asked for, so there may be more.
	 */
	private boolean busy;

	private final Backoff backoff = new Backoff();

	/**
	 * Makes a loop for a runner.
	 * @param runner the runner as it announces itself
	 * @param starter executes what was claimed in another thread, and tells whether it
	 * could
	 */
	ClaimLoop(Heartbeat runner, InvocationLifecycle lifecycle, Slots slots, HeldInvocations held,
			HeartbeatSender heartbeat, Predicate<InvocationScope> starter) {
		this.runner = runner;
		this.lifecycle = lifecycle;
		this.slots = slots;
		this.held = held;
		this.heartbeat = heartbeat;
		this.starter = starter;
	}

	void wake() {
		this.wakeUp.ring();
	}

	void stop() {
		this.stopped.countDown();
		wake();
	}

	boolean isStopped() {
		return this.stopped.getCount() == 0;
	}

	RequestWatch watch() {
		return this.watch;
	}

	@Override
	public void run() {
		while (!isStopped()) {
			try {
				claimOnce();
			}
			catch (InterruptedException ex) {
				stop();
			}
			catch (RuntimeException | Error ex) {
				backOff(ex);
			}
		}
	}

	private void claimOnce() throws InterruptedException {
		int reserved = this.busy ? this.slots.reserveSeveral((this.runner.slots() + 1) / 2, GATHERING)
				: this.slots.reserve(Integer.MAX_VALUE);
		this.busy = false;
		int used = 0;
		Duration nextDue = SLOW_CHECK;
		try {
			if (reserved > 0 && !isStopped()) {
				ClaimResult result = ask(reserved);
				used = result.claims().size();
				this.busy = used == reserved;
				nextDue = (result.nextDue() != null && result.nextDue().compareTo(SLOW_CHECK) < 0) ? result.nextDue()
						: SLOW_CHECK;
				startAll(takeIntoHand(result.claims()));
			}
		}
		finally {
			this.slots.free(reserved - used);
		}
		if (used < reserved) {
			this.wakeUp.await(nextDue);
		}
	}

	/**
	 * What could not be started is claimable again, and would come back at once.
	 */
	private void startAll(List<InvocationScope> scopes) {
		long started = scopes.stream().filter(this.starter).count();
		if (started < scopes.size() && !isStopped()) {
			backOff(new IllegalStateException("No thread for " + (scopes.size() - started) + " bodies"));
		}
	}

	/**
	 * Asks with the same request until there is an answer, so that claims whose answer
	 * was lost come again.
	 */
	private ClaimResult ask(int slots) throws InterruptedException {
		ClaimRequest request = new ClaimRequest(new RequestId(this.runner.runner(), ++this.requests), slots,
				this.runner.queues(), this.runner.tasks());
		this.watch.asked();
		this.heartbeat.asked();
		while (true) {
			try {
				ClaimResult result = claim(request);
				this.watch.answered(Instant.now());
				this.backoff.reset();
				return result;
			}
			catch (RuntimeException ex) {
				backOff(ex);
				if (isStopped()) {
					throw new InterruptedException("Stopped while waiting for an answer");
				}
			}
		}
	}

	private ClaimResult claim(ClaimRequest request) {
		try {
			return this.lifecycle.claim(request);
		}
		catch (RunnerNotAliveException ex) {
			logger.debug("A heartbeat is due before anything can be claimed", ex);
			this.heartbeat.beat();
			return this.lifecycle.claim(request);
		}
	}

	private List<InvocationScope> takeIntoHand(List<Claim> claims) {
		List<InvocationScope> scopes = new ArrayList<>(claims.size());
		for (Claim claim : claims) {
			InvocationScope scope = new InvocationScope(claim, this.slots, this.lifecycle);
			this.held.add(scope);
			scopes.add(scope);
		}
		this.heartbeat.answered(this.requests);
		return scopes;
	}

	private void backOff(Throwable cause) {
		Duration pause = this.backoff.next();
		logger.warn("Runner " + this.runner.runner() + " could not claim work and tries again in " + pause.toMillis()
				+ " ms", cause);
		try {
			this.stopped.await(pause.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			stop();
		}
	}

}
