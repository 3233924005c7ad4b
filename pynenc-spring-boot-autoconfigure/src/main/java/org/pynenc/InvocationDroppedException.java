package org.pynenc;

import org.jspecify.annotations.Nullable;

/**
 * The invocation ended without being executed, because concurrency control dropped it.
 */
public class InvocationDroppedException extends InvocationException {

	private static final long serialVersionUID = 1L;

	/**
	 * Says why.
	 * @param invocationId the invocation
	 * @param taskId its task, or {@code null} where it is not known
	 * @param reason why it was dropped, or {@code null} where that is not known
	 */
	public InvocationDroppedException(InvocationId invocationId, @Nullable TaskId taskId, @Nullable String reason) {
		super(invocationId, taskId,
				"was dropped by concurrency control and not executed" + ((reason != null) ? ": " + reason : ""), null);
	}

}
