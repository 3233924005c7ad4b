package org.pynenc.invocation;

import java.util.Collection;

import org.jspecify.annotations.Nullable;
import org.pynenc.InvocationContext;
import org.pynenc.InvocationContextHolder;
import org.pynenc.InvocationId;

/**
 * The invocation whose body this thread executes, as the engine sees it: the parent of
 * calls made here, and the one who waits when this thread waits.
 */
public interface CurrentInvocation extends InvocationContext {

	/**
	 * The invocation.
	 * @return its record
	 */
	Invocation invocation();

	/**
	 * Whether this thread executes a body, and not only speaks in an invocation's name.
	 * @return {@code true} inside a body, whatever context was swapped in
	 */
	boolean isInBody();

	/**
	 * Whether the runner interrupted the body that this thread executes, or one around
	 * it, so that what the body throws then is not its failure.
	 * @return {@code true} once that has happened
	 */
	boolean isInterrupted();

	/**
	 * Waits for other invocations without holding a slot, and goes on once a slot is free
	 * again.
	 * @param ids what is waited for
	 * @param wait the waiting itself; it ends by a signal, by its own time limit or by
	 * interruption
	 * @throws InterruptedException if the thread was interrupted
	 * @throws org.pynenc.InvocationNotOwnedException if the runner lost this invocation
	 * @throws org.pynenc.PausedLimitException if too many bodies wait already
	 */
	void await(Collection<InvocationId> ids, Wait wait) throws InterruptedException;

	/**
	 * The current invocation of this thread.
	 * @return the invocation, or {@code null} outside a body
	 */
	static @Nullable CurrentInvocation get() {
		return (InvocationContextHolder.get() instanceof CurrentInvocation current) ? current : null;
	}

	/**
	 * A wait that ends by itself.
	 */
	@FunctionalInterface
	interface Wait {

		/**
		 * Waits.
		 * @throws InterruptedException if the thread was interrupted
		 */
		void await() throws InterruptedException;

	}

}
