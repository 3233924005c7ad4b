package org.pynenc.backend.memory;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.pynenc.InvocationId;
import org.pynenc.OnDifferentArguments;
import org.pynenc.TaskId;
import org.pynenc.broker.QueueEntry;
import org.pynenc.invocation.Invocation;
import org.pynenc.invocation.RegistrationKey;
import org.pynenc.orchestrator.Registration;

/**
 * Which invocation a call with a registration key finds waiting. All registrations of one
 * key are made one after the other; the lock of an entry may be taken within, and never
 * the other way round.
 */
final class WaitingCalls {

	private final Map<Key, MemoryEntry> waiting = new ConcurrentHashMap<>();

	private final Function<InvocationId, @Nullable MemoryEntry> entries;

	private final Function<Invocation, Entered> enter;

	/**
	 * Watches nothing yet.
	 * @param entries finds an invocation
	 * @param enter enters one that is not there, and gives it with what the queue must
	 * have
	 */
	WaitingCalls(Function<InvocationId, @Nullable MemoryEntry> entries, Function<Invocation, Entered> enter) {
		this.entries = entries;
		this.enter = enter;
	}

	/**
	 * Registers an invocation, or finds the waiting one that stands for it.
	 */
	Registration register(Invocation invocation) {
		RegistrationKey key = invocation.registration();
		if (key == null) {
			return registered(this.enter.apply(invocation), null);
		}
		Decision decision = new Decision(invocation, key);
		this.waiting.compute(Key.of(invocation.taskId(), key), decision::decide);
		return decision.registration();
	}

	/**
	 * How many of these calls would wait in addition to those that do; at most, for other
	 * threads may be about to enter the same.
	 */
	long takingPlaces(Collection<Invocation> invocations) {
		Set<Key> keys = new HashSet<>();
		return invocations.stream()
			.filter((invocation) -> this.entries.apply(invocation.id()) == null)
			.filter((invocation) -> {
				Key key = Key.of(invocation);
				return key == null || (!this.waiting.containsKey(key) && keys.add(key));
			})
			.count();
	}

	private static Registration registered(Entered entered, @Nullable InvocationId replaced) {
		List<QueueEntry> available = entered.available();
		return Registration.registered(entered.entry().id(), replaced, available.isEmpty() ? null : available.get(0));
	}

	/**
	 * Forgets an invocation that was claimed or has ended.
	 */
	void leave(MemoryEntry entry) {
		Key key = Key.of(entry.invocation());
		if (key != null) {
			this.waiting.remove(key, entry);
		}
	}

	void clear() {
		this.waiting.clear();
	}

	/**
	 * An invocation in the orchestrator, and what the queue must have of it.
	 */
	record Entered(MemoryEntry entry, List<QueueEntry> available) {
	}

	private record Key(TaskId task, String value) {

		static @Nullable Key of(Invocation invocation) {
			RegistrationKey key = invocation.registration();
			return (key != null) ? of(invocation.taskId(), key) : null;
		}

		static Key of(TaskId task, RegistrationKey key) {
			return new Key(task, key.value());
		}

	}

	/**
	 * One registration, decided while its key is locked.
	 */
	private final class Decision {

		private final Invocation invocation;

		private final RegistrationKey key;

		private @Nullable Registration registration;

		Decision(Invocation invocation, RegistrationKey key) {
			this.invocation = invocation;
			this.key = key;
		}

		@Nullable MemoryEntry decide(Key taken, @Nullable MemoryEntry there) {
			if (there == null || !there.isUntouched() || there.id().equals(this.invocation.id())
					|| isRegisteredAlready()) {
				return enter(there, null);
			}
			RegistrationKey other = there.invocation().registration();
			boolean differs = other == null || !other.arguments().equals(this.key.arguments());
			if (differs && this.key.onDifferentArguments() == OnDifferentArguments.REPLACE) {
				return enter(there, there.replace(this.invocation.id()) ? there.id() : null);
			}
			this.registration = (differs && this.key.onDifferentArguments() == OnDifferentArguments.RAISE)
					? Registration.refused(there.id()) : Registration.reused(there.id(), differs);
			return there;
		}

		private boolean isRegisteredAlready() {
			return WaitingCalls.this.entries.apply(this.invocation.id()) != null;
		}

		/**
		 * One that is there already and no longer waits leaves the place to whoever has
		 * it.
		 */
		private @Nullable MemoryEntry enter(@Nullable MemoryEntry there, @Nullable InvocationId replaced) {
			Entered entered = WaitingCalls.this.enter.apply(this.invocation);
			this.registration = registered(entered, replaced);
			return (entered.entry().isUntouched()) ? entered.entry() : there;
		}

		Registration registration() {
			if (this.registration == null) {
				throw new IllegalStateException("Nothing was decided about " + this.invocation.id());
			}
			return this.registration;
		}

	}

}
