package org.pynenc.backend.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.pynenc.backend.redis.RedisVerbs.Ending;
import org.pynenc.invocation.Claim;
import org.pynenc.invocation.Outcome;
import org.pynenc.orchestrator.Transition;

/**
 * Ends invocations in as few trips as possible: one that comes while nothing is under way
 * is sent at once, and those that come meanwhile share the next trip. One of the threads
 * that wait sends for all. Safe for use by several threads.
 */
final class RedisCompletions {

	/**
	 * How many travel together: the server does nothing else meanwhile.
	 */
	private static final int BATCH = 64;

	private final RedisVerbs verbs;

	private final Queue<Pending> queue = new ConcurrentLinkedQueue<>();

	private final ReentrantLock sending = new ReentrantLock();

	RedisCompletions(RedisVerbs verbs) {
		this.verbs = verbs;
	}

	/**
	 * Ends an invocation and waits for the answer. An interrupt does not end the wait,
	 * and is kept.
	 * @return whether the claim still counted
	 */
	boolean complete(Claim claim, Outcome outcome) {
		Pending pending = new Pending(Ending.of(claim, outcome), Thread.currentThread());
		this.queue.add(pending);
		boolean interrupted = false;
		while (pending.answer == null) {
			if (this.sending.tryLock()) {
				send();
			}
			else {
				LockSupport.park(this);
				interrupted |= Thread.interrupted();
			}
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
		return pending.answer.get().isAccepted();
	}

	private void send() {
		try {
			List<Pending> batch = next();
			if (!batch.isEmpty()) {
				send(batch);
			}
		}
		finally {
			this.sending.unlock();
		}
		// Whoever came too late for this trip found the lock taken, and may wait for it.
		Pending next = this.queue.peek();
		if (next != null) {
			LockSupport.unpark(next.thread);
		}
	}

	private List<Pending> next() {
		List<Pending> batch = new ArrayList<>();
		Pending pending = this.queue.poll();
		while (pending != null) {
			batch.add(pending);
			pending = (batch.size() < BATCH) ? this.queue.poll() : null;
		}
		return batch;
	}

	private void send(List<Pending> batch) {
		try {
			List<Supplier<Transition>> answers = this.verbs.complete(batch.stream().map((one) -> one.ending).toList());
			for (int i = 0; i < batch.size(); i++) {
				batch.get(i).answer(answers.get(i));
			}
		}
		catch (RuntimeException | Error ex) {
			batch.forEach((pending) -> pending.answer(() -> {
				throw ex;
			}));
		}
	}

	/**
	 * An end that waits for its trip, and its thread for the answer.
	 */
	private static final class Pending {

		private final Ending ending;

		private final Thread thread;

		private volatile @Nullable Supplier<Transition> answer;

		Pending(Ending ending, Thread thread) {
			this.ending = ending;
			this.thread = thread;
		}

		void answer(Supplier<Transition> answer) {
			this.answer = answer;
			LockSupport.unpark(this.thread);
		}

	}

}
