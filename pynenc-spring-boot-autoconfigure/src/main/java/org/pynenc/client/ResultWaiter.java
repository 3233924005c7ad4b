package org.pynenc.client;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.pynenc.BackendUnavailableException;
import org.pynenc.InvocationId;
import org.pynenc.WaitInterruptedException;
import org.pynenc.invocation.CurrentInvocation;
import org.pynenc.orchestrator.Completion;
import org.pynenc.orchestrator.InvocationRecord;
import org.pynenc.orchestrator.Orchestrator;
import org.pynenc.orchestrator.RunnerRecord;
import org.pynenc.orchestrator.Subscription;

/**
 * Waits for invocations to end: woken by a signal, with a slow check in case the signal
 * is lost. Inside a body the slot is lent meanwhile.
 */
class ResultWaiter {

	static final Duration SLOW_CHECK = Duration.ofSeconds(5);

	private static final Log logger = LogFactory.getLog(ResultWaiter.class);

	private final Orchestrator orchestrator;

	ResultWaiter(Orchestrator orchestrator) {
		this.orchestrator = orchestrator;
	}

	/**
	 * Waits until all have ended, or are gone.
	 * @param ids what to wait for
	 * @param timeout how long at most; {@code null} for as long as it takes
	 * @return what was told of them; all have ended unless the time is over
	 */
	Ends await(Collection<InvocationId> ids, @Nullable Duration timeout) {
		return await(subscribe(ids), timeout);
	}

	/**
	 * Prepares a wait. Whoever gets it closes the subscription.
	 */
	Awaited subscribe(Collection<InvocationId> ids) {
		Ends ends = new Ends(ids);
		return new Awaited(ends, onEach(ids, ends::ended));
	}

	/**
	 * Waits for what is subscribed to already.
	 */
	Ends await(Awaited awaited, @Nullable Duration timeout) {
		Ends ends = awaited.ends();
		try {
			if (!ends.areAll()) {
				lendSlot(ends.open(), () -> awaitEnds(ends, timeout));
			}
			return ends;
		}
		finally {
			awaited.subscription().close();
		}
	}

	/**
	 * Subscribes to the end of each.
	 */
	Subscription onEach(Collection<InvocationId> ids, Consumer<Completion> listener) {
		return ids.isEmpty() ? () -> {
		} : this.orchestrator.onCompleted(ids, listener);
	}

	/**
	 * Waits for the next one that ends.
	 * @param open what has not ended as far as the caller knows
	 * @param signals brings the ids of those that end
	 */
	InvocationId next(Collection<InvocationId> open, BlockingQueue<InvocationId> signals) {
		AtomicReference<@Nullable InvocationId> next = new AtomicReference<>();
		lendSlot(open, () -> {
			while (next.get() == null) {
				next.set(signals.poll(SLOW_CHECK.toNanos(), TimeUnit.NANOSECONDS));
				if (next.get() == null) {
					check(() -> next.set(ended(open).stream().findFirst().orElse(null)));
				}
			}
		});
		return Objects.requireNonNull(next.get(), "The wait ended without a signal");
	}

	/**
	 * Waits as told, without holding a slot.
	 */
	static void lendSlot(Collection<InvocationId> ids, CurrentInvocation.Wait wait) {
		try {
			lendSlotInterruptibly(ids, wait);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new WaitInterruptedException("Interrupted while waiting for invocations " + abbreviated(ids), ex);
		}
	}

	static void lendSlotInterruptibly(Collection<InvocationId> ids, CurrentInvocation.Wait wait)
			throws InterruptedException {
		CurrentInvocation current = CurrentInvocation.get();
		if (current != null) {
			current.await(ids, wait);
		}
		else {
			wait.await();
		}
	}

	private static String abbreviated(Collection<InvocationId> ids) {
		return ids.stream().limit(3).toList() + ((ids.size() > 3) ? " and " + (ids.size() - 3) + " more" : "");
	}

	private void awaitEnds(Ends ends, @Nullable Duration timeout) throws InterruptedException {
		long start = System.nanoTime();
		long limit = (timeout != null) ? nanos(timeout) : Long.MAX_VALUE;
		AtomicBoolean warned = new AtomicBoolean();
		while (!ends.areAll()) {
			long left = limit - (System.nanoTime() - start);
			if (left <= 0) {
				return;
			}
			if (!ends.await(Math.min(left, SLOW_CHECK.toNanos()))) {
				check(() -> check(ends, warned));
			}
		}
	}

	private static long nanos(Duration timeout) {
		return (timeout.getSeconds() > Long.MAX_VALUE / 2_000_000_000L) ? Long.MAX_VALUE : timeout.toNanos();
	}

	private void check(Ends ends, AtomicBoolean warned) {
		Set<InvocationId> open = ends.open();
		ended(open).forEach(ends::ended);
		if (!warned.get()) {
			warned.set(warnIfNobodyKnows(this.orchestrator.records(open).values()));
		}
	}

	/**
	 * Whoever waits already outlasts a store that is away for a while, as the work does.
	 */
	private static void check(Runnable look) {
		try {
			look.run();
		}
		catch (BackendUnavailableException ex) {
			logger.debug("What is waited for could not be looked at; the wait goes on", ex);
		}
	}

	/**
	 * Those that have ended or are gone, by one look.
	 */
	Set<InvocationId> ended(Collection<InvocationId> ids) {
		Map<InvocationId, InvocationRecord> records = this.orchestrator.records(ids);
		Set<InvocationId> ended = new HashSet<>(ids);
		ended.removeIf((id) -> records.containsKey(id) && !records.get(id).status().isFinal());
		return ended;
	}

	private boolean warnIfNobodyKnows(Collection<InvocationRecord> records) {
		List<RunnerRecord> runners = this.orchestrator.runners().alive();
		for (InvocationRecord record : records) {
			if (record.status().isAvailable()
					&& runners.stream().noneMatch((runner) -> runner.tasks().contains(record.taskId()))) {
				logger.warn("Invocation " + record.id() + " waits for a runner that knows task '" + record.taskId()
						+ "', and there is none now");
				return true;
			}
		}
		return false;
	}

}
