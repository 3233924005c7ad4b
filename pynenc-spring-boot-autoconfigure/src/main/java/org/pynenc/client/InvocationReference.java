package org.pynenc.client;

/**
 * A handle as it travels in JSON: enough to find the invocation again.
 *
 * @param version the version of this layout
 * @param app the application whose store knows the invocation
 * @param invocation the invocation's id
 * @param task its task's id
 */
record InvocationReference(int version, String app, String invocation, String task) {

	static final int VERSION = 1;

}
