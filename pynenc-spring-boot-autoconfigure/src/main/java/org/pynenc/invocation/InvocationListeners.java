package org.pynenc.invocation;

import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Tells all listeners, and keeps their faults away from the invocations.
 */
public final class InvocationListeners implements InvocationListener {

	private static final Log logger = LogFactory.getLog(InvocationListeners.class);

	private final List<InvocationListener> listeners;

	public InvocationListeners(List<? extends InvocationListener> listeners) {
		this.listeners = List.copyOf(listeners);
	}

	@Override
	public void onEvent(InvocationEvent event) {
		for (InvocationListener listener : this.listeners) {
			try {
				listener.onEvent(event);
			}
			catch (Exception | LinkageError | AssertionError ex) {
				logger.warn("The listener " + listener + " failed on " + event.status() + " of invocation "
						+ event.invocationId() + "; the invocation is not affected", ex);
			}
		}
	}

}
