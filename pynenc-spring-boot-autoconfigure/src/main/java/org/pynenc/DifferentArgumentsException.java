package org.pynenc;

import java.util.Collection;

/**
 * A call was refused because an invocation is waiting that counts as equal and has other
 * arguments, and the task's {@code onDifferentArguments} is
 * {@link OnDifferentArguments#RAISE}. Nothing was registered for the call.
 */
public class DifferentArgumentsException extends InvocationException {

	private static final long serialVersionUID = 1L;

	/**
	 * Names the invocation in the way, and how the call differs from it.
	 * @param waiting the waiting invocation
	 * @param taskId its task
	 * @param parameters the names of the parameters whose arguments differ; none where
	 * that is not known any more
	 */
	public DifferentArgumentsException(InvocationId waiting, TaskId taskId, Collection<String> parameters) {
		super(waiting, taskId, "waits already, and this call has " + different(parameters)
				+ "; onDifferentArguments of the task is RAISE, so the call was not registered", null);
	}

	private static String different(Collection<String> parameters) {
		return parameters.isEmpty() ? "other arguments" : "another argument for " + String.join(", ", parameters);
	}

}
