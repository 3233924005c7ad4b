package org.pynenc;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * What a caller gets whose call counts as equal to one that is waiting
 * ({@link DistributedTask#registrationConcurrency()}): the handle of that invocation,
 * which others may hold too. It is equal to every other handle of the invocation, and
 * travels as one; that it was reused stays with this caller. Safe for use by several
 * threads.
 *
 * @param <R> the type of the result
 */
public final class ReusedInvocation<R extends @Nullable Object> implements DistributedInvocation<R> {

	private final DistributedInvocation<R> existing;

	private final @Nullable Arguments diffArg;

	private ReusedInvocation(DistributedInvocation<R> existing, @Nullable Arguments diffArg) {
		this.existing = existing;
		this.diffArg = diffArg;
	}

	/**
	 * Reuses an invocation by a call with the same arguments. Nothing is read or written.
	 * @param existing its handle
	 * @param <R> the type of the result
	 * @return a handle of the same invocation
	 */
	public static <R extends @Nullable Object> ReusedInvocation<R> fromExisting(DistributedInvocation<R> existing) {
		return fromExisting(existing, null);
	}

	/**
	 * Reuses an invocation by a call with other arguments. Nothing is read or written.
	 * @param existing its handle
	 * @param diffArg the arguments of the call, {@code null} if they are those of the
	 * invocation
	 * @param <R> the type of the result
	 * @return a handle of the same invocation
	 */
	public static <R extends @Nullable Object> ReusedInvocation<R> fromExisting(DistributedInvocation<R> existing,
			@Nullable Arguments diffArg) {
		return new ReusedInvocation<>(existing, diffArg);
	}

	/**
	 * The invocation's own handle, as it was given to {@link #fromExisting}.
	 * @return a handle that is equal to this one
	 */
	public DistributedInvocation<R> existing() {
		return this.existing;
	}

	/**
	 * The arguments of the call that got this handle, if they differ from those that the
	 * invocation is executed with.
	 * @return all arguments of the call, or empty if they are those of {@link #call()}
	 */
	public Optional<Arguments> diffArg() {
		return Optional.ofNullable(this.diffArg);
	}

	@Override
	public InvocationId invocationId() {
		return this.existing.invocationId();
	}

	/**
	 * The call that the invocation was registered with, which need not be that of this
	 * handle's caller.
	 * @return task and arguments
	 */
	@Override
	public Call call() {
		return this.existing.call();
	}

	@Override
	public Optional<DistributedInvocation<?>> parentInvocation() {
		return this.existing.parentInvocation();
	}

	@Override
	public InvocationStatus status() {
		return this.existing.status();
	}

	@Override
	public int numRetries() {
		return this.existing.numRetries();
	}

	@Override
	public R result() {
		return this.existing.result();
	}

	@Override
	public R result(Duration timeout) {
		return this.existing.result(timeout);
	}

	@Override
	public R finalResult() {
		return this.existing.finalResult();
	}

	@Override
	public CompletableFuture<R> toFuture() {
		return this.existing.toFuture();
	}

	@Override
	public List<StatusChange> history() {
		return this.existing.history();
	}

	@Override
	public boolean cancel() {
		return this.existing.cancel();
	}

	@Override
	public String toJson() {
		return this.existing.toJson();
	}

	@Override
	public @Nullable DistributedInvocation<?> swapContext() {
		return this.existing.swapContext();
	}

	@Override
	public void resetContext(@Nullable DistributedInvocation<?> previous) {
		this.existing.resetContext(previous);
	}

	/**
	 * Refused: whoever registered the invocation may run it, and not every caller that
	 * happened to make an equal call.
	 * @throws InvocationNotRunnableException always
	 */
	@Override
	public void run(Map<String, Object> runnerArgs) {
		throw new InvocationNotRunnableException(invocationId(), null,
				"it was registered by another call, and reused by this one");
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return this.existing.equals((other instanceof ReusedInvocation<?> reused) ? reused.existing : other);
	}

	@Override
	public int hashCode() {
		return this.existing.hashCode();
	}

	@Override
	public String toString() {
		return "reused " + this.existing;
	}

}
