package org.pynenc.task;

/**
 * What the caller of a task gets, by the declared return type of its method.
 */
public enum ReturnShape {

	/**
	 * The value, after waiting for it.
	 */
	DIRECT,

	/**
	 * A handle, at once.
	 */
	INVOCATION,

	/**
	 * A future of the result, at once.
	 */
	FUTURE,

	/**
	 * Nothing, at once.
	 */
	VOID

}
