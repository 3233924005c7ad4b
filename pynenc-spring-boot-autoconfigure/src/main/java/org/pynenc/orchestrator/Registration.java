package org.pynenc.orchestrator;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.pynenc.InvocationId;
import org.pynenc.broker.QueueEntry;

/**
 * What became of an invocation that was to be registered.
 *
 * @param kind what became of it
 * @param invocation the one that stands for the call from now on: itself if it is
 * registered, else the waiting one with the same key
 * @param differs whether the waiting one has other arguments
 * @param replaced the invocation that ended so that this one could take its place, or
 * {@code null}; told once, not to who asks again
 * @param entry what the queue must have of it, or {@code null} if it is not available
 */
public record Registration(Kind kind, InvocationId invocation, boolean differs, @Nullable InvocationId replaced,
		@Nullable QueueEntry entry) {

	/**
	 * It is registered, now or by an earlier request.
	 * @param invocation the invocation
	 * @param replaced what it replaced, or {@code null}
	 * @param entry what the queue must have, or {@code null}
	 * @return the answer
	 */
	public static Registration registered(InvocationId invocation, @Nullable InvocationId replaced,
			@Nullable QueueEntry entry) {
		return new Registration(Kind.REGISTERED, invocation, false, replaced, entry);
	}

	/**
	 * It is not registered: its caller gets a waiting one.
	 * @param waiting the waiting invocation
	 * @param differs whether that has other arguments
	 * @return the answer
	 */
	public static Registration reused(InvocationId waiting, boolean differs) {
		return new Registration(Kind.REUSED, waiting, differs, null, null);
	}

	/**
	 * It is not registered, because a waiting one has other arguments.
	 * @param waiting the waiting invocation
	 * @return the answer
	 */
	public static Registration refused(InvocationId waiting) {
		return new Registration(Kind.REFUSED, waiting, true, null, null);
	}

	/**
	 * What the queue must have.
	 * @param registrations the answers
	 * @return the entries of those that are available, in the same order
	 */
	public static List<QueueEntry> entries(List<Registration> registrations) {
		List<QueueEntry> entries = new ArrayList<>(registrations.size());
		for (Registration registration : registrations) {
			if (registration.entry != null) {
				entries.add(registration.entry);
			}
		}
		return entries;
	}

	/**
	 * Whether the invocation itself is registered.
	 * @return {@code false} if another one stands for it
	 */
	public boolean isRegistered() {
		return this.kind == Kind.REGISTERED;
	}

	/**
	 * The possible answers.
	 */
	public enum Kind {

		/**
		 * It is registered.
		 */
		REGISTERED,

		/**
		 * A waiting invocation stands for it.
		 */
		REUSED,

		/**
		 * A waiting invocation is in the way.
		 */
		REFUSED

	}

}
