package org.pynenc.client;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import org.pynenc.Call;
import org.pynenc.DistributedInvocation;
import org.pynenc.InvocationId;
import org.pynenc.InvocationStatus;
import org.pynenc.ReusedInvocation;
import org.pynenc.StatusChange;
import org.pynenc.TaskId;
import org.pynenc.invocation.Invocation;
import org.pynenc.orchestrator.Completion;
import org.pynenc.orchestrator.InvocationRecord;

/**
 * A handle. It remembers what cannot change any more, and for a moment what can.
 */
class DefaultDistributedInvocation<R extends @Nullable Object> implements DistributedInvocation<R> {

	private final Handles handles;

	private final InvocationId id;

	private final TaskId taskId;

	private final Type resultType;

	private volatile @Nullable Invocation invocation;

	private volatile @Nullable Reading lastReading;

	private volatile @Nullable Awaited awaited;

	DefaultDistributedInvocation(Handles handles, InvocationId id, TaskId taskId, @Nullable Invocation invocation,
			Type resultType) {
		this.handles = handles;
		this.id = id;
		this.taskId = taskId;
		this.invocation = invocation;
		this.resultType = resultType;
	}

	@Override
	public InvocationId invocationId() {
		return this.id;
	}

	TaskId taskId() {
		return this.taskId;
	}

	@Override
	public Call call() {
		return invocation().call();
	}

	private Invocation invocation() {
		Invocation known = this.invocation;
		if (known == null) {
			known = this.handles.reader().invocation(this.id, this.taskId);
			this.invocation = known;
		}
		return known;
	}

	@Override
	public Optional<DistributedInvocation<?>> parentInvocation() {
		InvocationId parent = invocation().parent();
		return (parent != null) ? this.handles.find(parent, Object.class).map((handle) -> handle) : Optional.empty();
	}

	@Override
	public InvocationStatus status() {
		return record().status();
	}

	@Override
	public int numRetries() {
		return record().retries();
	}

	private InvocationRecord record() {
		Reading reading = this.lastReading;
		if (reading != null && reading.isFresh(this.handles.statusCache())) {
			return reading.record();
		}
		return remember(this.handles.reader().record(this.id, this.taskId));
	}

	private InvocationRecord remember(InvocationRecord record) {
		this.lastReading = new Reading(record, System.nanoTime());
		return record;
	}

	@Override
	public R result() {
		return await(null);
	}

	@Override
	public R result(Duration timeout) {
		return await(timeout);
	}

	private R await(@Nullable Duration timeout) {
		if (this.invocation == null) {
			// Known by reference only: there may be nothing to wait for.
			record();
		}
		InvocationRecord ended = endedRecord();
		if (ended == null) {
			Completion told = this.handles.await(this.id, this.taskId, takeAwaited(), timeout);
			if (told != null) {
				return read(told);
			}
			ended = remember(this.handles.reader().record(this.id, this.taskId));
		}
		return read(ended);
	}

	/**
	 * Lets the next wait use a subscription that is there already.
	 */
	void expect(Awaited awaited) {
		this.awaited = awaited;
	}

	private @Nullable Awaited takeAwaited() {
		Awaited taken = this.awaited;
		this.awaited = null;
		return taken;
	}

	private @Nullable InvocationRecord endedRecord() {
		Reading reading = this.lastReading;
		return (reading != null && reading.record().status().isFinal()) ? reading.record() : null;
	}

	@Override
	public R finalResult() {
		InvocationRecord ended = endedRecord();
		return read((ended != null) ? ended : remember(this.handles.reader().record(this.id, this.taskId)));
	}

	/**
	 * The result is an R because it is read by the type that R stands for, which may be a
	 * nullable one.
	 */
	@SuppressWarnings({ "unchecked", "NullAway" })
	private R read(InvocationRecord record) {
		return (R) this.handles.reader().result(record, this.resultType);
	}

	@SuppressWarnings({ "unchecked", "NullAway" })
	private R read(Completion told) {
		if (endedRecord() == null) {
			// What was read before does not hold any more.
			this.lastReading = null;
		}
		return (R) this.handles.reader().result(told, this.taskId, this.resultType);
	}

	@Override
	public CompletableFuture<R> toFuture() {
		List<InvocationId> ids = List.of(this.id);
		Awaited prepared = takeAwaited();
		Awaited waited = (prepared != null) ? prepared : this.handles.waiter().subscribe(ids);
		return InvocationFuture.of(ids, waited, this.handles, () -> result(this, waited.ends().take(this.id)));
	}

	/**
	 * The result of what has ended.
	 * @param handle of any kind
	 * @param told its end, if the outcome was told; {@code null} to ask for it
	 */
	static <R extends @Nullable Object> R result(DistributedInvocation<R> handle, @Nullable Completion told) {
		DistributedInvocation<R> plain = (handle instanceof ReusedInvocation<R> reused) ? reused.existing() : handle;
		return (told != null && plain instanceof DefaultDistributedInvocation<R> known) ? known.read(told)
				: handle.finalResult();
	}

	@Override
	public List<StatusChange> history() {
		return this.handles.reader().history(this.id, this.taskId);
	}

	@Override
	public boolean cancel() {
		boolean cancelled = this.handles.cancel(this.id, this.taskId);
		this.lastReading = null;
		return cancelled;
	}

	@Override
	public String toJson() {
		return this.handles.reader().reference(this);
	}

	@Override
	public @Nullable DistributedInvocation<?> swapContext() {
		return HandleContext.enter(this, invocation(), this.handles);
	}

	@Override
	public void resetContext(@Nullable DistributedInvocation<?> previous) {
		HandleContext.leave(this, previous);
	}

	@Override
	public void run(Map<String, Object> runnerArgs) {
		this.handles.callerRunner().run(this.id, this.taskId, runnerArgs);
		InvocationRecord record = remember(this.handles.reader().record(this.id, this.taskId));
		if (record.status() == InvocationStatus.FAILED) {
			throw this.handles.reader().ownFailure(record);
		}
	}

	@Override
	public boolean equals(@Nullable Object other) {
		Object known = (other instanceof ReusedInvocation<?> reused) ? reused.existing() : other;
		return known instanceof DefaultDistributedInvocation<?> handle && handle.id.equals(this.id);
	}

	@Override
	public int hashCode() {
		return this.id.hashCode();
	}

	/**
	 * Reads nothing, so that a log line costs no round trip.
	 */
	@Override
	public String toString() {
		return "invocation " + this.id + " of task '" + this.taskId + "'";
	}

	/**
	 * A record, and when it was read.
	 */
	private record Reading(InvocationRecord record, long nanos) {

		boolean isFresh(Duration statusCache) {
			return this.record.status().isFinal() || System.nanoTime() - this.nanos < statusCache.toNanos();
		}

	}

}
