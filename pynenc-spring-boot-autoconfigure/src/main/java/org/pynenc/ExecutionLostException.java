package org.pynenc;

/**
 * Why an invocation failed that no body brought to an end: its runners died too often;
 * one died (or was stopped) that executed a body which may start only once; or its call
 * is lost, or cannot be read, so no body can be started.
 */
public class ExecutionLostException extends PynencException {

	private static final long serialVersionUID = 1L;

	public ExecutionLostException(String message) {
		super(message, null);
	}

}
