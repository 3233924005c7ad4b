package org.pynenc.proof;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.pynenc.BackendUnavailableException;

/**
 * Watches how far a run has come. A server that is away is asked again.
 */
final class Progress {

	private static final Duration LOOK = Duration.ofMillis(50);

	private final FinalLook look;

	private final Duration patience;

	Progress(FinalLook look, Duration patience) {
		this.look = look;
		this.patience = patience;
	}

	/**
	 * How long nothing may go on.
	 */
	Duration patience() {
		return this.patience;
	}

	/**
	 * Waits until so many more invocations have ended.
	 */
	void await(int number) {
		long[] from = { -1 };
		await("no " + number + " invocations end", () -> {
			long ended = this.look.ended();
			from[0] = (from[0] < 0) ? ended : from[0];
			return ended >= from[0] + number;
		});
	}

	/**
	 * Stops a process and waits until its runner counts as dead. It is stopped again at
	 * each look: a shell that ends meanwhile lets its stopped jobs go on.
	 */
	void freeze(ForkedJvm jvm) {
		await(jvm + " stays alive", () -> {
			jvm.freeze();
			return !this.look.isAlive(jvm.pid());
		});
	}

	void awaitEnd() {
		await("not all invocations end", this.look::allHaveEnded);
	}

	private void await(String otherwise, Condition condition) {
		Awaitility.await(otherwise)
			.atMost(this.patience)
			.pollInterval(LOOK)
			.ignoreException(BackendUnavailableException.class)
			.until(condition::holds);
	}

	private interface Condition {

		boolean holds();

	}

}
