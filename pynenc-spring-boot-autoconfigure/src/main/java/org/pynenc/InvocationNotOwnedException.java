package org.pynenc;

import org.jspecify.annotations.Nullable;

/**
 * The body goes on although its runner no longer owns the invocation: the lease was lost,
 * and another runner may execute it by now. The outcome of this body will be refused.
 */
public class InvocationNotOwnedException extends InvocationException {

	private static final long serialVersionUID = 1L;

	public InvocationNotOwnedException(InvocationId invocationId, @Nullable TaskId taskId) {
		super(invocationId, taskId, "is no longer owned by this runner; the outcome of this body will be refused",
				null);
	}

}
