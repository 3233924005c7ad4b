package org.pynenc.invocation;

import java.util.List;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.util.function.SingletonSupplier;

/**
 * Tells all listeners, and keeps their faults away from the invocations.
 */
public final class InvocationListeners implements InvocationListener {

	private static final Log logger = LogFactory.getLog(InvocationListeners.class);

	private final Supplier<List<InvocationListener>> listeners;

	/**
	 * Tells listeners that are looked up at the first event, so that a listener may
	 * itself use what tells it.
	 * @param listeners gives the listeners, in order
	 */
	public InvocationListeners(Supplier<List<InvocationListener>> listeners) {
		this.listeners = SingletonSupplier.of(listeners);
	}

	@Override
	public void onEvent(InvocationEvent event) {
		for (InvocationListener listener : listeners(event)) {
			try {
				listener.onEvent(event);
			}
			catch (Exception | LinkageError | AssertionError ex) {
				logger.warn("The listener " + listener + " failed on " + event.status() + " of invocation "
						+ event.invocationId() + "; the invocation is not affected", ex);
			}
		}
	}

	private List<InvocationListener> listeners(InvocationEvent event) {
		try {
			return this.listeners.get();
		}
		catch (RuntimeException ex) {
			logger.warn("There are no listeners to tell of " + event.status() + " of invocation " + event.invocationId()
					+ "; the invocation is not affected", ex);
			return List.of();
		}
	}

}
