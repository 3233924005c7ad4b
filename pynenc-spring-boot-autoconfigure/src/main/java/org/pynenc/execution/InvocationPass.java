package org.pynenc.execution;

import org.jspecify.annotations.Nullable;
import org.pynenc.TaskId;

/**
 * Lets the one call by which a runner starts a body through the bean's proxy. The proxy
 * consumes it before it goes on, so that a call of the same method from within the body
 * is dispatched like any other. Belongs to a thread.
 */
public final class InvocationPass {

	private static final ThreadLocal<@Nullable TaskId> PASS = new ThreadLocal<>();

	private InvocationPass() {
	}

	static void issue(TaskId task) {
		PASS.set(task);
	}

	static void revoke() {
		PASS.remove();
	}

	/**
	 * Consumes the pass of this thread, if there is one for the task.
	 * @param task the task that is called
	 * @return whether the call may go through to the body
	 */
	public static boolean consume(TaskId task) {
		if (!task.equals(PASS.get())) {
			return false;
		}
		PASS.remove();
		return true;
	}

}
