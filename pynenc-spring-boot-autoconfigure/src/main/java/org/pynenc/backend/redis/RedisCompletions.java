package org.pynenc.backend.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.pynenc.backend.redis.RedisVerbs.Ending;
import org.pynenc.invocation.Claim;
import org.pynenc.invocation.Outcome;
import org.pynenc.orchestrator.Transition;

/**
 * Ends invocations in as few trips as possible: one that comes while nothing is under way
 * is sent at once by its own thread, and those that come meanwhile share the next trip,
 * which the same thread sends for them. Safe for use by several threads.
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
	 * Ends an invocation. Waits for the answer, and for those of others that come
	 * meanwhile, unless another thread does already. An interrupt does not end the wait,
	 * and is kept.
	 * @return whether the claim still counted
	 */
	CompletableFuture<Boolean> complete(Claim claim, Outcome outcome) {
		CompletableFuture<Boolean> answer = new CompletableFuture<>();
		this.queue.add(new Pending(Ending.of(claim, outcome), answer));
		boolean interrupted = Thread.interrupted();
		// Whoever finds the lock taken leaves it to the one who has it, who looks again.
		while (!this.queue.isEmpty() && this.sending.tryLock()) {
			// What the answers lead to is not waited for by who sends next.
			send().forEach(Answer::give);
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
		return answer;
	}

	private List<Answer> send() {
		List<Pending> batch = new ArrayList<>();
		try {
			Pending pending = this.queue.poll();
			while (pending != null) {
				batch.add(pending);
				pending = (batch.size() < BATCH) ? this.queue.poll() : null;
			}
			return batch.isEmpty() ? List.of() : send(batch);
		}
		finally {
			this.sending.unlock();
		}
	}

	private List<Answer> send(List<Pending> batch) {
		List<Answer> answers = new ArrayList<>(batch.size());
		try {
			List<Supplier<Transition>> transitions = this.verbs.complete(batch.stream().map(Pending::ending).toList());
			for (int i = 0; i < batch.size(); i++) {
				answers.add(new Answer(batch.get(i), transitions.get(i)));
			}
		}
		catch (RuntimeException | Error ex) {
			batch.forEach((pending) -> answers.add(new Answer(pending, () -> {
				throw ex;
			})));
		}
		return answers;
	}

	/**
	 * An end that waits for its trip.
	 */
	private record Pending(Ending ending, CompletableFuture<Boolean> answer) {

	}

	/**
	 * What became of an end.
	 */
	private record Answer(Pending pending, Supplier<Transition> transition) {

		void give() {
			CompletableFuture<Boolean> answer = this.pending.answer();
			try {
				answer.complete(this.transition.get().isAccepted());
			}
			catch (RuntimeException | Error ex) {
				answer.completeExceptionally(ex);
			}
		}

	}

}
