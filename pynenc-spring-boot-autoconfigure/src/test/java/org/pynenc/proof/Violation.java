package org.pynenc.proof;

/**
 * A promise that was not kept.
 *
 * @param promise the promise
 * @param what how it was broken
 */
record Violation(Promise promise, String what) {

	/**
	 * What the engine promises.
	 */
	enum Promise {

		/**
		 * Every accepted call ends.
		 */
		NOTHING_IS_LOST,

		/**
		 * It ends once, by its owner, with what a body computed under the claim that
		 * counts.
		 */
		ONE_OUTCOME,

		/**
		 * That is what the call should give.
		 */
		RIGHT_VALUE,

		/**
		 * Everybody reads that very outcome.
		 */
		ONE_ANSWER,

		/**
		 * No two bodies run under valid claims at a time, and each claim starts one body.
		 */
		ONE_BODY,

		/**
		 * A body that may start once starts no second time.
		 */
		AT_MOST_ONCE,

		/**
		 * No body starts after the end.
		 */
		NO_LATE_BODY,

		/**
		 * No two invocations wait with one registration key.
		 */
		ONE_WAITS,

		/**
		 * Nothing stays queued, owned or paused.
		 */
		NOTHING_REMAINS,

		/**
		 * A purge leaves no key.
		 */
		PURGE_IS_CLEAN

	}

}
