package org.pynenc.backend;

import org.pynenc.PynencException;

/**
 * A backend on a shared store was chosen by an application without a name, so it does not
 * start.
 */
class MissingAppIdException extends PynencException {

	private static final long serialVersionUID = 1L;

	MissingAppIdException(String backend) {
		super("The backend '" + backend + "' keeps the work of every application apart by its name, and this "
				+ "application has none.", null);
	}

}
