package org.pynenc;

import org.jspecify.annotations.Nullable;

/**
 * A value cannot be carried as JSON by its declared type, or what was carried cannot be
 * read back.
 */
public class SerializationException extends PynencException {

	private static final long serialVersionUID = 1L;

	public SerializationException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
