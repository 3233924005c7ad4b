package org.pynenc.proof;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.pynenc.InvocationStatus;
import org.pynenc.StatusChange;

/**
 * A time in which a runner owned an invocation, from a claim to its end, by the history
 * of the store.
 *
 * @param runner the owner
 * @param from when it was claimed, in microseconds
 * @param until when that ended, in microseconds
 * @param end how it ended; {@code null} if it has not
 * @param endedBy who ended it; {@code null} for nobody in particular
 */
record Ownership(String runner, long from, long until, InvocationStatus end, String endedBy) {

	private static final Set<InvocationStatus> OWNED = Set.of(InvocationStatus.PENDING, InvocationStatus.RUNNING,
			InvocationStatus.PAUSED, InvocationStatus.RESUMED);

	private static final Set<InvocationStatus> LOST = Set.of(InvocationStatus.PENDING_RECOVERY,
			InvocationStatus.RUNNING_RECOVERY);

	/**
	 * Reads a history. A claim ends with the next one at the latest.
	 */
	static List<Ownership> of(List<StatusChange> history) {
		List<Ownership> ownerships = new ArrayList<>();
		StatusChange claim = null;
		for (StatusChange change : history) {
			if (claim != null && isEnd(change)) {
				ownerships.add(new Ownership(claim.runner(), micros(claim.at()), micros(change.at()), change.status(),
						change.runner()));
				claim = null;
			}
			if (change.status() == InvocationStatus.PENDING) {
				claim = change;
			}
		}
		if (claim != null) {
			ownerships.add(new Ownership(claim.runner(), micros(claim.at()), Long.MAX_VALUE, null, null));
		}
		return ownerships;
	}

	private static boolean isEnd(StatusChange change) {
		return change.status() == InvocationStatus.PENDING || !OWNED.contains(change.status());
	}

	static long micros(Instant instant) {
		return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
	}

	/**
	 * Whether it was taken from its owner because that counted as dead.
	 */
	boolean wasLost() {
		return this.end != null && LOST.contains(this.end);
	}

	/**
	 * Whether the owner itself gave it back or ended it, where somebody did.
	 */
	boolean endedByItsOwner() {
		return this.endedBy == null || this.endedBy.equals(this.runner);
	}

}
