package org.pynenc;

/**
 * Where an invocation stands. {@code docs/state-machine.md} shows which status may follow
 * which.
 */
public enum InvocationStatus {

	/**
	 * Accepted; waits in its queue for the first attempt.
	 */
	REGISTERED(Kind.AVAILABLE),

	/**
	 * Accepted; its time has not come yet.
	 */
	SCHEDULED(Kind.NOT_YET),

	/**
	 * Claimed by a runner, the body has not started.
	 */
	PENDING(Kind.OWNED),

	/**
	 * A runner executes the body.
	 */
	RUNNING(Kind.OWNED),

	/**
	 * The body waits for other invocations and holds no slot.
	 */
	PAUSED(Kind.OWNED),

	/**
	 * The body goes on after a wait; only in the history.
	 */
	RESUMED(Kind.PASSING),

	/**
	 * The attempt failed; the next one waits in the queue, or for its time.
	 */
	RETRY(Kind.AVAILABLE),

	/**
	 * Given back unfinished by a runner, or taken back from a dead one; waits in its
	 * queue.
	 */
	REROUTED(Kind.AVAILABLE),

	/**
	 * The attempt was stopped by its own runner, which shuts down; only in the history.
	 */
	KILLED(Kind.PASSING),

	/**
	 * Taken back from a dead runner before the body had started; only in the history.
	 */
	PENDING_RECOVERY(Kind.PASSING),

	/**
	 * Taken back from a dead runner while the body ran or waited; only in the history.
	 */
	RUNNING_RECOVERY(Kind.PASSING),

	/**
	 * Parked until another invocation makes room for it.
	 */
	CONCURRENCY_CONTROLLED(Kind.NOT_YET),

	/**
	 * Ended without being executed, because others of its kind were.
	 */
	CONCURRENCY_CONTROLLED_FINAL(Kind.FINAL),

	/**
	 * Ended with a result.
	 */
	SUCCESS(Kind.FINAL),

	/**
	 * Ended with a failure.
	 */
	FAILED(Kind.FINAL),

	/**
	 * Ended by request.
	 */
	CANCELLED(Kind.FINAL);

	private final Kind kind;

	InvocationStatus(Kind kind) {
		this.kind = kind;
	}

	/**
	 * Whether a runner may claim an invocation of this status.
	 * @return {@code true} for a status that waits in a queue
	 */
	public boolean isAvailable() {
		return this.kind == Kind.AVAILABLE;
	}

	/**
	 * Whether an invocation of this status belongs to a runner.
	 * @return {@code true} for a status that carries runner and token
	 */
	public boolean isOwned() {
		return this.kind == Kind.OWNED;
	}

	/**
	 * Whether nothing follows this status.
	 * @return {@code true} for an end
	 */
	public boolean isFinal() {
		return this.kind == Kind.FINAL;
	}

	/**
	 * Whether this status shows in the history only and is never where an invocation
	 * stands.
	 * @return {@code true} for a status that is passed through
	 */
	public boolean isPassing() {
		return this.kind == Kind.PASSING;
	}

	private enum Kind {

		AVAILABLE, NOT_YET, OWNED, PASSING, FINAL

	}

}
