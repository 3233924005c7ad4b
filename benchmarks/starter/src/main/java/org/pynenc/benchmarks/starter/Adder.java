package org.pynenc.benchmarks.starter;

import org.pynenc.DistributedInvocation;
import org.pynenc.DistributedTask;
import org.pynenc.benchmarks.Body;

/**
 * The bean with the task.
 */
class Adder {

	@DistributedTask
	DistributedInvocation<Integer> add(int a, int b) {
		return DistributedInvocation.of(Body.add(a, b));
	}

}
