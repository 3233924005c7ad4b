package org.pynenc;

import org.jspecify.annotations.Nullable;

/**
 * There is no such invocation (any more): it was never registered, or it is gone after
 * its retention.
 */
public class InvocationNotFoundException extends InvocationException {

	private static final long serialVersionUID = 1L;

	public InvocationNotFoundException(InvocationId invocationId, @Nullable TaskId taskId) {
		super(invocationId, taskId, "is not known; final invocations are kept for pynenc.state-backend.retention",
				null);
	}

}
