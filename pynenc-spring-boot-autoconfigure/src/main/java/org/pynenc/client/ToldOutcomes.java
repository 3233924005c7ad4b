package org.pynenc.client;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

import org.jspecify.annotations.Nullable;
import org.pynenc.InvocationId;
import org.pynenc.orchestrator.Completion;

/**
 * Outcomes that were told with the ends of invocations and are not read yet, so that
 * nobody has to ask for them. There is room for so much only; what finds none is asked
 * for. Safe for use by several threads.
 */
final class ToldOutcomes {

	/**
	 * In characters: a reader who is slower than the runners must not fill the memory.
	 */
	static final int ROOM = 1 << 22;

	private final Semaphore room = new Semaphore(ROOM);

	private final Map<InvocationId, Completion> told = new ConcurrentHashMap<>();

	/**
	 * Keeps an outcome, if one was told and there is room for it.
	 */
	void add(Completion completion) {
		int size = size(completion);
		if (completion.outcome() != null && this.room.tryAcquire(size)
				&& this.told.putIfAbsent(completion.id(), completion) != null) {
			this.room.release(size);
		}
	}

	/**
	 * Takes out what is kept of an invocation.
	 * @return {@code null} if the outcome is to be asked for
	 */
	@Nullable Completion take(InvocationId id) {
		Completion completion = this.told.remove(id);
		if (completion != null) {
			this.room.release(size(completion));
		}
		return completion;
	}

	private static int size(Completion completion) {
		return (completion.outcome() != null) ? completion.outcome().payload().length() : 0;
	}

}
