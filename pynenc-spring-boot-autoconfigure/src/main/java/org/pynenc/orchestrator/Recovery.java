package org.pynenc.orchestrator;

import java.util.List;

import org.pynenc.InvocationId;
import org.pynenc.InvocationStatus;
import org.pynenc.TaskId;
import org.pynenc.broker.QueueEntry;

/**
 * What a look for lost work found.
 *
 * @param recovered what was taken back from dead runners
 * @param unqueued what was made available and then not known to be enqueued, or was taken
 * back: to be enqueued
 */
public record Recovery(List<Recovered> recovered, List<QueueEntry> unqueued) {

	/**
	 * Nothing was lost.
	 */
	public static final Recovery NOTHING = new Recovery(List.of(), List.of());

	public Recovery {
		recovered = List.copyOf(recovered);
		unqueued = List.copyOf(unqueued);
	}

	/**
	 * An invocation taken back from a dead runner.
	 *
	 * @param id the invocation
	 * @param taskId its task
	 * @param status {@link InvocationStatus#REROUTED}, or {@link InvocationStatus#FAILED}
	 * after too many recoveries
	 */
	public record Recovered(InvocationId id, TaskId taskId, InvocationStatus status) {
	}

}
