package org.pynenc.client;

import java.util.Collection;
import java.util.HashSet;
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

	private final ToldOutcomes told = new ToldOutcomes();

	private final CountDownLatch latch;

	private @Nullable Runnable whenAll;

	Ends(Collection<InvocationId> ids) {
		this.open = new HashSet<>(ids);
		this.latch = new CountDownLatch(this.open.size());
	}

	/**
	 * Notes an end that was told.
	 */
	void ended(Completion completion) {
		note(completion.id(), completion);
	}

	void ended(InvocationId id) {
		note(id, null);
	}

	private void note(InvocationId id, @Nullable Completion completion) {
		Runnable action = null;
		synchronized (this) {
			if (this.open.remove(id)) {
				if (completion != null) {
					this.told.add(completion);
				}
				this.latch.countDown();
				action = this.open.isEmpty() ? this.whenAll : null;
			}
		}
		if (action != null) {
			action.run();
		}
	}

	/**
	 * Lets something be done once all have ended, at once if they have: by the thread
	 * that brings the last end, or else by this one.
	 */
	void whenAll(Runnable action) {
		synchronized (this) {
			if (!this.open.isEmpty()) {
				this.whenAll = action;
				return;
			}
		}
		action.run();
	}

	synchronized Set<InvocationId> open() {
		return Set.copyOf(this.open);
	}

	/**
	 * Takes out how an invocation ended, if its outcome was told.
	 */
	@Nullable Completion take(InvocationId id) {
		return this.told.take(id);
	}

	boolean areAll() {
		return this.latch.getCount() == 0;
	}

	boolean await(long nanos) throws InterruptedException {
		return this.latch.await(nanos, TimeUnit.NANOSECONDS);
	}

}
