package org.pynenc.execution;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;
import org.pynenc.InvocationContext;
import org.pynenc.InvocationContextHolder;
import org.pynenc.InvocationId;
import org.pynenc.InvocationNotOwnedException;
import org.pynenc.TaskId;
import org.pynenc.invocation.Claim;
import org.pynenc.invocation.CurrentInvocation;
import org.pynenc.invocation.Invocation;
import org.pynenc.orchestrator.InvocationLifecycle;
import org.pynenc.orchestrator.Pause;
import org.slf4j.MDC;

import org.springframework.util.Assert;

/**
 * A claim in the hands of this JVM: current invocation of the thread that executes the
 * body, and what others need to interrupt it. A scope is opened once, by one thread.
 */
public final class InvocationScope implements CurrentInvocation {

	static final String MDC_TASK = "pynenc.task";

	static final String MDC_INVOCATION = "pynenc.invocation";

	private final Claim claim;

	private final Slots slots;

	private final InvocationLifecycle lifecycle;

	private final ReentrantLock lock = new ReentrantLock();

	private final Map<String, Object> runnerArgs;

	private final CountDownLatch abandoned = new CountDownLatch(1);

	private @Nullable Thread thread;

	private @Nullable InvocationContext former;

	private @Nullable Map<String, String> formerMdc;

	private volatile boolean owned = true;

	private volatile boolean interrupted;

	private boolean bodyClosed;

	private boolean strayInterrupt;

	private volatile boolean paused;

	/**
	 * Takes a claim into hand. The slot that was reserved for it belongs to the scope's
	 * user.
	 * @param claim the claim
	 * @param slots the runner's slots
	 * @param lifecycle for the waits of the body
	 */
	public InvocationScope(Claim claim, Slots slots, InvocationLifecycle lifecycle) {
		this(claim, slots, lifecycle, Map.of());
	}

	/**
	 * Takes a claim into hand, with arguments of the one who executes it.
	 * @param claim the claim
	 * @param slots the runner's slots
	 * @param lifecycle for the waits of the body
	 * @param runnerArgs what the body finds in {@link #runnerArgs()}
	 */
	public InvocationScope(Claim claim, Slots slots, InvocationLifecycle lifecycle, Map<String, Object> runnerArgs) {
		this.claim = claim;
		this.slots = slots;
		this.lifecycle = lifecycle;
		this.runnerArgs = Map.copyOf(runnerArgs);
	}

	/**
	 * The claim in hand.
	 * @return the claim
	 */
	public Claim claim() {
		return this.claim;
	}

	@Override
	public InvocationId invocationId() {
		return this.claim.invocation().id();
	}

	@Override
	public TaskId taskId() {
		return this.claim.invocation().taskId();
	}

	@Override
	public int attempt() {
		return this.claim.attempt();
	}

	@Override
	public Invocation invocation() {
		return this.claim.invocation();
	}

	@Override
	public boolean isOwned() {
		return this.owned;
	}

	@Override
	public Map<String, Object> runnerArgs() {
		return this.runnerArgs;
	}

	/**
	 * Whether the body waits for other invocations.
	 * @return {@code true} from the start of such a wait to its end
	 */
	public boolean isPaused() {
		return this.paused;
	}

	@Override
	public boolean isInBody() {
		return true;
	}

	@Override
	public boolean isInterrupted() {
		return this.interrupted || isOuterInterrupted();
	}

	private boolean isOuterInterrupted() {
		return this.former instanceof CurrentInvocation outer && outer.isInterrupted();
	}

	void open() {
		this.former = InvocationContextHolder.swap(this);
		this.formerMdc = MDC.getCopyOfContextMap();
		MDC.put(MDC_TASK, taskId().value());
		MDC.put(MDC_INVOCATION, invocationId().toString());
		this.lock.lock();
		try {
			this.thread = Thread.currentThread();
			if (this.interrupted) {
				this.thread.interrupt();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Ends the body's part: from now on nobody interrupts this thread on its behalf.
	 */
	void closeBody() {
		this.lock.lock();
		try {
			this.thread = null;
			this.bodyClosed = true;
			// What interrupted the body must not hit the writing of its outcome.
			this.strayInterrupt = Thread.interrupted() && !this.interrupted;
		}
		finally {
			this.lock.unlock();
		}
		InvocationContextHolder.swap(this.former);
	}

	/**
	 * Ends the scope. An interrupt that was not for this body is left to whom it was for.
	 */
	void close() {
		if (this.strayInterrupt || isOuterInterrupted()) {
			Thread.currentThread().interrupt();
		}
		if (this.formerMdc != null) {
			MDC.setContextMap(this.formerMdc);
		}
		else {
			MDC.clear();
		}
	}

	/**
	 * Interrupts the body, now or when it starts; one that has ended stays as it ended.
	 * @return whether it is executed now
	 */
	boolean interrupt() {
		this.lock.lock();
		try {
			this.interrupted |= !this.bodyClosed;
			if (this.thread != null) {
				this.thread.interrupt();
			}
			return this.thread != null;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * The claim no longer counts: the body learns it and is interrupted, once.
	 * @return whether there is a body that goes on and did not know it yet
	 */
	boolean lose() {
		this.lock.lock();
		try {
			boolean news = this.owned;
			this.owned = false;
			return news && interrupt();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Nobody waits for this scope any more: attempts to write its outcome end.
	 */
	public void abandon() {
		this.abandoned.countDown();
	}

	/**
	 * Waits between two attempts to write the outcome.
	 * @param time how long
	 * @return {@code false} if there shall be no other attempt
	 */
	boolean mayTryAgainAfter(Duration time) {
		try {
			return !this.abandoned.await(time.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return this.abandoned.getCount() > 0;
		}
	}

	@Override
	public void await(Collection<InvocationId> ids, Wait wait) throws InterruptedException {
		Assert.state(!ids.contains(invocationId()),
				() -> "Invocation " + invocationId() + " of task '" + taskId()
						+ "' is executed by this thread, which would wait for it and so never get to its end; "
						+ "wait for it in another thread, or not at all");
		this.slots.lend();
		Pause.@Nullable Verdict verdict = null;
		boolean resumed = false;
		try {
			verdict = this.lifecycle.pause(this.claim, ids);
			this.paused = verdict == Pause.Verdict.PAUSED;
			if (verdict != Pause.Verdict.LOST) {
				awaitWithin(ids, wait);
			}
		}
		finally {
			this.paused = false;
			this.slots.reclaim();
			// Without an answer the store may have paused it all the same.
			resumed = verdict == Pause.Verdict.NOT_NEEDED || (verdict != Pause.Verdict.LOST && resume());
		}
		if (!resumed) {
			lose();
			throw new InvocationNotOwnedException(invocationId(), taskId());
		}
	}

	/**
	 * A body that is executed within another one waits as a part of it, whose slot would
	 * else be missing.
	 */
	private void awaitWithin(Collection<InvocationId> ids, Wait wait) throws InterruptedException {
		if (this.former instanceof CurrentInvocation outer) {
			outer.await(ids, wait);
		}
		else {
			wait.await();
		}
	}

	/**
	 * A body that stayed paused in the store could not end.
	 */
	private boolean resume() {
		return Boolean.TRUE.equals(PersistentWrite.until(this, () -> this.lifecycle.resume(this.claim)));
	}

}
