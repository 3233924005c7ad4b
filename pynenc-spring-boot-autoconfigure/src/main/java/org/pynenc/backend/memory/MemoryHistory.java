package org.pynenc.backend.memory;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import org.pynenc.StatusChange;

/**
 * What happened to one invocation. Of a long history the first changes and the latest
 * ones stay. Guarded by the lock of its entry.
 */
final class MemoryHistory {

	static final int FIRST = 50;

	static final int LATEST = 150;

	private final List<StatusChange> first = new ArrayList<>(4);

	private final Deque<StatusChange> latest = new ArrayDeque<>(0);

	void add(StatusChange change) {
		if (this.first.size() < FIRST) {
			this.first.add(change);
			return;
		}
		if (this.latest.size() == LATEST) {
			this.latest.removeFirst();
		}
		this.latest.addLast(change);
	}

	List<StatusChange> changes() {
		List<StatusChange> changes = new ArrayList<>(this.first);
		changes.addAll(this.latest);
		return changes;
	}

}
