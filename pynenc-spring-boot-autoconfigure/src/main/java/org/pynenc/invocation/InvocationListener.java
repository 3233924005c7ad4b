package org.pynenc.invocation;

/**
 * Is told what this node did to invocations, after it is committed: for metrics and
 * events of this node. It cannot undo anything, an exception of it is logged, and an
 * event may be lost when the JVM dies. Called by the thread that made the change, so it
 * must be quick; several threads may call it at once.
 */
@FunctionalInterface
public interface InvocationListener {

	/**
	 * Is told of one change.
	 * @param event the change
	 */
	void onEvent(InvocationEvent event);

}
