package org.pynenc.backend.memory;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;

import org.jspecify.annotations.Nullable;
import org.pynenc.InvocationId;
import org.pynenc.broker.QueueEntry;

/**
 * What was made available and is not known to be in the queue, ordered by the time from
 * which that counts.
 */
final class UnqueuedMarks {

	private final Map<InvocationId, Mark> marks = new ConcurrentHashMap<>();

	private final NavigableSet<Mark> byTime = new ConcurrentSkipListSet<>();

	/**
	 * Marks a round of availability, in place of an earlier round.
	 */
	void mark(QueueEntry entry, Instant since) {
		Mark mark = new Mark(since, entry);
		this.marks.compute(entry.id(), (id, there) -> {
			if (there != null) {
				this.byTime.remove(there);
			}
			this.byTime.add(mark);
			return mark;
		});
	}

	/**
	 * Takes the mark off, if it is of this very round.
	 */
	void queued(QueueEntry entry) {
		this.marks.computeIfPresent(entry.id(),
				(id, there) -> (there.entry().round() == entry.round()) ? off(there) : there);
	}

	void forget(InvocationId id) {
		this.marks.computeIfPresent(id, (key, there) -> off(there));
	}

	private @Nullable Mark off(Mark mark) {
		this.byTime.remove(mark);
		return null;
	}

	/**
	 * The entries whose mark counts from a time or from before, the oldest first.
	 */
	List<QueueEntry> since(Instant time, int limit) {
		return this.byTime.stream()
			.takeWhile((mark) -> !mark.since().isAfter(time))
			.limit(limit)
			.map(Mark::entry)
			.toList();
	}

	void clear() {
		this.marks.clear();
		this.byTime.clear();
	}

	private record Mark(Instant since, QueueEntry entry) implements Comparable<Mark> {

		private static final Comparator<Mark> ORDER = Comparator.comparing(Mark::since)
			.thenComparingLong((mark) -> mark.entry.sequence())
			.thenComparingInt((mark) -> mark.entry.round());

		@Override
		public int compareTo(Mark other) {
			return ORDER.compare(this, other);
		}

	}

}
