package org.pynenc;

/**
 * What becomes of a call for which another one is waiting that counts as equal
 * ({@link DistributedTask#registrationConcurrency()}), but has other arguments.
 */
public enum OnDifferentArguments {

	/**
	 * The caller gets the waiting invocation, which is executed with its own arguments.
	 */
	REUSE,

	/**
	 * The waiting invocation ends {@link InvocationStatus#CONCURRENCY_CONTROLLED_FINAL},
	 * and the call takes its place, in one step.
	 */
	REPLACE,

	/**
	 * The call throws a {@link DifferentArgumentsException}.
	 */
	RAISE

}
