package org.pynenc;

/**
 * What an invocation executes: a task with named arguments.
 *
 * @param taskId the task
 * @param arguments the arguments by parameter name
 */
public record Call(TaskId taskId, Arguments arguments) {
}
