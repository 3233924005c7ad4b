package org.pynenc;

import org.jspecify.annotations.Nullable;

/**
 * The invocation ended without a result because it was cancelled.
 */
public class InvocationCancelledException extends InvocationException {

	private static final long serialVersionUID = 1L;

	public InvocationCancelledException(InvocationId invocationId, @Nullable TaskId taskId) {
		super(invocationId, taskId, "was cancelled", null);
	}

}
