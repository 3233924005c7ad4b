package org.pynenc;

/**
 * A call was refused because too many invocations stand one above the other: each was
 * called in the body of the one before. The cause is mostly a recursion without end.
 */
public class CallDepthException extends PynencException {

	private static final long serialVersionUID = 1L;

	public CallDepthException(String message) {
		super(message, null);
	}

}
