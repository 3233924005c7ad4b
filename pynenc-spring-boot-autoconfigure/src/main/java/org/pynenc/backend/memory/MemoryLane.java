package org.pynenc.backend.memory;

import java.time.Instant;
import java.util.NavigableSet;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.pynenc.TaskId;
import org.pynenc.broker.QueueEntry;

/**
 * The entries of one task in one queue: those that are ready in the order of claiming,
 * those that will be (not yet due, or leased) in the order of time. Guarded by the
 * broker's lock.
 */
final class MemoryLane {

	private final String queue;

	private final TaskId task;

	private final NavigableSet<MemoryQueueItem> ready = new TreeSet<>(MemoryQueueItem.CLAIM_ORDER);

	private final NavigableSet<MemoryQueueItem> later = new TreeSet<>(MemoryQueueItem.TIME_ORDER);

	private int leased;

	MemoryLane(String queue, TaskId task) {
		this.queue = queue;
		this.task = task;
	}

	String queue() {
		return this.queue;
	}

	TaskId task() {
		return this.task;
	}

	/**
	 * Brings what the time has made ready to its place.
	 */
	void settle(Instant now) {
		while (!this.later.isEmpty() && !this.later.first().readyAt.isAfter(now)) {
			MemoryQueueItem item = this.later.first();
			remove(item);
			item.leased = false;
			this.ready.add(item);
		}
	}

	MemoryQueueItem add(QueueEntry entry, Instant now) {
		MemoryQueueItem item = new MemoryQueueItem(entry, this);
		place(item, now);
		return item;
	}

	void promote(MemoryQueueItem item, long promotion, Instant now) {
		remove(item);
		item.promotion = promotion;
		place(item, now);
	}

	private void place(MemoryQueueItem item, Instant now) {
		(item.readyAt.isAfter(now) ? this.later : this.ready).add(item);
	}

	void lease(MemoryQueueItem item, Instant until) {
		item.readyAt = until;
		item.leased = true;
		this.leased++;
		this.later.add(item);
	}

	void remove(MemoryQueueItem item) {
		if (this.later.remove(item)) {
			this.leased -= (item.leased ? 1 : 0);
		}
		else {
			this.ready.remove(item);
		}
	}

	boolean hasReady() {
		return !this.ready.isEmpty();
	}

	MemoryQueueItem head() {
		return this.ready.first();
	}

	MemoryQueueItem takeHead() {
		MemoryQueueItem head = this.ready.first();
		this.ready.remove(head);
		return head;
	}

	/**
	 * When the next one that is not ready will be; {@code null} if there is none.
	 */
	@Nullable Instant nextReadyAt() {
		return this.later.isEmpty() ? null : this.later.first().readyAt;
	}

	int waiting() {
		return this.ready.size() + this.later.size() - this.leased;
	}

	boolean isEmpty() {
		return this.ready.isEmpty() && this.later.isEmpty();
	}

}
