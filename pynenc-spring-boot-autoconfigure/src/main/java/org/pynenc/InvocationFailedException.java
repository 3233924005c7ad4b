package org.pynenc;

import org.jspecify.annotations.Nullable;

/**
 * The invocation ended with a failure. The cause is the body's own exception where it can
 * be rebuilt safely, else a {@link RemoteException} that describes it.
 */
public class InvocationFailedException extends InvocationException {

	private static final long serialVersionUID = 1L;

	public InvocationFailedException(InvocationId invocationId, @Nullable TaskId taskId, Throwable cause) {
		super(invocationId, taskId, "failed: " + cause, cause);
	}

	/**
	 * Marks the place of a direct call, as suppressed exception of the body's own one,
	 * whose stack is that of the body.
	 * @param invocationId the invocation
	 * @param taskId its task
	 */
	public InvocationFailedException(InvocationId invocationId, @Nullable TaskId taskId) {
		super(invocationId, taskId, "failed; it was called here", null);
	}

}
