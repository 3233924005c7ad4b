package org.pynenc.benchmarks;

import java.time.Duration;

/**
 * How often, and with which pauses, the latency of a contender is measured. The pause
 * before a call is drawn anew each time, up to the longest one, so that who polls is met
 * anywhere between two polls.
 *
 * @param calls how many calls at most
 * @param longestPause the longest pause before a call
 */
public record Pace(int calls, Duration longestPause) {

	/**
	 * For who is told of work.
	 */
	public static final Pace OF_SIGNALS = new Pace(Integer.MAX_VALUE, Duration.ofMillis(2));

	/**
	 * For who looks for work again and again.
	 * @param interval the time between two looks
	 * @param calls how many calls at most
	 * @return the pace
	 */
	public static Pace ofPolls(Duration interval, int calls) {
		return new Pace(calls, interval);
	}

}
