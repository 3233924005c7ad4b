package org.pynenc.broker;

import org.pynenc.TaskId;

/**
 * How many entries of one task wait in one queue, those not yet due included.
 *
 * @param queue the queue
 * @param task the task
 * @param size the number of entries, 1 or more
 */
public record QueueSize(String queue, TaskId task, long size) {
}
