package org.pynenc.proof;

import org.pynenc.DistributedInvocation;
import org.pynenc.DistributedTask;

/**
 * A task that an older version of the application does not have.
 */
class LateTasks {

	private final NotedBodies bodies;

	LateTasks(NotedBodies bodies) {
		this.bodies = bodies;
	}

	/**
	 * Doubles.
	 */
	@DistributedTask
	public DistributedInvocation<Answer> twice(String call, long n) {
		return DistributedInvocation.of(this.bodies.run(call, () -> 2 * n));
	}

}
