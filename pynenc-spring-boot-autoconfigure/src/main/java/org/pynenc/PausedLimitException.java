package org.pynenc;

/**
 * A wait inside a body was refused because too many bodies of this runner wait already,
 * each holding a platform thread.
 */
public class PausedLimitException extends PynencException {

	private static final long serialVersionUID = 1L;

	public PausedLimitException(int maxPaused) {
		super("More than " + maxPaused + " bodies of this runner would wait for other invocations at a time; "
				+ "pynenc.runner.max-paused sets the limit, and virtual threads have none", null);
	}

}
