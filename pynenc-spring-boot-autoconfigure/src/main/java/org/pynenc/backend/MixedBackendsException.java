package org.pynenc.backend;

import java.util.List;

import org.pynenc.PynencException;

/**
 * Some components were to be in memory and others not, so the application does not start.
 */
class MixedBackendsException extends PynencException {

	private static final long serialVersionUID = 1L;

	MixedBackendsException(List<String> choices) {
		super("The memory backend cannot be mixed with others: " + String.join(", ", choices)
				+ ". Memory belongs to one JVM, and each would decide for itself about what belongs to all.", null);
	}

}
