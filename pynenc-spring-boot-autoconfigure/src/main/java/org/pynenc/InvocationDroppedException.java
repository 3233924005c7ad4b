package org.pynenc;

import org.jspecify.annotations.Nullable;

/**
 * The invocation ended without being executed, because concurrency control dropped it.
 */
public class InvocationDroppedException extends InvocationException {

	private static final long serialVersionUID = 1L;

	public InvocationDroppedException(InvocationId invocationId, @Nullable TaskId taskId) {
		super(invocationId, taskId, "was dropped by concurrency control and not executed", null);
	}

}
