package org.pynenc.benchmarks.starter;

import java.util.concurrent.atomic.LongAdder;

import org.pynenc.invocation.InvocationEvent;
import org.pynenc.invocation.InvocationListener;

/**
 * Counts the outcomes that are committed: a listener is told after that.
 */
class Commits implements InvocationListener {

	private final LongAdder count = new LongAdder();

	@Override
	public void onEvent(InvocationEvent event) {
		if (event.status().isFinal()) {
			this.count.increment();
		}
	}

	long count() {
		return this.count.sum();
	}

}
