package org.pynenc;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A group made by hand, of handles of any kind. It waits through their futures, which
 * lend the slot inside a body.
 */
final class CollectedGroup<R extends @Nullable Object> implements DistributedInvocationGroup<R> {

	private final TaskId task;

	private final List<DistributedInvocation<R>> invocations;

	CollectedGroup(TaskId task, List<? extends DistributedInvocation<R>> invocations) {
		this.task = task;
		this.invocations = List.copyOf(invocations);
		this.invocations.forEach((invocation) -> Assert.isTrue(task.equals(invocation.call().taskId()),
				() -> "A group of task '" + task + "' cannot have " + invocation));
	}

	@Override
	public TaskId task() {
		return this.task;
	}

	@Override
	public List<DistributedInvocation<R>> invocations() {
		return this.invocations;
	}

	@Override
	public Stream<R> results() {
		return Stream.of(this).flatMap((group) -> group.inCompletionOrder());
	}

	/**
	 * Each future takes the place that is free when it is completed; the stream waits for
	 * the places in order.
	 */
	private Stream<R> inCompletionOrder() {
		List<CompletableFuture<R>> futures = futures();
		List<CompletableFuture<R>> places = futures.stream().map((future) -> future.<R>newIncompleteFuture()).toList();
		BlockingQueue<CompletableFuture<R>> free = new LinkedBlockingQueue<>(places);
		futures.forEach((future) -> future.whenComplete((result, failure) -> complete(free.remove(), result, failure)));
		return IntStream.range(0, places.size()).mapToObj((i) -> awaited(places.get(i)));
	}

	private static <T> void complete(CompletableFuture<T> place, @Nullable T result, @Nullable Throwable failure) {
		if (failure != null) {
			place.completeExceptionally(failure);
		}
		else {
			place.complete(result);
		}
	}

	/**
	 * Throws what the invocation's own {@code result()} would throw, without the future's
	 * wrapping.
	 */
	private static <T extends @Nullable Object> T awaited(CompletableFuture<T> future) {
		try {
			return future.get();
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof RuntimeException failure) ? failure : new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new WaitInterruptedException("Interrupted while waiting for a group", ex);
		}
	}

	@Override
	public List<R> resultsInOrder() {
		return awaited(toFuture());
	}

	@Override
	public boolean awaitAll(Duration timeout) {
		try {
			all(futures()).get(TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS);
			return true;
		}
		catch (TimeoutException ex) {
			return false;
		}
		catch (ExecutionException ex) {
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new WaitInterruptedException("Interrupted while waiting for a group", ex);
		}
	}

	@Override
	public CompletableFuture<List<R>> toFuture() {
		List<CompletableFuture<R>> futures = futures();
		return all(futures).thenApply((nothing) -> futures.stream().map(CompletableFuture::join).toList());
	}

	private List<CompletableFuture<R>> futures() {
		return this.invocations.stream().map(DistributedInvocation::toFuture).toList();
	}

	/**
	 * Of the futures' own kind, so that waiting for it lends the slot.
	 */
	private static <T extends @Nullable Object> CompletableFuture<@Nullable Void> all(
			List<CompletableFuture<T>> futures) {
		CompletableFuture<@Nullable Void> all = futures.isEmpty() ? new CompletableFuture<>()
				: futures.get(0).newIncompleteFuture();
		CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new))
			.whenComplete((nothing, failure) -> complete(all, null, failure));
		return all;
	}

	@Override
	public Progress progress() {
		List<InvocationStatus> statuses = this.invocations.stream().map(DistributedInvocation::status).toList();
		int done = (int) statuses.stream().filter(InvocationStatus::isFinal).count();
		int successful = (int) statuses.stream().filter((status) -> status == InvocationStatus.SUCCESS).count();
		return new Progress(statuses.size(), done, done - successful);
	}

	@Override
	public String toString() {
		return "group of " + this.invocations.size() + " invocations of task '" + this.task + "'";
	}

}
