package org.pynenc;

import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * What a call of an annotated method alone cannot say: a handle for a task whatever it
 * returns, many calls in one batch, an invocation found by its id. A bean of this type is
 * there to be injected. Safe for use by several threads.
 * <p>
 * A lambda given to this facade makes exactly one call of a task on a bean. The call is
 * noted instead of being made and returns {@code null}, zero or {@code false} meanwhile,
 * which the lambda has to return as it is.
 */
public interface Pynenc {

	/**
	 * Registers an invocation of a direct task.
	 * @param call makes one call of a task
	 * @param <R> the type of the result
	 * @return the handle
	 * @throws IllegalStateException if the lambda does not make exactly one task call, or
	 * does more than that
	 */
	<R extends @Nullable Object> DistributedInvocation<R> invoke(ValueCall<R> call);

	/**
	 * Registers an invocation of a task that returns nothing.
	 * @param call makes one call of a task
	 * @return the handle
	 * @throws IllegalStateException if the lambda does not make exactly one task call, or
	 * does more than that
	 */
	DistributedInvocation<@Nullable Void> invoke(VoidCall call);

	/**
	 * Registers an invocation of a task that returns a handle.
	 * @param call makes one call of a task
	 * @param <R> the type of the result
	 * @return the handle
	 * @throws IllegalStateException if the lambda does not make exactly one task call, or
	 * does more than that
	 */
	<R extends @Nullable Object> DistributedInvocation<R> invoke(InvocationCall<R> call);

	/**
	 * Registers an invocation of a task that returns a future.
	 * @param call makes one call of a task
	 * @param <R> the type of the result
	 * @return the handle
	 * @throws IllegalStateException if the lambda does not make exactly one task call, or
	 * does more than that
	 */
	<R extends @Nullable Object> DistributedInvocation<R> invoke(FutureCall<R> call);

	/**
	 * Registers one invocation of a direct task for each item, in batches. The group is
	 * not atomic as a whole: if a later batch cannot be registered, the earlier ones are,
	 * and the exception says so.
	 * @param items what to call the task with
	 * @param call makes one call of the task for an item
	 * @param <T> the type of an item
	 * @param <R> the type of a result
	 * @return the invocations in the order of the items
	 * @throws IllegalStateException if the lambda does not make exactly one call of the
	 * same task for each item
	 */
	<T extends @Nullable Object, R extends @Nullable Object> DistributedInvocationGroup<R> parallelize(
			Collection<? extends T> items, ItemCall<T, R> call);

	/**
	 * The same for a task that returns a handle.
	 * @param items what to call the task with
	 * @param call makes one call of the task for an item
	 * @param <T> the type of an item
	 * @param <R> the type of a result
	 * @return the invocations in the order of the items
	 * @throws IllegalStateException if the lambda does not make exactly one call of the
	 * same task for each item
	 */
	<T extends @Nullable Object, R extends @Nullable Object> DistributedInvocationGroup<R> parallelizeInvocations(
			Collection<? extends T> items, ItemCall<T, DistributedInvocation<R>> call);

	/**
	 * The same for a task that returns a future.
	 * @param items what to call the task with
	 * @param call makes one call of the task for an item
	 * @param <T> the type of an item
	 * @param <R> the type of a result
	 * @return the invocations in the order of the items
	 * @throws IllegalStateException if the lambda does not make exactly one call of the
	 * same task for each item
	 */
	<T extends @Nullable Object, R extends @Nullable Object> DistributedInvocationGroup<R> parallelizeFutures(
			Collection<? extends T> items, ItemCall<T, CompletableFuture<R>> call);

	/**
	 * The same for a task that returns nothing.
	 * @param items what to call the task with
	 * @param call makes one call of the task for an item
	 * @param <T> the type of an item
	 * @return the invocations in the order of the items
	 * @throws IllegalStateException if the lambda does not make exactly one call of the
	 * same task for each item
	 */
	<T extends @Nullable Object> DistributedInvocationGroup<@Nullable Void> parallelizeVoid(
			Collection<? extends T> items, VoidItemCall<T> call);

	/**
	 * Finds an invocation by its id, whoever made it.
	 * @param invocationId the id
	 * @param resultType the type to read the result as
	 * @param <R> the type of the result
	 * @return the handle, or empty if there is no such invocation (any more)
	 */
	<R> Optional<DistributedInvocation<R>> find(InvocationId invocationId, Class<R> resultType);

	/**
	 * Makes a handle of a reference that {@link DistributedInvocation#toJson()} gave.
	 * @param reference the reference
	 * @return the handle
	 * @throws SerializationException if the text is no reference, has an unknown version,
	 * or belongs to another application
	 */
	DistributedInvocation<?> restore(String reference);

	/**
	 * Waits for all these futures, successful or not, and lends the slot meanwhile when
	 * called inside a task. A plain {@code CompletableFuture.allOf(..).join()} would hold
	 * the slot.
	 * @param futures any futures, those of tasks among them
	 * @throws WaitInterruptedException if this thread was interrupted; the interrupt flag
	 * is set again
	 */
	void awaitAll(Collection<? extends CompletableFuture<?>> futures);

	/**
	 * What the body that this thread executes may know of its invocation.
	 * @return the context, or empty outside a body
	 */
	static Optional<InvocationContext> current() {
		return Optional.ofNullable(InvocationContextHolder.get());
	}

	/**
	 * Makes one call of a direct task.
	 *
	 * @param <R> the type of the result
	 */
	@FunctionalInterface
	interface ValueCall<R extends @Nullable Object> {

		R call() throws Exception;

	}

	/**
	 * Makes one call of a task that returns nothing.
	 */
	@FunctionalInterface
	interface VoidCall {

		void call() throws Exception;

	}

	/**
	 * Makes one call of a task that returns a handle.
	 *
	 * @param <R> the type of the result
	 */
	@FunctionalInterface
	interface InvocationCall<R extends @Nullable Object> {

		DistributedInvocation<R> call() throws Exception;

	}

	/**
	 * Makes one call of a task that returns a future.
	 *
	 * @param <R> the type of the result
	 */
	@FunctionalInterface
	interface FutureCall<R extends @Nullable Object> {

		CompletableFuture<R> call() throws Exception;

	}

	/**
	 * Makes one call of a task for an item.
	 *
	 * @param <T> the type of the item
	 * @param <R> what the task's method returns
	 */
	@FunctionalInterface
	interface ItemCall<T extends @Nullable Object, R extends @Nullable Object> {

		R call(T item) throws Exception;

	}

	/**
	 * Makes one call of a task that returns nothing for an item.
	 *
	 * @param <T> the type of the item
	 */
	@FunctionalInterface
	interface VoidItemCall<T extends @Nullable Object> {

		void call(T item) throws Exception;

	}

}
