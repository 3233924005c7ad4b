package org.pynenc.execution;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * How a body ended.
 *
 * @param payload the serialized result; {@code null} if it failed
 * @param failure what it threw; {@code null} if it did not
 * @param retryable whether another attempt could end otherwise
 * @param took how long it took
 */
record Ending(@Nullable String payload, @Nullable Throwable failure, boolean retryable, Duration took) {

	static Ending success(String payload, long startNanos) {
		return new Ending(payload, null, false, since(startNanos));
	}

	static Ending failure(Throwable failure, boolean retryable, long startNanos) {
		return new Ending(null, failure, retryable, since(startNanos));
	}

	private static Duration since(long startNanos) {
		return Duration.ofNanos(System.nanoTime() - startNanos);
	}

}
