package org.pynenc.client;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.jspecify.annotations.Nullable;
import org.pynenc.DistributedInvocation;
import org.pynenc.DistributedInvocationGroup;
import org.pynenc.InvocationId;
import org.pynenc.InvocationStatus;
import org.pynenc.TaskId;
import org.pynenc.orchestrator.Completion;
import org.pynenc.orchestrator.InvocationRecord;
import org.pynenc.orchestrator.Subscription;

/**
 * Invocations that were registered together.
 */
class DefaultInvocationGroup<R extends @Nullable Object> implements DistributedInvocationGroup<R> {

	private final Handles handles;

	private final @Nullable TaskId task;

	private final List<DistributedInvocation<R>> invocations;

	DefaultInvocationGroup(Handles handles, @Nullable TaskId task, List<DistributedInvocation<R>> invocations) {
		this.handles = handles;
		this.task = task;
		this.invocations = List.copyOf(invocations);
	}

	@Override
	public @Nullable TaskId task() {
		return this.task;
	}

	@Override
	public List<DistributedInvocation<R>> invocations() {
		return this.invocations;
	}

	@Override
	public Stream<R> results() {
		int size = this.invocations.size();
		return StreamSupport.stream(() -> Spliterators.spliterator(new InCompletionOrder(), size, Spliterator.SIZED),
				Spliterator.SIZED | Spliterator.SUBSIZED, false);
	}

	@Override
	public List<R> resultsInOrder() {
		return results(this.handles.awaitAll(ids(), null));
	}

	private List<R> results(Ends ends) {
		List<R> results = new ArrayList<>(this.invocations.size());
		// A reused invocation stands there once for each call.
		Map<InvocationId, Completion> told = new HashMap<>();
		for (DistributedInvocation<R> invocation : this.invocations) {
			InvocationId id = invocation.invocationId();
			results.add(DefaultDistributedInvocation.result(invocation, told.computeIfAbsent(id, ends::take)));
		}
		return results;
	}

	@Override
	public boolean awaitAll(Duration timeout) {
		return this.handles.awaitAll(ids(), timeout).areAll();
	}

	@Override
	public Progress progress() {
		Map<InvocationId, InvocationRecord> records = this.handles.reader().records(ids());
		// A reused invocation stands there once for each call.
		List<InvocationStatus> statuses = ids().stream()
			.map(records::get)
			.flatMap(Stream::ofNullable)
			.map(InvocationRecord::status)
			.toList();
		int gone = this.invocations.size() - statuses.size();
		int done = gone + (int) statuses.stream().filter(InvocationStatus::isFinal).count();
		int successful = gone + (int) statuses.stream().filter((status) -> status == InvocationStatus.SUCCESS).count();
		return new Progress(this.invocations.size(), done, done - successful);
	}

	@Override
	public CompletableFuture<List<R>> toFuture() {
		List<InvocationId> ids = ids();
		Awaited awaited = this.handles.waiter().subscribe(ids);
		return InvocationFuture.of(ids, awaited, this.handles, () -> results(awaited.ends()));
	}

	private List<InvocationId> ids() {
		return this.invocations.stream().map(DistributedInvocation::invocationId).toList();
	}

	@Override
	public String toString() {
		return "group of " + this.invocations.size() + " invocations of task '" + this.task + "'";
	}

	/**
	 * Gives each result once its invocation has ended.
	 */
	private final class InCompletionOrder implements Iterator<R> {

		private final Map<InvocationId, List<DistributedInvocation<R>>> open = new LinkedHashMap<>();

		private final Queue<Supplier<R>> ready = new ArrayDeque<>();

		private final BlockingQueue<InvocationId> ended = new LinkedBlockingQueue<>();

		private final ToldOutcomes outcomes = new ToldOutcomes();

		private final Subscription subscription;

		InCompletionOrder() {
			DefaultInvocationGroup.this.invocations.forEach(
					(invocation) -> this.open.computeIfAbsent(invocation.invocationId(), (id) -> new ArrayList<>(1))
						.add(invocation));
			this.subscription = DefaultInvocationGroup.this.handles.waiter()
				.onEach(List.copyOf(this.open.keySet()), this::note);
		}

		private void note(Completion completion) {
			this.outcomes.add(completion);
			this.ended.add(completion.id());
		}

		@Override
		public boolean hasNext() {
			return !this.ready.isEmpty() || !this.open.isEmpty();
		}

		@Override
		public R next() {
			if (!hasNext()) {
				throw new NoSuchElementException();
			}
			while (this.ready.isEmpty()) {
				InvocationId id = nextEnded();
				Completion told = this.outcomes.take(id);
				List<DistributedInvocation<R>> ended = this.open.remove(id);
				if (ended != null) {
					ended.forEach((handle) -> this.ready.add(() -> DefaultDistributedInvocation.result(handle, told)));
				}
			}
			if (this.open.isEmpty()) {
				this.subscription.close();
			}
			return this.ready.remove().get();
		}

		private InvocationId nextEnded() {
			InvocationId id = this.ended.poll();
			return (id != null) ? id
					: DefaultInvocationGroup.this.handles.waiter().next(this.open.keySet(), this.ended);
		}

	}

}
