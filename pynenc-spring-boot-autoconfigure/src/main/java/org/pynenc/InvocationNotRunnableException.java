package org.pynenc;

import org.jspecify.annotations.Nullable;

/**
 * The invocation cannot be executed here: somebody else owns it, it has ended, or this
 * application does not know its task.
 */
public class InvocationNotRunnableException extends InvocationException {

	private static final long serialVersionUID = 1L;

	/**
	 * Says why.
	 * @param invocationId the invocation
	 * @param taskId its task, or {@code null} where it is not known
	 * @param reason why, as the rest of a sentence
	 */
	public InvocationNotRunnableException(InvocationId invocationId, @Nullable TaskId taskId, String reason) {
		super(invocationId, taskId, "cannot be run here: " + reason, null);
	}

}
