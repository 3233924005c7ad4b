package org.pynenc.client;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;
import org.pynenc.InvocationId;

/**
 * A future that stands for invocations: who waits for it in a body, or for one derived
 * from it, lends the slot.
 */
final class InvocationFuture<T extends @Nullable Object> extends CompletableFuture<T> {

	private final Collection<InvocationId> ids;

	private InvocationFuture(Collection<InvocationId> ids) {
		this.ids = ids;
	}

	/**
	 * A future that is completed, by an executor's thread, once all of the invocations
	 * have ended.
	 * @param ids the invocations
	 * @param awaited their ends; the subscription is closed with the future's end
	 * @param handles for the executor, and in case a signal is lost
	 * @param outcome what to complete with, or what to throw
	 */
	static <T extends @Nullable Object> CompletableFuture<T> of(Collection<InvocationId> ids, Awaited awaited,
			Handles handles, Callable<T> outcome) {
		InvocationFuture<T> future = new InvocationFuture<>(List.copyOf(ids));
		future.whenComplete((value, failure) -> awaited.subscription().close());
		awaited.ends().whenAll(() -> future.completeBy(handles.executor(), outcome));
		if (!awaited.ends().areAll()) {
			handles.slowCheck().watch(awaited.ends(), future);
		}
		return future;
	}

	/**
	 * Once the executor has stopped with its context, or has no thread, who waits must
	 * still be released.
	 */
	private void completeBy(Executor executor, Callable<T> outcome) {
		try {
			executor.execute(() -> completeWith(outcome));
		}
		catch (RejectedExecutionException | OutOfMemoryError ex) {
			completeWith(outcome);
		}
	}

	private void completeWith(Callable<T> outcome) {
		try {
			complete(outcome.call());
		}
		catch (Throwable ex) {
			completeExceptionally(ex);
		}
	}

	@Override
	public <U> CompletableFuture<U> newIncompleteFuture() {
		return new InvocationFuture<>(this.ids);
	}

	@Override
	public T get() throws InterruptedException, ExecutionException {
		if (!isDone()) {
			ResultWaiter.lendSlotInterruptibly(this.ids, this::awaitDone);
		}
		return super.get();
	}

	@Override
	public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
		if (!isDone()) {
			ResultWaiter.lendSlotInterruptibly(this.ids, () -> awaitDone(timeout, unit));
		}
		return super.get(0, unit);
	}

	@Override
	public T join() {
		if (!isDone()) {
			ResultWaiter.lendSlot(this.ids, this::awaitDone);
		}
		return super.join();
	}

	private void awaitDone() throws InterruptedException {
		try {
			super.get();
		}
		catch (ExecutionException | CancellationException ignored) {
			// The waiting is over; the caller learns how it ended.
		}
	}

	private void awaitDone(long timeout, TimeUnit unit) throws InterruptedException {
		try {
			super.get(timeout, unit);
		}
		catch (ExecutionException | CancellationException | TimeoutException ignored) {
			// The waiting is over; the caller learns how it ended.
		}
	}

	/**
	 * Waits for any futures, without a slot.
	 */
	static void awaitAll(Collection<? extends CompletableFuture<?>> futures) {
		CompletableFuture<?> all = CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new));
		List<InvocationId> ids = futures.stream()
			.filter(InvocationFuture.class::isInstance)
			.map(InvocationFuture.class::cast)
			.flatMap((future) -> ((InvocationFuture<?>) future).ids.stream())
			.toList();
		if (!all.isDone()) {
			ResultWaiter.lendSlot(ids, () -> awaitDone(all));
		}
	}

	private static void awaitDone(CompletableFuture<?> future) throws InterruptedException {
		try {
			future.get();
		}
		catch (ExecutionException | CancellationException ignored) {
			// Failures are for those who read the futures.
		}
	}

}
