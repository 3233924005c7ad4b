package org.pynenc;

/**
 * A wait inside a body was refused because too many bodies of this runner wait already,
 * each holding a platform thread.
 */
public class PausedLimitException extends PynencException {

	private static final long serialVersionUID = 1L;

	public PausedLimitException(String message) {
		super(message, null);
	}

}
