package org.pynenc.client;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.pynenc.InvocationId;
import org.pynenc.orchestrator.Completion;

/**
 * What is still waited for, and what was told of the rest. Safe for use by several
 * threads.
 */
final class Ends {

	private final Set<InvocationId> open;

	private final Map<InvocationId, Completion> told = new HashMap<>();

	private final CountDownLatch latch;

	Ends(Collection<InvocationId> ids) {
		this.open = new HashSet<>(ids);
		this.latch = new CountDownLatch(this.open.size());
	}

	/**
	 * Notes an end that was told.
	 */
	synchronized void ended(Completion completion) {
		if (this.open.contains(completion.id()) && completion.outcome() != null) {
			this.told.put(completion.id(), completion);
		}
		ended(completion.id());
	}

	synchronized void ended(InvocationId id) {
		if (this.open.remove(id)) {
			this.latch.countDown();
		}
	}

	synchronized Set<InvocationId> open() {
		return Set.copyOf(this.open);
	}

	/**
	 * How an invocation ended, if its outcome was told.
	 */
	synchronized @Nullable Completion told(InvocationId id) {
		return this.told.get(id);
	}

	boolean areAll() {
		return this.latch.getCount() == 0;
	}

	boolean await(long nanos) throws InterruptedException {
		return this.latch.await(nanos, TimeUnit.NANOSECONDS);
	}

}
