package org.pynenc;

/**
 * A batch of a group could not be registered. The batches before it were, and are
 * executed; the ones after it were not. Of the batch itself any part may be registered:
 * where the cause is a {@link DifferentArgumentsException}, all but what was refused.
 */
public class GroupRegistrationException extends PynencException {

	private static final long serialVersionUID = 1L;

	private final int registered;

	/**
	 * Says how far the registration came.
	 * @param registered how many invocations are registered for certain
	 * @param size how many the group has
	 * @param cause why the next batch could not be registered
	 */
	public GroupRegistrationException(int registered, int size, Throwable cause) {
		super("Only the first " + registered + " of " + size + " invocations of a group are registered for certain; "
				+ "they are executed", cause);
		this.registered = registered;
	}

	/**
	 * How many invocations, in the order of the calls, are registered for certain.
	 * @return the number
	 */
	public int registered() {
		return this.registered;
	}

}
