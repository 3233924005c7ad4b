package org.pynenc.benchmarks;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Waits that end with a deadline.
 */
final class Waits {

	private static final long LOOK_NANOS = 200_000;

	private Waits() {
	}

	static void pause(Duration duration) {
		long end = System.nanoTime() + duration.toNanos();
		for (long left = duration.toNanos(); left > 0; left = end - System.nanoTime()) {
			LockSupport.parkNanos(left);
		}
	}

	static void until(Duration patience, String what, BooleanSupplier done) {
		long end = System.nanoTime() + patience.toNanos();
		while (!done.getAsBoolean()) {
			LockSupport.parkNanos(LOOK_NANOS);
			if (System.nanoTime() - end > 0) {
				throw new IllegalStateException("Waited " + patience.toSeconds() + " s in vain for " + what);
			}
		}
	}

}
