package org.pynenc;

/**
 * A call was refused because too many wait already: {@code pynenc.broker.max-queued}. It
 * was not registered, nor was any call of the same batch; later it may be.
 */
public class QueueFullException extends PynencException {

	private static final long serialVersionUID = 1L;

	private final long queued;

	/**
	 * Makes an exception.
	 * @param queued how many invocations wait
	 * @param maxQueued how many may
	 */
	public QueueFullException(long queued, int maxQueued) {
		super("The call was refused and may be made again later: " + queued + " invocations wait already, and "
				+ maxQueued + " may (pynenc.broker.max-queued)", null);
		this.queued = queued;
	}

	/**
	 * How many invocations waited.
	 * @return the number at the moment of the refusal
	 */
	public long queued() {
		return this.queued;
	}

}
