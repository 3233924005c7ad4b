package org.pynenc.client;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.pynenc.DistributedInvocation;
import org.pynenc.InvocationContext;
import org.pynenc.InvocationContextHolder;
import org.pynenc.InvocationId;
import org.pynenc.TaskId;
import org.pynenc.invocation.CurrentInvocation;
import org.pynenc.invocation.Invocation;

/**
 * Makes a handle's invocation the parent of what its thread calls. Waits are still those
 * of the body that the thread executes, if it does.
 */
final class HandleContext implements CurrentInvocation {

	private final DefaultDistributedInvocation<?> handle;

	private final Invocation invocation;

	private final @Nullable InvocationContext former;

	private final @Nullable DistributedInvocation<?> formerHandle;

	private HandleContext(DefaultDistributedInvocation<?> handle, Invocation invocation,
			@Nullable InvocationContext former, @Nullable DistributedInvocation<?> formerHandle) {
		this.handle = handle;
		this.invocation = invocation;
		this.former = former;
		this.formerHandle = formerHandle;
	}

	/**
	 * Enters the context of a handle.
	 * @return the handle whose context was left
	 */
	static @Nullable DistributedInvocation<?> enter(DefaultDistributedInvocation<?> handle, Invocation invocation,
			Handles handles) {
		InvocationContext former = InvocationContextHolder.get();
		DistributedInvocation<?> formerHandle = (former instanceof HandleContext context) ? context.handle
				: (former instanceof CurrentInvocation current) ? handles.of(current.invocation()) : null;
		InvocationContextHolder.swap(new HandleContext(handle, invocation, former, formerHandle));
		return formerHandle;
	}

	/**
	 * Leaves the context of a handle.
	 */
	static void leave(DefaultDistributedInvocation<?> handle, @Nullable DistributedInvocation<?> previous) {
		if (!(InvocationContextHolder.get() instanceof HandleContext context) || !context.handle.equals(handle)
				|| !Objects.equals(context.formerHandle, previous)) {
			throw new IllegalStateException("The context of " + handle + " is not the one to leave now, or " + previous
					+ " was not before it: contexts are put back in the reverse order, in their thread");
		}
		InvocationContextHolder.swap(context.former);
	}

	@Override
	public Invocation invocation() {
		return this.invocation;
	}

	@Override
	public InvocationId invocationId() {
		return this.invocation.id();
	}

	@Override
	public TaskId taskId() {
		return this.invocation.taskId();
	}

	@Override
	public int attempt() {
		return this.handle.numRetries() + 1;
	}

	/**
	 * This thread speaks in the invocation's name and does not execute it.
	 */
	@Override
	public boolean isOwned() {
		return false;
	}

	@Override
	public Map<String, Object> runnerArgs() {
		return Map.of();
	}

	@Override
	public boolean isInBody() {
		return this.former instanceof CurrentInvocation current && current.isInBody();
	}

	@Override
	public boolean isInterrupted() {
		return this.former instanceof CurrentInvocation current && current.isInterrupted();
	}

	@Override
	public void await(Collection<InvocationId> ids, Wait wait) throws InterruptedException {
		if (this.former instanceof CurrentInvocation current) {
			current.await(ids, wait);
		}
		else {
			wait.await();
		}
	}

}
