package org.pynenc.orchestrator;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.pynenc.InvocationStatus;
import org.pynenc.broker.QueueEntry;

/**
 * What became of a move that an owner asked for.
 *
 * @param status the status that was entered; {@code null} if the move was refused,
 * because the claim no longer counts
 * @param available what may be claimed from now on because of it, to be enqueued
 */
public record Transition(@Nullable InvocationStatus status, List<QueueEntry> available) {

	/**
	 * The claim no longer counts; nothing was changed.
	 */
	public static final Transition REFUSED = new Transition(null, List.of());

	public Transition {
		available = List.copyOf(available);
	}

	/**
	 * Whether the move was made, by this request or by an earlier one with the same
	 * claim.
	 * @return {@code false} if the claim no longer counts
	 */
	public boolean isAccepted() {
		return this.status != null;
	}

}
