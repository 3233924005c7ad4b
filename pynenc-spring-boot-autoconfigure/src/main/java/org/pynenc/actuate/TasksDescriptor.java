package org.pynenc.actuate;

import java.util.List;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * The tasks that this node knows.
 *
 * @param tasks the tasks, ordered by id
 */
record TasksDescriptor(List<TaskDescriptor> tasks) implements OperationResponseBody {
}
