package org.pynenc;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * The value that a body returns as its result: final from the start, and nobody's
 * invocation.
 */
final class ReturnedValue<R extends @Nullable Object> implements DistributedInvocation<R> {

	private final R value;

	ReturnedValue(R value) {
		this.value = value;
	}

	@Override
	public InvocationId invocationId() {
		throw notAnInvocation();
	}

	@Override
	public Call call() {
		throw notAnInvocation();
	}

	@Override
	public Optional<DistributedInvocation<?>> parentInvocation() {
		throw notAnInvocation();
	}

	@Override
	public InvocationStatus status() {
		return InvocationStatus.SUCCESS;
	}

	@Override
	public int numRetries() {
		return 0;
	}

	@Override
	public R result() {
		return this.value;
	}

	@Override
	public R result(Duration timeout) {
		return this.value;
	}

	@Override
	public R finalResult() {
		return this.value;
	}

	@Override
	public CompletableFuture<R> toFuture() {
		return CompletableFuture.completedFuture(this.value);
	}

	@Override
	public List<StatusChange> history() {
		return List.of();
	}

	@Override
	public boolean cancel() {
		return false;
	}

	@Override
	public String toJson() {
		throw notAnInvocation();
	}

	@Override
	public @Nullable DistributedInvocation<?> swapContext() {
		throw notAnInvocation();
	}

	@Override
	public void resetContext(@Nullable DistributedInvocation<?> previous) {
		throw notAnInvocation();
	}

	@Override
	public void run(Map<String, Object> runnerArgs) {
		throw notAnInvocation();
	}

	@Override
	public String toString() {
		return "DistributedInvocation.of(" + this.value + ")";
	}

	private static IllegalStateException notAnInvocation() {
		return new IllegalStateException("DistributedInvocation.of(..) carries the value that a body returns; "
				+ "only the handle that a call of the bean's proxy gives has an identity");
	}

}
