package org.pynenc.orchestrator;

/**
 * What became of an invocation that a request for work met. Whatever it is, it is already
 * written.
 */
public enum Verdict {

	/**
	 * The runner owns it.
	 */
	CLAIMED,

	/**
	 * Its time has not come, or the request has no slot left for it; it stays available.
	 */
	NOT_DUE,

	/**
	 * The runner does not know its task; it stays available.
	 */
	UNKNOWN_TASK,

	/**
	 * Somebody owns it, or it has ended, or it is gone; its entry in the queue was left
	 * over.
	 */
	STALE

}
