package org.pynenc.proof;

import java.util.concurrent.CountDownLatch;

/**
 * What bodies of one process stand before until it is opened. Who waits here does not
 * heed an interruption.
 */
final class Gate {

	private final CountDownLatch latch;

	Gate(boolean open) {
		this.latch = new CountDownLatch(open ? 0 : 1);
	}

	void open() {
		this.latch.countDown();
	}

	void pass() {
		boolean passed = false;
		while (!passed) {
			try {
				this.latch.await();
				passed = true;
			}
			catch (InterruptedException ex) {
				// A body that does not stop is what this is for.
				passed = false;
			}
		}
	}

}
