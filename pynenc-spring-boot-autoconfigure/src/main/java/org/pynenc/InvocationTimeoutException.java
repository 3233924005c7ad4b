package org.pynenc;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * There was no outcome in the time that the caller wanted to wait. The invocation goes
 * on.
 */
public class InvocationTimeoutException extends InvocationException {

	private static final long serialVersionUID = 1L;

	public InvocationTimeoutException(InvocationId invocationId, @Nullable TaskId taskId, Duration timeout) {
		super(invocationId, taskId, "has no outcome after " + timeout + "; it goes on", null);
	}

}
