package org.pynenc.backend.memory;

import java.time.Instant;
import java.util.Comparator;

import org.pynenc.broker.QueueEntry;

/**
 * An entry in its lane. What orders it must not change while it sits in a set; the lane
 * takes it out before.
 */
final class MemoryQueueItem {

	static final Comparator<MemoryQueueItem> CLAIM_ORDER = Comparator.comparingInt(MemoryQueueItem::promotedDepth)
		.reversed()
		.thenComparingLong((item) -> item.promotion)
		.thenComparing(Comparator.comparingInt((MemoryQueueItem item) -> item.entry.priority()).reversed())
		.thenComparingLong((item) -> item.entry.sequence())
		.thenComparing((item) -> item.entry.id());

	static final Comparator<MemoryQueueItem> TIME_ORDER = Comparator.comparing((MemoryQueueItem item) -> item.readyAt)
		.thenComparingLong((item) -> item.entry.sequence())
		.thenComparing((item) -> item.entry.id());

	final QueueEntry entry;

	final MemoryLane lane;

	/**
	 * The place in the order of promotions, 0 for one that is not promoted.
	 */
	long promotion;

	/**
	 * When it is ready to be polled: when it is due or, leased, when the lease ends.
	 */
	Instant readyAt;

	boolean leased;

	MemoryQueueItem(QueueEntry entry, MemoryLane lane) {
		this.entry = entry;
		this.lane = lane;
		this.readyAt = entry.due();
	}

	private int promotedDepth() {
		return (this.promotion != 0) ? this.entry.depth() : -1;
	}

}
