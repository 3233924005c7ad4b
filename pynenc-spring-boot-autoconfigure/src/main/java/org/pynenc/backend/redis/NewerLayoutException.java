package org.pynenc.backend.redis;

import org.pynenc.BackendUnavailableException;

/**
 * A newer version of pynenc has written the application's keys, in a way that this one
 * does not understand.
 */
class NewerLayoutException extends BackendUnavailableException {

	private static final long serialVersionUID = 1L;

	NewerLayoutException(String message, Throwable cause) {
		super("A newer version of pynenc keeps this application in Redis: " + message
				+ ". Update this node, or give it another pynenc.app-id", cause);
	}

}
