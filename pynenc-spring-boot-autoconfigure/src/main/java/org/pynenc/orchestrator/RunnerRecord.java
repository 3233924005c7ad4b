package org.pynenc.orchestrator;

import java.time.Instant;
import java.util.Set;

import org.pynenc.TaskId;
import org.pynenc.invocation.RunnerId;

/**
 * A runner that counts as alive.
 *
 * @param id the runner
 * @param slots how many bodies it executes at a time
 * @param owned how many invocations it owns now, those included that wait for others and
 * hold no slot
 * @param queues the queues that it serves; empty for all
 * @param tasks the tasks that it knows
 * @param lastHeartbeat its last sign of life, by the clock of the store
 * @param leaseUntil until when it counts as alive, by the clock of the store
 */
public record RunnerRecord(RunnerId id, int slots, int owned, Set<String> queues, Set<TaskId> tasks,
		Instant lastHeartbeat, Instant leaseUntil) {
}
