package org.pynenc.execution;

/**
 * Is told how far an execution is, whose outcome may be written by another thread than
 * its body's. Must be quick.
 */
public interface ExecutionProgress {

	/**
	 * The body has ended, and its outcome is about to be written. Called by the body's
	 * thread, unless there is no body to execute.
	 */
	void bodyEnded();

	/**
	 * The outcome is written, refused or given up. Called once, by any thread; not if the
	 * execution throws.
	 */
	void concluded();

}
