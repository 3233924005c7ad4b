package org.pynenc.orchestrator;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.pynenc.InvocationId;
import org.pynenc.InvocationStatus;
import org.pynenc.QueueFullException;
import org.pynenc.StatusChange;
import org.pynenc.broker.QueueEntry;
import org.pynenc.invocation.Claim;
import org.pynenc.invocation.Invocation;

/**
 * Knows where every invocation stands, who owns it and by which token, and decides every
 * move in one atomic step, its history included. A move that
 * {@link org.pynenc.invocation.StatusTransitions} does not allow, or that is asked for
 * under a claim that no longer counts, changes nothing and is answered as refused. Asking
 * again for a move that was made under the same claim is answered as it was then, at
 * least until a later claim of the invocation has ended too. All time is the store's.
 * <p>
 * What becomes available is marked <em>unqueued</em> in the same step; {@link #queued}
 * takes the mark off once the broker has it, and {@link #recover} finds what keeps it too
 * long.
 * <p>
 * Implementations are safe for use by several threads and several JVMs;
 * {@code OrchestratorContract} holds every one of them to this.
 */
public interface Orchestrator {

	/**
	 * The runners of this orchestrator.
	 * @return the registry, the same at every call
	 */
	RunnerRegistry runners();

	/**
	 * Registers invocations as {@link InvocationStatus#REGISTERED}, and unqueued.
	 * Idempotent by id: one that is there is left as it is.
	 * <p>
	 * One with a {@linkplain Invocation#registration() key} is registered unless another
	 * one of its task and key is there of which no attempt was ever claimed; that is
	 * decided in the same atomic step, also among the given ones. If there is, and its
	 * arguments are the same, it is reused; if they differ, the new one's
	 * {@code onDifferentArguments} decides: the waiting one is reused, or ends
	 * {@link InvocationStatus#CONCURRENCY_CONTROLLED_FINAL} and is replaced, or the new
	 * one is refused. What was reused or refused leaves no trace, so that asking again is
	 * decided anew.
	 * <p>
	 * If the invocations that are available would then be more than the limit, all are
	 * refused and nothing changes. What is there already, what reuses a waiting one and
	 * what replaces one take no place.
	 * @param invocations the invocations
	 * @param maxQueued how many may be available at a time
	 * @return what became of each, in the same order
	 * @throws QueueFullException if there would be too many
	 */
	List<Registration> register(Collection<Invocation> invocations, int maxQueued);

	/**
	 * Registers invocations, however many are available.
	 * @param invocations the invocations
	 * @return what became of each, in the same order
	 */
	default List<Registration> register(Collection<Invocation> invocations) {
		return register(invocations, Integer.MAX_VALUE);
	}

	/**
	 * Says that the broker has entries: takes off the mark that this very round of
	 * availability has set.
	 * @param entries the entries
	 */
	void queued(Collection<QueueEntry> entries);

	/**
	 * Gives available invocations to a runner: they become
	 * {@link InvocationStatus#RUNNING}, having passed {@link InvocationStatus#PENDING}. A
	 * request that was granted something before gets those very grants again, whatever it
	 * names now, except that a claim that no longer counts is answered as
	 * {@link Verdict#STALE}. A request that is older than the runner's last one that was
	 * granted something is granted nothing. A runner that gets all it asked for is no
	 * longer idle.
	 * @param request who asks, and for what
	 * @param ids the invocations that the queue gave, first come first
	 * @return a decision for each, in the same order; not more than the request's slots
	 * are claimed, and what else is available is {@link Verdict#NOT_DUE}
	 * @throws RunnerNotAliveException if the runner has no valid lease
	 */
	List<Grant> claim(ClaimRequest request, List<InvocationId> ids);

	/**
	 * Ends an invocation. Its outcome has been saved under the claim's token and counts
	 * from now on.
	 * @param claim the claim
	 * @param status {@link InvocationStatus#SUCCESS} or {@link InvocationStatus#FAILED}
	 * @return what became of it
	 * @throws IllegalArgumentException if the status is another one
	 */
	Transition complete(Claim claim, InvocationStatus status);

	/**
	 * Ends an invocation {@link InvocationStatus#FAILED} whose body cannot be started, so
	 * there is no outcome.
	 * @param claim the claim
	 * @param reason why
	 * @return what became of it
	 */
	Transition fail(Claim claim, String reason);

	/**
	 * Makes an invocation available for its next attempt, as
	 * {@link InvocationStatus#RETRY}.
	 * @param claim the claim
	 * @param delay how long until it is due; zero for at once
	 * @return what became of it
	 */
	Transition retry(Claim claim, Duration delay);

