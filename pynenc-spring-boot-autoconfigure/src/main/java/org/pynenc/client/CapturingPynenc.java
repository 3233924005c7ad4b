package org.pynenc.client;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import org.pynenc.DistributedInvocation;
import org.pynenc.DistributedInvocationGroup;
import org.pynenc.InvocationId;
import org.pynenc.Pynenc;
import org.pynenc.task.ReturnShape;

/**
 * The facade: notes the calls that lambdas make, and hands them to the client.
 */
class CapturingPynenc implements Pynenc {

	private final InvocationClient client;

	CapturingPynenc(InvocationClient client) {
		this.client = client;
	}

	@Override
	public <R extends @Nullable Object> DistributedInvocation<R> invoke(ValueCall<R> call) {
		return invoke(ReturnShape.DIRECT, call::call);
	}

	@Override
	public DistributedInvocation<@Nullable Void> invoke(VoidCall call) {
		return invoke(ReturnShape.VOID, () -> {
			call.call();
			return null;
		});
	}

	@Override
	public <R extends @Nullable Object> DistributedInvocation<R> invoke(InvocationCall<R> call) {
		return invoke(ReturnShape.INVOCATION, call::call);
	}

	@Override
	public <R extends @Nullable Object> DistributedInvocation<R> invoke(FutureCall<R> call) {
		return invoke(ReturnShape.FUTURE, call::call);
	}

	@SuppressWarnings("unchecked")
	private <R extends @Nullable Object> DistributedInvocation<R> invoke(ReturnShape shape, CallCapture.Lambda lambda) {
		CallCapture.Captured captured = CallCapture.of(shape, lambda);
		return (DistributedInvocation<R>) this.client.invoke(captured.task(), captured.arguments());
	}

	@Override
	public <T extends @Nullable Object, R extends @Nullable Object> DistributedInvocationGroup<R> parallelize(
			Collection<? extends T> items, ItemCall<T, R> call) {
		return group(ReturnShape.DIRECT, items, call::call);
	}

	@Override
	public <T extends @Nullable Object, R extends @Nullable Object> DistributedInvocationGroup<R> parallelizeInvocations(
			Collection<? extends T> items, ItemCall<T, DistributedInvocation<R>> call) {
		return group(ReturnShape.INVOCATION, items, call::call);
	}

	@Override
	public <T extends @Nullable Object, R extends @Nullable Object> DistributedInvocationGroup<R> parallelizeFutures(
			Collection<? extends T> items, ItemCall<T, CompletableFuture<R>> call) {
		return group(ReturnShape.FUTURE, items, call::call);
	}

	@Override
	public <T extends @Nullable Object> DistributedInvocationGroup<@Nullable Void> parallelizeVoid(
			Collection<? extends T> items, VoidItemCall<T> call) {
		return group(ReturnShape.VOID, items, (item) -> {
			call.call(item);
			return null;
		});
	}

	private <T extends @Nullable Object, R extends @Nullable Object> DistributedInvocationGroup<R> group(
			ReturnShape shape, Collection<? extends T> items, ItemLambda<T> lambda) {
		List<CallCapture.Captured> calls = new ArrayList<>(items.size());
		for (T item : items) {
			CallCapture.Captured captured = CallCapture.of(shape, () -> lambda.run(item));
			requireSameTask(calls, captured);
			calls.add(captured);
		}
		return this.client.invokeAll(calls);
	}

	private static void requireSameTask(List<CallCapture.Captured> calls, CallCapture.Captured next) {
		if (!calls.isEmpty() && !calls.get(0).task().id().equals(next.task().id())) {
			throw new IllegalStateException("A group consists of calls of one task, and this lambda called "
					+ calls.get(0).task() + " for one item and " + next.task() + " for another");
		}
	}

	@Override
	public <R> Optional<DistributedInvocation<R>> find(InvocationId invocationId, Class<R> resultType) {
		return this.client.find(invocationId, resultType);
	}

	@Override
	public DistributedInvocation<?> restore(String reference) {
		return this.client.restore(reference);
	}

	@Override
	public void awaitAll(Collection<? extends CompletableFuture<?>> futures) {
		InvocationFuture.awaitAll(futures);
	}

	/**
	 * What all lambdas for items have in common.
	 */
	@FunctionalInterface
	private interface ItemLambda<T extends @Nullable Object> {

		@Nullable Object run(T item) throws Exception;

	}

}
