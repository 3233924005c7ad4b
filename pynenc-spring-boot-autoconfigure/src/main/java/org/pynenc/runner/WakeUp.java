package org.pynenc.runner;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A bell that can be rung before somebody listens: however often it is rung meanwhile,
 * the next wait ends at once.
 */
class WakeUp {

	private final Semaphore bell = new Semaphore(0);

	void ring() {
		this.bell.release();
	}

	void await(Duration timeout) throws InterruptedException {
		if (this.bell.tryAcquire(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
			this.bell.drainPermits();
		}
	}

}
