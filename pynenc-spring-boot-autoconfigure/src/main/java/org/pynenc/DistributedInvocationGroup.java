package org.pynenc;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Several invocations of one task that were registered together. A group keeps the order
 * of its calls; an empty group has no results and waits for nothing. Safe for use by
 * several threads.
 *
 * @param <R> the type of each result
 */
public interface DistributedInvocationGroup<R extends @Nullable Object> {

	/**
	 * The task of all invocations.
	 * @return its id, or {@code null} for an empty group, whose task was never called
	 */
	@Nullable TaskId task();

	/**
	 * The invocations, in the order of the calls.
	 * @return an unmodifiable list
	 */
	List<DistributedInvocation<R>> invocations();

	/**
	 * The results in the order in which they come, each as soon as it is there. Taking
	 * the next element waits for it and throws what
	 * {@link DistributedInvocation#result()} of that invocation would throw; inside a
	 * task the slot is lent meanwhile.
	 * @return a sequential stream with one element per invocation
	 */
	Stream<R> results();

	/**
	 * The results in the order of the calls, after waiting for all of them.
	 * @return one element per invocation, {@code null} where a body returned {@code null}
	 * @throws InvocationFailedException if one failed; the first in the order of the
	 * calls, once all have ended
	 * @throws InvocationCancelledException if one was cancelled
	 * @throws InvocationDroppedException if one was dropped by concurrency control
	 */
	List<R> resultsInOrder();

	/**
	 * Waits until all invocations have ended, successfully or not.
	 * @param timeout how long to wait at most
	 * @return whether all have ended
	 * @throws WaitInterruptedException if this thread was interrupted; the interrupt flag
	 * is set again
	 */
	boolean awaitAll(Duration timeout);

	/**
	 * How far the group has come, by one read of the statuses.
	 * @return the numbers at this moment
	 */
	Progress progress();

	/**
	 * A future of the results in the order of the calls. It completes once all have
	 * ended, exceptionally if one of them did not end with a result.
	 * @return a new future
	 */
	CompletableFuture<List<R>> toFuture();

	/**
	 * Makes a group of invocations that were registered one by one.
	 * @param task the task of all of them
	 * @param invocations the invocations
	 * @param <R> the type of each result
	 * @return the group, in the order given
	 * @throws IllegalArgumentException if one of them is of another task
	 */
	static <R extends @Nullable Object> DistributedInvocationGroup<R> of(TaskId task,
			List<? extends DistributedInvocation<R>> invocations) {
		return new CollectedGroup<>(task, invocations);
	}

	/**
	 * How far a group has come.
	 *
	 * @param total how many invocations it has
	 * @param done how many have ended, successfully or not
	 * @param failed how many of these ended without a result
	 */
	record Progress(int total, int done, int failed) {
	}

}
