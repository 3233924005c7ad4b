package org.pynenc.proof;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.stream.LongStream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.pynenc.DistributedInvocation;
import org.pynenc.GroupRegistrationException;
import org.pynenc.InvocationNotFoundException;
import org.pynenc.Pynenc;
import org.pynenc.QueueFullException;

/**
 * Calls as fast as it can.
 */
final class Flood {

	static final int BATCH = 100;

	private static final Log logger = LogFactory.getLog(Flood.class);

	private final NotedCalls calls;

	private final ProofTasks tasks;

	private final SoakTasks soak;

	private final Pynenc pynenc;

	Flood(NotedCalls calls, ProofTasks tasks, SoakTasks soak, Pynenc pynenc) {
		this.calls = calls;
		this.tasks = tasks;
		this.soak = soak;
		this.pynenc = pynenc;
	}

	/**
	 * Calls until so many were accepted. After a refusal some of them are waited for.
	 */
	Refusals press(int number) {
		Queue<NotedCalls.NotedCall> accepted = new ArrayDeque<>();
		Refusals refusals = new Refusals(0, Long.MAX_VALUE, 0);
		int called = 0;
		while (called < number) {
			try {
				accepted.addAll(this.calls.group(BATCH, "3", (name) -> this.tasks.sumOf(name, 1, 2)));
				called += BATCH;
			}
			catch (GroupRegistrationException ex) {
				if (!(ex.getCause() instanceof QueueFullException full) || ex.registered() > 0) {
					throw ex;
				}
				refusals = refusals.and(full.queued());
				read(accepted);
			}
		}
		return refusals;
	}

	private void read(Queue<NotedCalls.NotedCall> accepted) {
		for (int i = 0; i < BATCH && !accepted.isEmpty(); i++) {
			this.calls.read(accepted.remove());
		}
	}

	/**
	 * Calls and waits for the values, without a note of any of it.
	 */
	int soak(int number) {
		List<Long> numbers = LongStream.range(0, number).boxed().toList();
		List<DistributedInvocation<Long>> invocations = this.pynenc.parallelizeInvocations(numbers, this.soak::same)
			.invocations();
		for (int i = 0; i < number; i++) {
			read(i, invocations.get(i));
		}
		return number;
	}

	/**
	 * What has ended long ago may be deleted already.
	 */
	private static void read(long expected, DistributedInvocation<Long> invocation) {
		try {
			long value = invocation.result();
			if (value != expected) {
				throw new IllegalStateException(value + " is not " + expected);
			}
		}
		catch (InvocationNotFoundException ex) {
			logger.debug("Its retention is over", ex);
		}
	}

	/**
	 * Batches that were refused.
	 *
	 * @param number how many
	 * @param least how many calls waited, by the refusal that named fewest
	 * @param most the same, by the one that named most
	 */
	record Refusals(int number, long least, long most) {

		static Refusals of(String line) {
			String[] numbers = line.split(" ");
			return new Refusals(Integer.parseInt(numbers[0]), Long.parseLong(numbers[1]), Long.parseLong(numbers[2]));
		}

		Refusals and(long queued) {
			return new Refusals(this.number + 1, Math.min(this.least, queued), Math.max(this.most, queued));
		}

		String line() {
			return this.number + " " + this.least + " " + this.most;
		}

	}

}
