package org.pynenc.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.pynenc.InvocationId;

/**
 * Looks from time to time at what open futures wait for, in case a signal was lost or
 * what they wait for is gone. One look serves all of them; without open futures nothing
 * is looked at. Safe for use by several threads.
 */
class SlowCheck {

	private static final int BATCH = 1000;

	private static final Log logger = LogFactory.getLog(SlowCheck.class);

	private final Set<Ends> watches = ConcurrentHashMap.newKeySet();

	private final AtomicBoolean scheduled = new AtomicBoolean();

	private final Function<Collection<InvocationId>, Set<InvocationId>> ended;

	private final Executor later;

	/**
	 * Makes a check of nothing.
	 * @param ended tells which of some invocations have ended or are gone
	 * @param executor looks
	 * @param period the time between two looks
	 */
	SlowCheck(Function<Collection<InvocationId>, Set<InvocationId>> ended, Executor executor, Duration period) {
		this.ended = ended;
		this.later = CompletableFuture.delayedExecutor(period.toNanos(), TimeUnit.NANOSECONDS,
				(look) -> submit(look, executor));
	}

	/**
	 * Looks at invocations until a future is completed.
	 * @param ends what it waits for; told of each that has ended
	 * @param until the future
	 */
	void watch(Ends ends, CompletableFuture<?> until) {
		this.watches.add(ends);
		until.whenComplete((value, failure) -> this.watches.remove(ends));
		schedule();
	}

	private void schedule() {
		if (!this.watches.isEmpty() && this.scheduled.compareAndSet(false, true)) {
			this.later.execute(this::run);
		}
	}

	/**
	 * Where there is no thread for it now, the next future or the next period asks again.
	 */
	private void submit(Runnable look, Executor executor) {
		try {
			executor.execute(look);
		}
		catch (RejectedExecutionException ex) {
			this.scheduled.set(false);
		}
		catch (Error ex) {
			this.scheduled.set(false);
			schedule();
		}
	}

	private void run() {
		try {
			look();
		}
		catch (RuntimeException ex) {
			logger.debug("Open futures could not be looked after; the next look is soon", ex);
		}
		finally {
			this.scheduled.set(false);
			schedule();
		}
	}

	private void look() {
		// Taken once, for all that is open of a future is copied.
		Map<Ends, Set<InvocationId>> watched = new HashMap<>();
		this.watches.forEach((ends) -> watched.put(ends, ends.open()));
		Set<InvocationId> ids = new LinkedHashSet<>();
		watched.values().forEach(ids::addAll);
		List<InvocationId> all = new ArrayList<>(ids);
		for (int from = 0; from < all.size(); from += BATCH) {
			Set<InvocationId> ended = this.ended.apply(all.subList(from, Math.min(from + BATCH, all.size())));
			watched.forEach((ends, open) -> open.stream().filter(ended::contains).forEach(ends::ended));
		}
	}

}
