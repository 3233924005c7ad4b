package org.pynenc.task;

import java.util.List;

/**
 * When a failed body is tried again.
 *
 * @param maxRetries how many retries there are at most
 * @param retryFor the exceptions that a retry is made for; empty for every
 * {@link Exception}
 * @param noRetryFor the exceptions that no retry is made for, even if {@code retryFor}
 * includes them
 */
public record RetryPolicy(int maxRetries, List<Class<? extends Throwable>> retryFor,
		List<Class<? extends Throwable>> noRetryFor) {

	public RetryPolicy {
		retryFor = List.copyOf(retryFor);
		noRetryFor = List.copyOf(noRetryFor);
	}

	/**
	 * Whether a failed attempt is followed by another one.
	 * @param failure what the body threw
	 * @param retries how many retries there were before
	 * @return whether to try again
	 */
	public boolean allows(Throwable failure, int retries) {
		return retries < this.maxRetries && isIncluded(failure)
				&& this.noRetryFor.stream().noneMatch((type) -> type.isInstance(failure));
	}

	private boolean isIncluded(Throwable failure) {
		return this.retryFor.isEmpty() ? failure instanceof Exception
				: this.retryFor.stream().anyMatch((type) -> type.isInstance(failure));
	}

}
