package org.pynenc.broker;

import java.time.Instant;

import org.pynenc.InvocationId;
import org.pynenc.TaskId;

/**
 * What the queue knows of an invocation.
 *
 * @param id the invocation
 * @param queue the queue it waits in
 * @param task its task
 * @param priority from -1000 to 1000; the larger one comes first
 * @param due when it may be claimed, by the clock of the store
 * @param depth its depth in the call tree; among promoted entries the deeper one comes
 * first
 * @param sequence its place in the order of registration
 * @param round how often it was made available before; 0 after registration
 */
public record QueueEntry(InvocationId id, String queue, TaskId task, int priority, Instant due, int depth,
		long sequence, int round) {
}
