package org.pynenc;

/**
 * A call was refused because too many invocations stand one above the other: each was
 * called in the body of the one before. The cause is mostly a recursion without end.
 */
public class CallDepthException extends PynencException {

	private static final long serialVersionUID = 1L;

	public CallDepthException(TaskId taskId, int maxDepth) {
		super("A call of task '" + taskId + "' would stand deeper than " + maxDepth
				+ " calls within calls; pynenc.orchestration.max-depth sets the limit", null);
	}

}
