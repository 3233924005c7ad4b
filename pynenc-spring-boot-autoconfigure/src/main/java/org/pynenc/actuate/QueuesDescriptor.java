package org.pynenc.actuate;

import java.util.Map;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * The queues: those that the tasks of this node use, and all in which something waits.
 *
 * @param queues the queues by name
 */
record QueuesDescriptor(Map<String, QueueDescriptor> queues) implements OperationResponseBody {

	/**
	 * One queue.
	 *
	 * @param size how many entries wait in it, those not yet due included
	 * @param tasks how many of them are of which task
	 * @param runners how many live runners serve it, on all nodes
	 */
	record QueueDescriptor(long size, Map<String, Long> tasks, long runners) {
	}

}
