package org.pynenc.invocation;

import java.time.Duration;

/**
 * An invocation that a runner owns until it says how it ended, or loses its lease.
 *
 * @param invocation what to execute
 * @param runner the owner
 * @param token proves the ownership in every later step
 * @param retries how many retries there were before
 * @param recoveries how often it was taken back from a dead runner before
 * @param waited how long it was available before this claim, by the clock of the store
 */
public record Claim(Invocation invocation, RunnerId runner, Token token, int retries, int recoveries, Duration waited) {

	/**
	 * Which attempt this is.
	 * @return 1 for the first one
	 */
	public int attempt() {
		return this.retries + 1;
	}

}
