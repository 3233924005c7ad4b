package org.pynenc;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * The handle of one distributed invocation. Reading it never changes anything; handles
 * with the same id are equal; it may be passed to another task, where it arrives as a
 * handle of the same invocation. Safe for use by several threads.
 * <p>
 * Every method may throw {@link InvocationNotFoundException} once the invocation is gone
 * after its retention.
 *
 * @param <R> the type of the result
 */
public interface DistributedInvocation<R extends @Nullable Object> {

	/**
	 * The identity of this invocation, constant over all attempts.
	 * @return the id
	 */
	InvocationId invocationId();

	/**
	 * What this invocation executes.
	 * @return task and arguments
	 */
	Call call();

	/**
	 * The invocation in whose body this call was made.
	 * @return the parent, or empty for a call from outside
	 */
	Optional<DistributedInvocation<?>> parentInvocation();

	/**
	 * Where this invocation stands. A final status is remembered for good, another one
	 * for {@code pynenc.client.status-cache}.
	 * @return the status
	 */
	InvocationStatus status();

	/**
	 * How many retries there were so far; being run again after the death of a runner
	 * does not count.
	 * @return the number of retries
	 */
	int numRetries();

	/**
	 * Waits for the outcome, as long as it takes. Inside a task the runner's slot is lent
	 * to other work meanwhile.
	 * @return the result, which is {@code null} where the body returned {@code null} or
	 * nothing
	 * @throws InvocationFailedException if the invocation failed
	 * @throws InvocationCancelledException if it was cancelled
	 * @throws InvocationDroppedException if it was dropped by concurrency control
	 * @throws WaitInterruptedException if this thread was interrupted; the interrupt flag
	 * is set again
	 */
	R result();

	/**
	 * Waits for the outcome for a limited time. Inside a task the runner's slot is lent
	 * to other work meanwhile.
	 * @param timeout how long to wait at most
	 * @return the result, which is {@code null} where the body returned {@code null} or
	 * nothing
	 * @throws InvocationTimeoutException if there is no outcome in time; the invocation
	 * goes on
	 * @throws InvocationFailedException if the invocation failed
	 * @throws InvocationCancelledException if it was cancelled
	 * @throws InvocationDroppedException if it was dropped by concurrency control
	 * @throws WaitInterruptedException if this thread was interrupted; the interrupt flag
	 * is set again
	 */
	R result(Duration timeout);

	/**
	 * The outcome of an invocation that has ended, without waiting.
	 * @return the result, which is {@code null} where the body returned {@code null} or
	 * nothing
	 * @throws InvocationNotFinalException if the invocation has not ended
	 * @throws InvocationFailedException if the invocation failed
	 * @throws InvocationCancelledException if it was cancelled
	 * @throws InvocationDroppedException if it was dropped by concurrency control
	 */
	R finalResult();

	/**
	 * A future of the outcome, completed when it is there. Its failure is what
	 * {@link #result()} would throw. Cancelling the future does not cancel the
	 * invocation. Waiting for it inside a task lends the slot, as {@link #result()} does.
	 * @return a new future
	 */
	CompletableFuture<R> toFuture();

	/**
	 * What happened to this invocation so far, oldest first; of a very long history the
	 * middle is left out.
	 * @return the changes of status
	 */
	List<StatusChange> history();

	/**
	 * Ends this invocation as {@link InvocationStatus#CANCELLED} if no runner has claimed
	 * it. Work that a runner owns is not cancelled.
	 * @return whether it was cancelled by this call or an earlier one
	 */
	boolean cancel();

	/**
	 * A reference to this invocation as JSON, to be kept or sent elsewhere. It names the
	 * invocation, its task and its application, and has a version; it holds no argument
	 * and no result.
	 * @return a JSON text that {@link #fromJson} reads
	 */
	String toJson();

	/**
	 * Makes this the current invocation of this thread, as if its body were executed
	 * here: calls made from now on have it as their parent. To be undone by
	 * {@link #resetContext}.
	 * @return the former current invocation, or {@code null} if there was none
	 */
	@Nullable DistributedInvocation<?> swapContext();

	/**
	 * Undoes {@link #swapContext}.
	 * @param previous what that call returned
	 * @throws IllegalStateException if this is not the current invocation of this thread,
	 * or another one was before it: contexts are put back in the reverse order
	 */
	void resetContext(@Nullable DistributedInvocation<?> previous);

	/**
	 * The same as {@link #run(Map)} without arguments.
	 */
	default void run() {
		run(Map.of());
	}

	/**
	 * Claims this invocation for the calling thread and executes it here, under a lease,
	 * with retries, context, status and outcome as on a runner. Returns once it has ended
	 * with a result, or is queued for its next attempt.
	 * @param runnerArgs what the body finds in {@link InvocationContext#runnerArgs()}
	 * @throws InvocationNotRunnableException if it is owned by somebody else, has ended,
	 * or this application does not know its task
	 * @throws InvocationFailedException if it ended with a checked exception; an
	 * unchecked one is thrown as it is
	 */
	void run(Map<String, Object> runnerArgs);

	/**
	 * Makes a handle of a reference. Nothing is read or written before the handle is
	 * asked for something.
	 * @param pynenc the facade of the application that the invocation belongs to
	 * @param json what {@link #toJson()} gave
	 * @return the handle
	 * @throws SerializationException if the text is no reference, has an unknown version,
	 * or belongs to another application
	 */
	static DistributedInvocation<?> fromJson(Pynenc pynenc, String json) {
		return pynenc.restore(json);
	}

	/**
	 * What the body of a task returns whose declared type is a handle. Outside a runner
	 * (in a unit test that calls the body directly, say) its {@link #result()} is the
	 * value; it has no identity, and methods that need one throw
	 * {@link IllegalStateException}.
	 * @param value the result, may be {@code null}
	 * @param <R> the type of the result
	 * @return a carrier of the value
	 */
	static <R extends @Nullable Object> DistributedInvocation<R> of(R value) {
		return new ReturnedValue<>(value);
	}

}
