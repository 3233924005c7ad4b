package org.pynenc.broker;

import java.util.Set;

import org.pynenc.TaskId;

import org.springframework.util.Assert;

/**
 * What a runner can take.
 *
 * @param max how many entries at most, 1 or more
 * @param queues the queues that it serves; empty for all
 * @param tasks the tasks that it knows
 */
public record PollRequest(int max, Set<String> queues, Set<TaskId> tasks) {

	public PollRequest {
		Assert.isTrue(max > 0, "A poll must ask for one entry at least");
	}

	/**
	 * Whether a queue is served.
	 * @param queue the queue
	 * @return {@code true} if the runner takes entries of it
	 */
	public boolean serves(String queue) {
		return this.queues.isEmpty() || this.queues.contains(queue);
	}

}
