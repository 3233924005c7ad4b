package org.pynenc.orchestrator;

import java.util.Set;

import org.pynenc.TaskId;
import org.pynenc.invocation.RunnerId;

import org.springframework.util.Assert;

/**
 * A runner's request for work.
 *
 * @param requestId identifies the request; the same one gets the same answer
 * @param slots how many invocations the runner can take, 1 or more
 * @param queues the queues that it serves; empty for all
 * @param tasks the tasks that it knows
 */
public record ClaimRequest(RequestId requestId, int slots, Set<String> queues, Set<TaskId> tasks) {

	public ClaimRequest {
		Assert.isTrue(slots > 0, "A claim must ask for one invocation at least");
	}

	/**
	 * The runner that asks.
	 * @return its id
	 */
	public RunnerId runner() {
		return this.requestId.runner();
	}

}
