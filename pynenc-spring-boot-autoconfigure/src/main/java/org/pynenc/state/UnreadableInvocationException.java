package org.pynenc.state;

import org.jspecify.annotations.Nullable;
import org.pynenc.InvocationId;
import org.pynenc.SerializationException;

/**
 * What a state backend holds of an invocation cannot be read. It is left as it is.
 */
public class UnreadableInvocationException extends SerializationException {

	private static final long serialVersionUID = 1L;

	private final transient InvocationId invocationId;

	/**
	 * Makes an exception.
	 * @param invocationId the invocation
	 * @param message what cannot be read, and why
	 * @param cause what reading it threw, or {@code null}
	 */
	public UnreadableInvocationException(InvocationId invocationId, String message, @Nullable Throwable cause) {
		super(message, cause);
		this.invocationId = invocationId;
	}

	/**
	 * Whose call or outcome cannot be read.
	 * @return its id
	 */
	public InvocationId invocationId() {
		return this.invocationId;
	}

}
