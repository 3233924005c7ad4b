package org.pynenc.backend.redis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Sends what several threads want at a time in few trips: what comes while fewer are
 * under way than may be is sent at once by its own thread, and what comes meanwhile
 * shares the next trip. An interrupt ends no trip, and is kept. Safe for use by several
 * threads.
 *
 * @param <T> what is sent
 * @param <R> what is answered
 */
final class SharedTrips<T, R> {

	/**
	 * How many travel together: the server does nothing else meanwhile.
	 */
	private static final int BATCH = 64;

	/**
	 * How many bytes travel together, roughly: what is large goes alone.
	 */
	private static final int MOST_BYTES = 1 << 20;

	private static final Log logger = LogFactory.getLog(SharedTrips.class);

	private final ToIntFunction<T> size;

	private final Function<List<T>, List<Supplier<R>>> trip;

	private final Queue<Pending<T, R>> queue = new ConcurrentLinkedQueue<>();

	private final Semaphore travelling;

	/**
	 * Makes them of one kind of trip.
	 * @param atATime how many trips may be under way at a time. One makes the largest
	 * batches; with two, the server need not wait while this JVM prepares the next
	 * @param size tells the bytes of a request, roughly
	 * @param trip sends all that it is given, and gives or throws the answer to each, in
	 * the same order
	 */
	SharedTrips(int atATime, ToIntFunction<T> size, Function<List<T>, List<Supplier<R>>> trip) {
		this.travelling = new Semaphore(atATime);
		this.size = size;
		this.trip = trip;
	}

	/**
	 * Sends, and waits for the answer.
	 * @param request what to send
	 * @return the answer
	 */
	R send(T request) {
		Thread thread = Thread.currentThread();
		AtomicReference<@Nullable Supplier<R>> answer = new AtomicReference<>();
		Pending<T, R> pending = new Pending<>(request, thread, (given) -> {
			answer.set(given);
			LockSupport.unpark(thread);
		});
		this.queue.add(pending);
		boolean interrupted = Thread.interrupted();
		Supplier<R> given = answer.get();
		while (given == null) {
			// Whoever travels with it looks afterwards for what waits, so it need not.
			if (pending.travels || !travel()) {
				LockSupport.park(this);
			}
			interrupted |= Thread.interrupted();
			given = answer.get();
		}
		handOver();
		try {
			return given.get();
		}
		finally {
			keep(interrupted);
		}
	}

	/**
	 * Sends, and waits for the answer only if no others are under way that send it too. A
	 * thread that is under way goes on until nothing is left to send.
	 * @param request what to send
	 * @param answered is given what gives or throws the answer, once, by any thread
	 */
	void begin(T request, Consumer<Supplier<R>> answered) {
		this.queue.add(new Pending<>(request, null, answered));
		boolean interrupted = Thread.interrupted();
		while (!this.queue.isEmpty() && travel()) {
			interrupted |= Thread.interrupted();
		}
		keep(interrupted);
	}

	int waiting() {
		return this.queue.size();
	}

	private static void keep(boolean interrupted) {
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Whoever found another one under way relies on him: what waits for its answer does
	 * so in a thread of its own, which is told to go; what does not is sent here.
	 */
	private void handOver() {
		Pending<T, R> next = this.queue.peek();
		while (next != null && next.thread == null && travel()) {
			next = this.queue.peek();
		}
		if (next != null) {
			LockSupport.unpark(next.thread);
		}
	}

	/**
	 * Makes a trip with what waits.
	 * @return {@code false} if there is nothing to be done but to wait: as many threads
	 * are under way as may be, or what was waited with travels already
	 */
	private boolean travel() {
		if (!this.travelling.tryAcquire()) {
			return false;
		}
		List<Pending<T, R>> batch;
		List<Supplier<R>> answers;
		try {
			batch = next();
			answers = batch.isEmpty() ? List.of() : answers(batch);
		}
		finally {
			this.travelling.release();
		}
		if (batch.isEmpty()) {
			// Somebody may have found no place to travel because of this thread.
			return !this.queue.isEmpty();
		}
		// Whoever travels next does not wait for what the answers lead to.
		for (int i = 0; i < batch.size(); i++) {
			give(batch.get(i), answers.get(i));
		}
		return true;
	}

	private void give(Pending<T, R> pending, Supplier<R> answer) {
		try {
			pending.answered.accept(answer);
		}
		catch (Throwable ex) {
			// The others' answers are not to be lost for that.
			logger.error("An answer of Redis could not be given", ex);
		}
	}

	private List<Pending<T, R>> next() {
		List<Pending<T, R>> batch = new ArrayList<>();
		long bytes = 0;
		Pending<T, R> pending = this.queue.poll();
		while (pending != null) {
			pending.travels = true;
			batch.add(pending);
			bytes += this.size.applyAsInt(pending.request);
			pending = (batch.size() < BATCH && bytes < MOST_BYTES) ? this.queue.poll() : null;
		}
		return batch;
	}

	private List<Supplier<R>> answers(List<Pending<T, R>> batch) {
		try {
			List<Supplier<R>> answers = this.trip.apply(batch.stream().map((pending) -> pending.request).toList());
			Assert.state(answers.size() == batch.size(),
					() -> batch.size() + " were sent, and " + answers.size() + " answered");
			return answers;
		}
		catch (RuntimeException | Error ex) {
			return Collections.nCopies(batch.size(), () -> {
				throw ex;
			});
		}
	}

	/**
	 * What waits for its trip.
	 */
	private static final class Pending<T, R> {

		private final T request;

		private final @Nullable Thread thread;

		private final Consumer<Supplier<R>> answered;

		private volatile boolean travels;

		/**
		 * Makes it.
		 * @param request what to send
		 * @param thread which waits for the answer; {@code null} if none does
		 * @param answered gets the answer
		 */
		Pending(T request, @Nullable Thread thread, Consumer<Supplier<R>> answered) {
			this.request = request;
			this.thread = thread;
			this.answered = answered;
		}

	}

}
