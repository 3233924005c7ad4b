package org.pynenc.runner;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Watches whether requests for work are answered. Told by one thread, read by all.
 */
class RequestWatch {

	private final LongSupplier nanoTime;

	private volatile @Nullable Long askedAt;

	private volatile @Nullable Instant lastAnswer;

	RequestWatch(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
	}

	/**
	 * A request is sent; that it is sent again, or another one instead, changes nothing.
	 */
	void asked() {
		if (this.askedAt == null) {
			this.askedAt = this.nanoTime.getAsLong();
		}
	}

	void answered(Instant now) {
		this.lastAnswer = now;
		this.askedAt = null;
	}

	Duration unanswered() {
		Long since = this.askedAt;
		return (since != null) ? Duration.ofNanos(this.nanoTime.getAsLong() - since) : Duration.ZERO;
	}

	@Nullable Instant lastAnswer() {
		return this.lastAnswer;
	}

}
