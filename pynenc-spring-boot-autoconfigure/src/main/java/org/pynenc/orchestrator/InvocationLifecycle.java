package org.pynenc.orchestrator;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.pynenc.InvocationId;
import org.pynenc.QueueFullException;
import org.pynenc.invocation.Claim;
import org.pynenc.invocation.Invocation;
import org.pynenc.invocation.Outcome;

/**
 * The verbs by which orchestrator, broker and state backend change together. A process
 * that dies in the middle of a verb leaves nothing that {@link #recover} does not mend.
 * Every verb may be repeated with the same arguments, and answers as it did before; only
 * what {@link #recover} and {@link #sweep} have found, and what a registration has
 * replaced, is not there to be found again.
 * <p>
 * The default composes the three beans, whatever they are; a backend that serves all
 * three may do each verb in one step of its own. {@code InvocationLifecycleContract}
 * holds both to the same behaviour. Implementations are safe for use by several threads
 * and several JVMs.
 */
public interface InvocationLifecycle {

	/**
	 * Registers invocations and makes them available. Once it returns none of those that
	 * are registered is lost.
	 * @param invocations the invocations
	 * @return what became of each, in the same order, as
	 * {@link Orchestrator#register(Collection, int)} decides it
	 * @throws QueueFullException if too many would wait; then none is registered, except
	 * for the first part of a batch that the backend had to divide
	 */
	List<Registration> register(List<Invocation> invocations);

	/**
	 * Registers one invocation whose caller is going to wait, and subscribes to the end
	 * of what stands for the call from now on, as
	 * {@link Orchestrator#onCompleted(Collection, Consumer)} does.
	 * @param invocation the invocation
	 * @param listener called by any thread; must be quick
	 * @return what became of it, and the subscription
	 * @throws QueueFullException if too many would wait; then it is not registered
	 */
	AwaitedRegistration registerAwaited(Invocation invocation, Consumer<Completion> listener);

	/**
	 * Claims the next invocations that a runner can execute. If it gets fewer than it
	 * asked for, the runner is idle and will be woken. Does not wait.
	 * @param request who asks, and for what
	 * @return what was claimed
	 * @throws RunnerNotAliveException if the runner has no valid lease
	 */
	ClaimResult claim(ClaimRequest request);

	/**
	 * Claims one particular invocation, wherever it is in its queue.
	 * @param request who asks
	 * @param id the invocation
	 * @return what was claimed
	 * @throws RunnerNotAliveException if the runner has no valid lease
	 */
	ClaimResult claim(ClaimRequest request, InvocationId id);

	/**
	 * Ends an invocation with the outcome of its body.
	 * @param claim the claim
	 * @param outcome how the body ended
	 * @return {@code false} if the claim no longer counts; then nothing was changed
	 */
	boolean complete(Claim claim, Outcome outcome);

	/**
	 * Ends an invocation as {@link #complete(Claim, Outcome)} does, but makes the calling
	 * thread wait for the answer only if no other thread does: ends that come from
	 * several threads at a time may share what a write costs, and the one that writes may
	 * go on with what comes meanwhile. So it is for threads that are there for nothing
	 * else. Unless a backend knows better it waits.
	 * @param claim the claim
	 * @param outcome how the body ended
	 * @param answered is given what {@link #complete(Claim, Outcome)} answers, or its
	 * exception; called once, by any thread, perhaps before this returns; must be quick
	 */
	default void completeAsync(Claim claim, Outcome outcome,
			BiConsumer<@Nullable Boolean, @Nullable Throwable> answered) {
		boolean accepted;
		try {
			accepted = complete(claim, outcome);
		}
		catch (RuntimeException | Error ex) {
			answered.accept(null, ex);
			return;
		}
		answered.accept(accepted, null);
	}

	/**
	 * Makes an invocation available for its next attempt.
	 * @param claim the claim
	 * @param delay how long until it is due; zero for at once
	 * @return {@code false} if the claim no longer counts; then nothing was changed
	 */
	boolean retry(Claim claim, Duration delay);

	/**
	 * Gives an unfinished invocation back, at no cost, or ends it if its body may start
	 * only once.
	 * @param claim the claim
	 * @return what became of it
	 */
	Transition release(Claim claim);

	/**
	 * Notes that the body waits for others, and moves those to the front of their queues.
	 * @param claim the claim
	 * @param waitedFor the invocations waited for
	 * @return what became of it
	 */
	Pause.Verdict pause(Claim claim, Collection<InvocationId> waitedFor);

	/**
	 * Notes that the body goes on.
	 * @param claim the claim
	 * @return {@code false} if the claim no longer counts
	 */
	boolean resume(Claim claim);

	/**
	 * Ends an invocation that nobody owns.
	 * @param id the invocation
	 * @return whether it is cancelled now
	 */
	boolean cancel(InvocationId id);

	/**
	 * Takes back what dead runners own, and mends what a death between two writes left.
	 * @param unqueuedFor how long something may be on its way into a queue before it
	 * counts as lost
	 * @return what was found
	 */
	Recovery recover(Duration unqueuedFor);

	/**
	 * Deletes what belongs to invocations that ended longer ago than the retention; one
	 * bounded step of it.
	 * @param retention how long they are kept
	 * @return how many were deleted; 0 when none is left
	 */
	int sweep(Duration retention);

	/**
	 * Deletes everything.
	 */
	void purge();

}
