package org.pynenc.runner;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

import org.pynenc.execution.ExecutionProgress;
import org.pynenc.execution.HeldInvocations;
import org.pynenc.execution.InvocationScope;
import org.pynenc.execution.Slots;

/**
 * The slot that one body has. It is free for another body as soon as this one has ended,
 * while its outcome is still on its way, unless too many outcomes are: then when this one
 * is written. In hand the invocation is until then. Safe for use by several threads.
 */
final class BodySlot implements ExecutionProgress {

	private final InvocationScope scope;

	private final HeldInvocations held;

	private final Slots slots;

	private final Semaphore writes;

	private final AtomicReference<State> state = new AtomicReference<>(State.TAKEN);

	/**
	 * Takes note of a slot that was reserved.
	 * @param scope whose slot it is
	 * @param held where it is in hand
	 * @param slots where the slot is given back
	 * @param writes has a permit for each outcome that may be on its way without a slot
	 */
	BodySlot(InvocationScope scope, HeldInvocations held, Slots slots, Semaphore writes) {
		this.scope = scope;
		this.held = held;
		this.slots = slots;
		this.writes = writes;
	}

	@Override
	public void bodyEnded() {
		if (this.writes.tryAcquire()) {
			this.state.set(State.FREED);
			this.slots.free(1);
		}
	}

	@Override
	public void concluded() {
		State before = this.state.getAndSet(State.CONCLUDED);
		if (before != State.CONCLUDED) {
			this.held.remove(this.scope);
		}
		if (before == State.TAKEN) {
			this.slots.free(1);
		}
		else if (before == State.FREED) {
			this.writes.release();
		}
	}

	private enum State {

		/**
		 * The body has it.
		 */
		TAKEN,

		/**
		 * The body has ended, and its outcome is on its way.
		 */
		FREED,

		/**
		 * Nothing is left to do.
		 */
		CONCLUDED

	}

}
