package org.pynenc;

import org.jspecify.annotations.Nullable;

/**
 * The root of what this project throws at applications on purpose.
 */
public abstract class PynencException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	protected PynencException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