	/**
	 * Gives an unfinished invocation back, at no cost: {@link InvocationStatus#REROUTED}.
	 * One whose body may start only once ({@code maxRecoveries} 0) ends
	 * {@link InvocationStatus#FAILED} instead, with a reason.
	 * @param claim the claim
	 * @return what became of it
	 */
	Transition release(Claim claim);

	/**
	 * Notes that the body waits for others: {@link InvocationStatus#PAUSED}, unless all
	 * of them have ended or are gone. One that is paused already stays so.
	 * @param claim the claim
	 * @param waitedFor the invocations waited for
	 * @return what became of it
	 */
	Pause pause(Claim claim, Collection<InvocationId> waitedFor);

	/**
	 * Notes that the body goes on: {@link InvocationStatus#RUNNING}. One that is not
	 * paused runs on.
	 * @param claim the claim
	 * @return {@code false} if the claim no longer counts
	 */
	boolean resume(Claim claim);

	/**
	 * Ends an invocation that nobody owns as {@link InvocationStatus#CANCELLED}.
	 * @param id the invocation
	 * @return whether it is cancelled now; {@code false} if it is owned, has ended
	 * otherwise, or is not there
	 */
	boolean cancel(InvocationId id);

	/**
	 * Takes back what runners without a valid lease own, and finds what has been unqueued
	 * for the given time and, if it was delayed, has been due for that long. That
	 * includes what was claimed or has ended in the meantime, because its registration
	 * may have been left half done; to enqueue it is harmless, for it is found stale.
	 * Taking back a body counts as a recovery; after {@code maxRecoveries} of them the
	 * invocation ends {@link InvocationStatus#FAILED}, with a reason that names the last
	 * owners. What is found unqueued is found again until it is {@link #queued}.
	 * @param unqueuedFor how long something may be unqueued before it counts as lost
	 * @param limit how many invocations to handle at most
	 * @return what was found
	 */
	Recovery recover(Duration unqueuedFor, int limit);

	/**
	 * Where invocations stand.
	 * @param ids the invocations
	 * @return those that are there, by id
	 */
	Map<InvocationId, InvocationRecord> records(Collection<InvocationId> ids);

	/**
	 * What happened to an invocation, oldest first. A backend may leave out the middle of
	 * a history of more than 200 changes.
	 * @param id the invocation
	 * @return the changes of status; none if it is not there
	 */
	List<StatusChange> history(InvocationId id);

	/**
	 * How many invocations stand at each status. Costs no more however many there are.
	 * @return the numbers that are not zero, by status
	 */
	Map<InvocationStatus, Long> counts();

	/**
	 * A page of the invocations that stand at a status, the newest id first. Costs as
	 * much as the page is long, whatever there is beside it. Pages follow one another by
	 * ids, so an invocation that stays at the status is neither left out nor given twice,
	 * whatever else comes and goes; one that has just left it may still be given.
	 * @param status the status
	 * @param after the last id of the page before, there or not; {@code null} for the
	 * first page
	 * @param limit how many to give at most, 1 or more
	 * @return the invocations; fewer than the limit only if none is left
	 */
	List<InvocationId> standing(InvocationStatus status, @Nullable InvocationId after, int limit);

	/**
	 * A page of the invocations that were registered with a parent, the oldest id first.
	 * Costs as much as the page is long, and pages follow one another as those of
	 * {@link #standing} do. A parent that is gone still has those of its children that
	 * are there.
	 * @param parent the invocation in whose body the calls were made
	 * @param after the last id of the page before, there or not; {@code null} for the
	 * first page
	 * @param limit how many to give at most, 1 or more
	 * @return the invocations; fewer than the limit only if none is left
	 */
	List<InvocationId> children(InvocationId parent, @Nullable InvocationId after, int limit);

	/**
	 * Subscribes to the ends of invocations. For those that have ended already the
	 * listener is called at once; for those that are not there it may never be called.
	 * The signals are hints and may be lost; they may also come twice. A listener's
	 * exception is logged and hurts nobody.
	 * @param ids the invocations
	 * @param listener called by any thread, for each invocation; must be quick
	 * @return ends the subscription
	 */
	Subscription onCompleted(Collection<InvocationId> ids, Consumer<Completion> listener);

	/**
	 * The invocations whose end is as long ago as the retention, or longer.
	 * @param retention how long they are kept
	 * @param limit how many to give at most
	 * @return the invocations, the one that ended first comes first
	 */
	List<InvocationId> ended(Duration retention, int limit);

	/**
	 * Forgets invocations that have ended. Others, and those that are not there, are
	 * passed over.
	 * @param ids the invocations
	 */
	void forget(Collection<InvocationId> ids);

	/**
	 * Forgets all invocations and runners.
	 */
	void purge();

}
