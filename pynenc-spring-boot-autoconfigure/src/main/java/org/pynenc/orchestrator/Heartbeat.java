package org.pynenc.orchestrator;

import java.time.Duration;
import java.util.Set;

import org.pynenc.TaskId;
import org.pynenc.invocation.RunnerId;
import org.pynenc.invocation.Token;

/**
 * A runner's sign of life. The first one announces the runner.
 *
 * @param runner the runner
 * @param slots how many bodies it executes at a time
 * @param queues the queues that it serves; empty for all
 * @param tasks the tasks that it knows
 * @param lease how long it counts as alive from now on
 * @param answered the number of the last request for work whose answer it has seen, 0
 * before the first
 * @param held the claims that it knows to be its own, taken after {@code answered} was
 */
public record Heartbeat(RunnerId runner, int slots, Set<String> queues, Set<TaskId> tasks, Duration lease,
		long answered, Set<Token> held) {

	public Heartbeat {
		queues = Set.copyOf(queues);
		tasks = Set.copyOf(tasks);
		held = Set.copyOf(held);
	}

}
