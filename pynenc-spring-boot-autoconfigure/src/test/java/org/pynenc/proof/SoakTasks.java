package org.pynenc.proof;

import org.pynenc.DistributedInvocation;
import org.pynenc.DistributedTask;
import org.pynenc.Pynenc;

import org.springframework.beans.factory.ObjectProvider;

/**
 * A task for so many calls that nobody could note them.
 */
class SoakTasks {

	private final ObjectProvider<SoakTasks> self;

	SoakTasks(ObjectProvider<SoakTasks> self) {
		this.self = self;
	}

	/**
	 * Gives the number back: some at the second attempt, some by another call.
	 */
	@DistributedTask(maxRetries = 1)
	public DistributedInvocation<Long> same(long number) {
		if (number % 10 == 1 && Pynenc.current().orElseThrow().attempt() == 1) {
			throw new IllegalStateException("Not at the first attempt");
		}
		return DistributedInvocation
			.of((number % 10 == 2) ? this.self.getObject().same(number - 2).result() + 2 : number);
	}

}
