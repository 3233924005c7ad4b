package org.pynenc.invocation;

import org.pynenc.InvocationStatus;

import org.springframework.util.Assert;

/**
 * How a body ended.
 *
 * @param status {@link InvocationStatus#SUCCESS} or {@link InvocationStatus#FAILED}
 * @param payload the serialized result or failure
 */
public record Outcome(InvocationStatus status, String payload) {

	public Outcome {
		Assert.isTrue(status == InvocationStatus.SUCCESS || status == InvocationStatus.FAILED,
				"An outcome is a success or a failure");
	}

	/**
	 * A success.
	 * @param payload the serialized result
	 * @return the outcome
	 */
	public static Outcome success(String payload) {
		return new Outcome(InvocationStatus.SUCCESS, payload);
	}

	/**
	 * A failure.
	 * @param payload the serialized failure
	 * @return the outcome
	 */
	public static Outcome failure(String payload) {
		return new Outcome(InvocationStatus.FAILED, payload);
	}

}
