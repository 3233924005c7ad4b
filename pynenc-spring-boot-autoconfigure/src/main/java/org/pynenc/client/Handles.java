package org.pynenc.client;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;
import org.pynenc.InvocationId;
import org.pynenc.InvocationStatus;
import org.pynenc.InvocationTimeoutException;
import org.pynenc.TaskId;
import org.pynenc.invocation.Invocation;
import org.pynenc.invocation.InvocationEvent;
import org.pynenc.invocation.InvocationListener;
import org.pynenc.orchestrator.Completion;
import org.pynenc.orchestrator.InvocationLifecycle;

/**
 * Makes handles, and is what all handles of this context share.
 *
 * @param reader reads invocations, and waits for them
 * @param lifecycle cancels them
 * @param listener is told of what is cancelled
 * @param callerRunner executes them in a caller's thread
 * @param executor completes futures
 * @param slowCheck completes them although a signal was lost
 * @param statusCache how long a status that is not final is remembered
 */
record Handles(InvocationReader reader, InvocationLifecycle lifecycle, InvocationListener listener,
		CallerRunner callerRunner, Executor executor, SlowCheck slowCheck, Duration statusCache) {

	DefaultDistributedInvocation<?> of(Invocation invocation) {
		return new DefaultDistributedInvocation<>(this, invocation.id(), invocation.taskId(), invocation,
				this.reader.resultTypes().of(invocation.taskId()));
	}

	/**
	 * A handle by reference: nothing is read before something is asked.
	 */
	DefaultDistributedInvocation<?> of(InvocationId id, TaskId task, @Nullable Type wanted) {
		return new DefaultDistributedInvocation<>(this, id, task, null, this.reader.resultTypes().of(task, wanted));
	}

	Optional<DefaultDistributedInvocation<?>> find(InvocationId id, Type wanted) {
		return this.reader.find(id).map((record) -> of(id, record.taskId(), wanted));
	}

	ResultWaiter waiter() {
		return this.reader.waiter();
	}

	boolean cancel(InvocationId id, TaskId task) {
		boolean cancelled = this.lifecycle.cancel(id);
		if (cancelled) {
			this.listener.onEvent(InvocationEvent.of(id, task, InvocationStatus.CANCELLED));
		}
		return cancelled;
	}

	/**
	 * Waits for an end.
	 * @param awaited what is subscribed to already, or {@code null}
	 * @return how it ended, if its outcome was told
	 */
	@Nullable Completion await(InvocationId id, TaskId task, @Nullable Awaited awaited, @Nullable Duration timeout) {
		Ends ends = waiter().await((awaited != null) ? awaited : waiter().subscribe(List.of(id)), timeout);
		if (!ends.areAll() && timeout != null) {
			throw new InvocationTimeoutException(id, task, timeout);
		}
		return ends.take(id);
	}

	Ends awaitAll(Collection<InvocationId> ids, @Nullable Duration timeout) {
		return waiter().await(ids, timeout);
	}

}
