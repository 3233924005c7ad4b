package org.pynenc.invocation;

/**
 * Is told what this node did to invocations, after it is committed: for metrics and
 * events of this node. It cannot undo anything, an exception of it is logged, and an
 * event may be lost when the JVM dies. Called by the thread that made the change, which
 * may be another than the body's and may have the ends of others to tell; so it must be
 * quick, and must not wait for other invocations. Several threads may call it at once.
 */
@FunctionalInterface
public interface InvocationListener {

	/**
	 * Is told of one change.
	 * @param event the change
	 */
	void onEvent(InvocationEvent event);

}
