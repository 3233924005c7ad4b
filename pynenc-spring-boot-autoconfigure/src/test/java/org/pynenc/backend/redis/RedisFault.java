package org.pynenc.backend.redis;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What one script is to meet on its way through a {@link RedisProxy}. Safe for use by
 * several threads.
 */
final class RedisFault {

	/**
	 * What becomes of the script.
	 */
	enum Kind {

		/**
		 * The connection is cut before the server has seen it.
		 */
		CUT_BEFORE,

		/**
		 * The connection is cut after the server has done it and before the client has
		 * its answer.
		 */
		CUT_AFTER,

		/**
		 * The answer waits until it is let go.
		 */
		HOLD

	}

	private static final int PATIENCE_SECONDS = 60;

	private final Kind kind;

	private final CountDownLatch met = new CountDownLatch(1);

	private final CountDownLatch letGo = new CountDownLatch(1);

	private int before;

	/**
	 * Makes a fault.
	 * @param before how many scripts are to pass before the one that meets it
	 */
	RedisFault(Kind kind, int before) {
		this.kind = kind;
		this.before = before;
	}

	boolean is(Kind kind) {
		return this.kind == kind;
	}

	/**
	 * Counts a script.
	 * @return whether it is the one
	 */
	synchronized boolean isFor() {
		return this.before-- == 0;
	}

	boolean isMet() {
		return this.met.getCount() == 0;
	}

	boolean awaitMet() throws InterruptedException {
		return this.met.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
	}

	/**
	 * Lets go what is held.
	 */
	void letGo() {
		this.letGo.countDown();
	}

	/**
	 * Says that the script is here, and holds it if it is to be held.
	 */
	void meet() {
		this.met.countDown();
		try {
			if (is(Kind.HOLD) && !this.letGo.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
				throw new IllegalStateException("Nobody let go what is held");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
