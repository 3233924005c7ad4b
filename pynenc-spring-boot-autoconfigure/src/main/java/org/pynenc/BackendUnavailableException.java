package org.pynenc;

import org.jspecify.annotations.Nullable;

/**
 * The store of a backend cannot be reached, did not answer within the time limit of its
 * connection, or refused a command. Whether what was asked for has been done is not known
 * then; asking again is safe.
 */
public class BackendUnavailableException extends PynencException {

	private static final long serialVersionUID = 1L;

	public BackendUnavailableException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
