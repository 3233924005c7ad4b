package org.pynenc.execution;

import java.time.Duration;

/**
 * How long to wait before asking a backend again that did not answer: 100 ms at first,
 * twice as long each time, and 5 s at most. For one thread.
 */
public final class Backoff {

	private static final Duration FIRST = Duration.ofMillis(100);

	private static final Duration LAST = Duration.ofSeconds(5);

	private Duration next = FIRST;

	/**
	 * The time to wait now.
	 * @return the time; the next one is longer
	 */
	public Duration next() {
		Duration now = this.next;
		Duration doubled = now.multipliedBy(2);
		this.next = (doubled.compareTo(LAST) < 0) ? doubled : LAST;
		return now;
	}

	/**
	 * Begins anew, after an answer.
	 */
	public void reset() {
		this.next = FIRST;
	}

}
