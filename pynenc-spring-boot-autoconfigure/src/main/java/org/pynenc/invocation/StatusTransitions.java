package org.pynenc.invocation;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

import org.pynenc.InvocationStatus;

import static org.pynenc.InvocationStatus.CANCELLED;
import static org.pynenc.InvocationStatus.CONCURRENCY_CONTROLLED;
import static org.pynenc.InvocationStatus.CONCURRENCY_CONTROLLED_FINAL;
import static org.pynenc.InvocationStatus.FAILED;
import static org.pynenc.InvocationStatus.KILLED;
import static org.pynenc.InvocationStatus.PAUSED;
import static org.pynenc.InvocationStatus.PENDING;
import static org.pynenc.InvocationStatus.PENDING_RECOVERY;
import static org.pynenc.InvocationStatus.REGISTERED;
import static org.pynenc.InvocationStatus.REROUTED;
import static org.pynenc.InvocationStatus.RESUMED;
import static org.pynenc.InvocationStatus.RETRY;
import static org.pynenc.InvocationStatus.RUNNING;
import static org.pynenc.InvocationStatus.RUNNING_RECOVERY;
import static org.pynenc.InvocationStatus.SCHEDULED;
import static org.pynenc.InvocationStatus.SUCCESS;

/**
 * The state machine: which status may follow which. Every backend refuses every other
 * move.
 */
public final class StatusTransitions {

	private static final Map<InvocationStatus, Set<InvocationStatus>> NEXT = new EnumMap<>(InvocationStatus.class);

	static {
		allow(REGISTERED, PENDING, CONCURRENCY_CONTROLLED, CONCURRENCY_CONTROLLED_FINAL, CANCELLED);
		allow(SCHEDULED, REGISTERED, CONCURRENCY_CONTROLLED_FINAL, CANCELLED);
		allow(PENDING, RUNNING, KILLED, PENDING_RECOVERY, CANCELLED);
		allow(RUNNING, SUCCESS, FAILED, RETRY, PAUSED, KILLED, PENDING_RECOVERY, RUNNING_RECOVERY, CANCELLED);
		allow(PAUSED, RESUMED, KILLED, RUNNING_RECOVERY, CANCELLED);
		allow(RESUMED, RUNNING);
		allow(RETRY, PENDING, CONCURRENCY_CONTROLLED, CONCURRENCY_CONTROLLED_FINAL, CANCELLED);
		allow(REROUTED, PENDING, CONCURRENCY_CONTROLLED, CONCURRENCY_CONTROLLED_FINAL, CANCELLED);
		allow(KILLED, REROUTED, FAILED);
		allow(PENDING_RECOVERY, REROUTED);
		allow(RUNNING_RECOVERY, REROUTED, FAILED);
		allow(CONCURRENCY_CONTROLLED, REROUTED, CONCURRENCY_CONTROLLED_FINAL, CANCELLED);
		allow(CONCURRENCY_CONTROLLED_FINAL);
		allow(SUCCESS);
		allow(FAILED);
		allow(CANCELLED);
	}

	private StatusTransitions() {
	}

	private static void allow(InvocationStatus from, InvocationStatus... to) {
		Set<InvocationStatus> next = EnumSet.noneOf(InvocationStatus.class);
		Collections.addAll(next, to);
		NEXT.put(from, Collections.unmodifiableSet(next));
	}

	/**
	 * How an invocation begins.
	 * @return the first statuses
	 */
	public static Set<InvocationStatus> initial() {
		return EnumSet.of(REGISTERED, SCHEDULED);
	}

	/**
	 * What may follow a status.
	 * @param from the status
	 * @return the statuses that may follow, empty for a final one
	 */
	public static Set<InvocationStatus> next(InvocationStatus from) {
		return NEXT.getOrDefault(from, Set.of());
	}

	/**
	 * Whether one status may follow another.
	 * @param from the status before
	 * @param to the status after
	 * @return whether the move is legal
	 */
	public static boolean isAllowed(InvocationStatus from, InvocationStatus to) {
		return next(from).contains(to);
	}

}
