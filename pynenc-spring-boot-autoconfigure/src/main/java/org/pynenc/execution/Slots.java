package org.pynenc.execution;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.pynenc.PausedLimitException;

/**
 * The places of a runner. One is reserved before work is claimed for it; a body that
 * waits for other invocations lends its slot and reclaims one afterwards, before any new
 * reservation. So there are never more running bodies than slots. Safe for use by several
 * threads.
 */
public final class Slots {

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition reservable = this.lock.newCondition();

	private final Condition reclaimable = this.lock.newCondition();

	private final int size;

	private final int maxLent;

	private int free;

	private int lent;

	private int reclaiming;

	/**
	 * How many have to be free before who waits for them is woken.
	 */
	private int enough = 1;

	private boolean closed;

	/**
	 * Makes free slots.
	 * @param size how many bodies run at a time, 1 or more
	 * @param maxLent how many bodies may wait at a time besides
	 */
	public Slots(int size, int maxLent) {
		this.size = size;
		this.maxLent = maxLent;
		this.free = size;
	}

	/**
	 * Waits until a slot is free that no waiting body wants back, and reserves as many of
	 * those as there are.
	 * @param max how many to reserve at most, 1 or more
	 * @return how many were reserved; 0 only once the slots are closed
	 * @throws InterruptedException if the thread was interrupted
	 */
	public int reserve(int max) throws InterruptedException {
		this.lock.lockInterruptibly();
		try {
			awaitReservable(1, Long.MAX_VALUE);
			return take(max);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Waits as {@link #reserve(int)} does, then a little longer for several, and reserves
	 * all that are free.
	 * @param enough how many are not waited for any longer
	 * @param patience how long to wait for them, once there is one
	 * @return how many were reserved; 0 only once the slots are closed
	 * @throws InterruptedException if the thread was interrupted
	 */
	public int reserveSeveral(int enough, Duration patience) throws InterruptedException {
		this.lock.lockInterruptibly();
		try {
			int reserved = 0;
			while (!this.closed && reserved == 0) {
				awaitReservable(1, Long.MAX_VALUE);
				awaitReservable(enough, patience.toNanos());
				reserved = take(this.size);
			}
			return reserved;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void awaitReservable(int enough, long nanos) throws InterruptedException {
		this.enough = enough;
		long left = nanos;
		while (!this.closed && this.free - this.reclaiming < enough && left > 0) {
			left = this.reservable.awaitNanos(left);
		}
	}

	private int take(int max) {
		int reserved = this.closed ? 0 : Math.max(Math.min(max, this.free - this.reclaiming), 0);
		this.free -= reserved;
		return reserved;
	}

	/**
	 * Gives slots back.
	 * @param count how many
	 */
	public void free(int count) {
		this.lock.lock();
		try {
			this.free += count;
			signal();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Lends the slot of a body that is going to wait.
	 * @throws PausedLimitException if too many bodies wait already
	 */
	void lend() {
		this.lock.lock();
		try {
			if (this.lent >= this.maxLent) {
				throw new PausedLimitException("More than " + this.maxLent
						+ " bodies of this runner would wait for other invocations at a time; "
						+ "pynenc.runner.max-paused sets the limit, and virtual threads have none");
			}
			this.lent++;
			this.free++;
			signal();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Waits for a slot for a body that goes on. An interrupt does not end the wait, and
	 * is kept.
	 */
	void reclaim() {
		this.lock.lock();
		try {
			this.reclaiming++;
			while (!this.closed && this.free == 0) {
				this.reclaimable.awaitUninterruptibly();
			}
			this.reclaiming--;
			this.lent--;
			this.free--;
			signal();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Ends all waiting: nothing can be reserved any more, and bodies that go on, to their
	 * end, do so without a slot.
	 */
	public void close() {
		this.lock.lock();
		try {
			this.closed = true;
			this.reservable.signalAll();
			this.reclaimable.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * What the slots are used for now.
	 * @return the numbers, taken at one moment
	 */
	public SlotUsage usage() {
		this.lock.lock();
		try {
			int free = Math.max(this.free, 0);
			return new SlotUsage(this.size - free, free, this.lent);
		}
		finally {
			this.lock.unlock();
		}
	}

	boolean isReclaiming() {
		this.lock.lock();
		try {
			return this.reclaiming > 0;
		}
		finally {
			this.lock.unlock();
		}
	}

	boolean isGathering() {
		this.lock.lock();
		try {
			return this.enough > 1;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void signal() {
		if (this.reclaiming > 0) {
			this.reclaimable.signal();
		}
		if (this.free - this.reclaiming >= this.enough) {
			this.reservable.signal();
		}
	}

}
