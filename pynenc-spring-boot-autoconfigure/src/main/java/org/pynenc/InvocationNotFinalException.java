package org.pynenc;

import org.jspecify.annotations.Nullable;

/**
 * An outcome was asked for without waiting, and the invocation has not ended.
 */
public class InvocationNotFinalException extends InvocationException {

	private static final long serialVersionUID = 1L;

	public InvocationNotFinalException(InvocationId invocationId, @Nullable TaskId taskId, InvocationStatus status) {
		super(invocationId, taskId, "has not ended, its status is " + status + "; result() waits for the end", null);
	}

}
