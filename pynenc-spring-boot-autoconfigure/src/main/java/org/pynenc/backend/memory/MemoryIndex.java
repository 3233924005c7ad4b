package org.pynenc.backend.memory;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.pynenc.InvocationId;
import org.pynenc.InvocationStatus;
import org.pynenc.invocation.Invocation;

/**
 * Which invocations stand at which status, and which are children of which. The changes
 * of one invocation come one after the other; who reads meanwhile may find it at both
 * statuses of a move, never at none.
 */
final class MemoryIndex {

	private final List<Shelf> shelves = Stream.generate(Shelf::new).limit(InvocationStatus.values().length).toList();

	private final Map<InvocationId, NavigableSet<InvocationId>> children = new ConcurrentHashMap<>();

	void enter(Invocation invocation, InvocationStatus status) {
		shelf(status).add(invocation.id());
		if (invocation.parent() != null) {
			this.children.compute(invocation.parent(), (parent, there) -> {
				NavigableSet<InvocationId> siblings = (there != null) ? there : new ConcurrentSkipListSet<>();
				siblings.add(invocation.id());
				return siblings;
			});
		}
	}

	void move(InvocationId id, InvocationStatus from, InvocationStatus to) {
		if (from != to) {
			shelf(to).add(id);
			shelf(from).remove(id);
		}
	}

	void leave(Invocation invocation, InvocationStatus status) {
		shelf(status).remove(invocation.id());
		if (invocation.parent() != null) {
			this.children.computeIfPresent(invocation.parent(), (parent, siblings) -> {
				siblings.remove(invocation.id());
				return siblings.isEmpty() ? null : siblings;
			});
		}
	}

	Map<InvocationStatus, Long> counts() {
		Map<InvocationStatus, Long> counts = new EnumMap<>(InvocationStatus.class);
		for (InvocationStatus status : InvocationStatus.values()) {
			long size = shelf(status).size();
			if (size > 0) {
				counts.put(status, size);
			}
		}
		return counts;
	}

	List<InvocationId> standing(InvocationStatus status, @Nullable InvocationId after, int limit) {
		return page(shelf(status).newestFirst(), after, limit);
	}

	List<InvocationId> children(InvocationId parent, @Nullable InvocationId after, int limit) {
		return page(this.children.getOrDefault(parent, Collections.emptyNavigableSet()), after, limit);
	}

	private static List<InvocationId> page(NavigableSet<InvocationId> ids, @Nullable InvocationId after, int limit) {
		return ((after != null) ? ids.tailSet(after, false) : ids).stream().limit(limit).toList();
	}

	private Shelf shelf(InvocationStatus status) {
		return this.shelves.get(status.ordinal());
	}

	void clear() {
		this.shelves.forEach(Shelf::clear);
		this.children.clear();
	}

	/**
	 * What stands at one status. Counted apart, because a concurrent set counts by
	 * walking.
	 */
	private static final class Shelf {

		private final NavigableSet<InvocationId> ids = new ConcurrentSkipListSet<>();

		private final LongAdder size = new LongAdder();

		void add(InvocationId id) {
			if (this.ids.add(id)) {
				this.size.increment();
			}
		}

		void remove(InvocationId id) {
			if (this.ids.remove(id)) {
				this.size.decrement();
			}
		}

		long size() {
			return this.size.sum();
		}

		NavigableSet<InvocationId> newestFirst() {
			return this.ids.descendingSet();
		}

		void clear() {
			while (this.ids.pollFirst() != null) {
				this.size.decrement();
			}
		}

	}

}
