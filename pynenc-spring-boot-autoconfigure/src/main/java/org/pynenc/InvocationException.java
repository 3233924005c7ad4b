package org.pynenc;

import org.jspecify.annotations.Nullable;

/**
 * A problem with one invocation; names its task, where that is known, and its id.
 */
public abstract class InvocationException extends PynencException {

	private static final long serialVersionUID = 1L;

	private final transient InvocationId invocationId;

	private final transient @Nullable TaskId taskId;

	/**
	 * Begins the message with task and invocation.
	 * @param invocationId the invocation
	 * @param taskId its task, or {@code null} where it is not known
	 * @param what what happened, as the rest of a sentence whose subject is the
	 * invocation
	 * @param cause why, or {@code null}
	 */
	protected InvocationException(InvocationId invocationId, @Nullable TaskId taskId, String what,
			@Nullable Throwable cause) {
		super("Invocation " + invocationId + ((taskId != null) ? " of task '" + taskId + "' " : " ") + what, cause);
		this.invocationId = invocationId;
		this.taskId = taskId;
	}

	/**
	 * The invocation concerned.
	 * @return its id
	 */
	public InvocationId invocationId() {
		return this.invocationId;
	}

	/**
	 * The task concerned.
	 * @return its id, or {@code null} where it is not known
	 */
	public @Nullable TaskId taskId() {
		return this.taskId;
	}

}
