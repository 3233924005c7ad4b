package org.pynenc.actuate;

import org.pynenc.InvocationStatus;
import org.pynenc.invocation.InvocationEvent;
import org.pynenc.invocation.InvocationListener;
import org.pynenc.orchestrator.InvocationLifecycle;
import org.pynenc.orchestrator.InvocationRecord;

/**
 * Cancels what nobody owns.
 */
class Cancellation {

	private final InvocationLifecycle lifecycle;

	private final InvocationListener listener;

	Cancellation(InvocationLifecycle lifecycle, InvocationListener listener) {
		this.lifecycle = lifecycle;
		this.listener = listener;
	}

	/**
	 * Cancels an invocation.
	 * @param record where it stood before
	 * @return whether it is cancelled now
	 */
	boolean cancel(InvocationRecord record) {
		if (record.status() == InvocationStatus.CANCELLED) {
			return true;
		}
		boolean cancelled = this.lifecycle.cancel(record.id());
		if (cancelled) {
			this.listener.onEvent(InvocationEvent.of(record.id(), record.taskId(), InvocationStatus.CANCELLED));
		}
		return cancelled;
	}

}
