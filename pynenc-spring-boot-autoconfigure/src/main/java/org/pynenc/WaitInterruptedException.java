package org.pynenc;

/**
 * The thread was interrupted while it waited for invocations. Its interrupt flag is set
 * again.
 */
public class WaitInterruptedException extends PynencException {

	private static final long serialVersionUID = 1L;

	public WaitInterruptedException(String message, InterruptedException cause) {
		super(message, cause);
	}

}
