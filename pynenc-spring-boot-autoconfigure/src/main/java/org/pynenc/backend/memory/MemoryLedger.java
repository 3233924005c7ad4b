package org.pynenc.backend.memory;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.pynenc.orchestrator.InvocationRecord;

/**
 * What the entries of one orchestrator share.
 *
 * @param clock the time
 * @param unqueued what was made available and is not known to be in the queue
 * @param ended where the ended ones stand, in the order of their end
 * @param index where to find what stands at a status, and children
 */
record MemoryLedger(InstantSource clock, UnqueuedMarks unqueued, Queue<InvocationRecord> ended, MemoryIndex index) {

	MemoryLedger(InstantSource clock) {
		this(clock, new UnqueuedMarks(), new ConcurrentLinkedQueue<>(), new MemoryIndex());
	}

	Instant now() {
		return this.clock.instant();
	}

	void clear() {
		this.unqueued.clear();
		this.ended.clear();
		this.index.clear();
	}

}
