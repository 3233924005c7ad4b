package org.pynenc.invocation;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.pynenc.InvocationId;
import org.pynenc.InvocationStatus;
import org.pynenc.TaskId;

/**
 * Something that this node did to an invocation and that is committed.
 *
 * @param invocationId the invocation
 * @param taskId its task
 * @param status the status that was entered
 * @param waited for {@link InvocationStatus#RUNNING}, how long the invocation was
 * available before; else {@code null}
 * @param took for the end of an attempt, how long the body took; else {@code null}
 */
public record InvocationEvent(InvocationId invocationId, TaskId taskId, InvocationStatus status,
		@Nullable Duration waited, @Nullable Duration took) {

	/**
	 * A change of status that no body took part in.
	 * @param invocationId the invocation
	 * @param taskId its task
	 * @param status the status that was entered
	 * @return the event
	 */
	public static InvocationEvent of(InvocationId invocationId, TaskId taskId, InvocationStatus status) {
		return new InvocationEvent(invocationId, taskId, status, null, null);
	}

	/**
	 * The start of a body.
	 * @param claim the claim that it starts for
	 * @return the event
	 */
	public static InvocationEvent started(Claim claim) {
		return new InvocationEvent(claim.invocation().id(), claim.invocation().taskId(), InvocationStatus.RUNNING,
				claim.waited(), null);
	}

	/**
	 * The end of a body.
	 * @param claim the claim that it was executed for
	 * @param status the status that was entered by its end
	 * @param took how long the body took
	 * @return the event
	 */
	public static InvocationEvent ended(Claim claim, InvocationStatus status, Duration took) {
		return new InvocationEvent(claim.invocation().id(), claim.invocation().taskId(), status, claim.waited(), took);
	}

}
