package org.pynenc.backend.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.pynenc.InvocationStatus;
import org.pynenc.StatusChange;
import org.pynenc.broker.QueueEntry;
import org.pynenc.invocation.Invocation;
import org.pynenc.invocation.RunnerId;
import org.pynenc.invocation.StatusTransitions;
import org.pynenc.orchestrator.InvocationRecord;
import org.pynenc.orchestrator.Transition;

/**
 * Where one invocation stands, and how it came there. Changed under the lock of its
 * entry; the record is read without.
 */
final class MemoryStanding {

	private final Invocation invocation;

	private final MemoryLedger ledger;

	private final MemoryHistory history = new MemoryHistory();

	private volatile InvocationRecord record;

	private QueueEntry queueEntry;

	MemoryStanding(Invocation invocation, long sequence, MemoryLedger ledger) {
		this.invocation = invocation;
		this.ledger = ledger;
		Instant now = ledger.now();
		this.record = new InvocationRecord(invocation.id(), invocation.taskId(), InvocationStatus.REGISTERED, null,
				null, 0, 0, null, now);
		this.queueEntry = new QueueEntry(invocation.id(), invocation.queue(), invocation.taskId(),
				invocation.priority(), now, invocation.depth(), sequence, 0);
		note(InvocationStatus.REGISTERED, null, now);
		ledger.index().enter(invocation, InvocationStatus.REGISTERED);
		ledger.unqueued().mark(this.queueEntry, now);
	}

	InvocationRecord record() {
		return this.record;
	}

	InvocationStatus status() {
		return this.record.status();
	}

	List<StatusChange> changes() {
		return this.history.changes();
	}

	/**
	 * What the queue knows of the latest round of availability.
	 */
	QueueEntry queueEntry() {
		return this.queueEntry;
	}

	/**
	 * The answer to the move that led here.
	 */
	Transition transition() {
		return new Transition(status(), status().isAvailable() ? List.of(this.queueEntry) : List.of());
	}

	boolean allows(MemoryMove move) {
		InvocationStatus from = status();
		for (InvocationStatus to : move.path()) {
			if (!StatusTransitions.isAllowed(from, to)) {
				return false;
			}
			from = to;
		}
		return true;
	}

	/**
	 * Makes a move as a whole, or nothing of it if it is not allowed from here.
	 */
	boolean make(MemoryMove move) {
		if (!allows(move)) {
			return false;
		}
		Instant now = this.ledger.now();
		move.path().forEach((status) -> note(status, move.runner(), now));
		InvocationStatus from = status();
		this.record = after(move, now);
		this.ledger.index().move(this.invocation.id(), from, move.last());
		if (move.last().isAvailable()) {
			open(move, now);
		}
		else if (move.last().isFinal()) {
			this.ledger.ended().add(this.record);
		}
		return true;
	}

	private void note(InvocationStatus status, @Nullable RunnerId runner, Instant now) {
		this.history.add(new StatusChange(status, (runner != null) ? runner.value() : null, now));
	}

	private InvocationRecord after(MemoryMove move, Instant now) {
		InvocationStatus status = move.last();
		int retries = this.record.retries() + ((status == InvocationStatus.RETRY) ? 1 : 0);
		boolean recovered = move.first() == InvocationStatus.RUNNING_RECOVERY && status.isAvailable();
		return new InvocationRecord(this.invocation.id(), this.invocation.taskId(), status,
				status.isOwned() ? move.runner() : null, move.token(), retries,
				this.record.recoveries() + (recovered ? 1 : 0), move.reason(), now);
	}

	private void open(MemoryMove move, Instant now) {
		QueueEntry last = this.queueEntry;
		this.queueEntry = new QueueEntry(last.id(), last.queue(), last.task(), last.priority(), now.plus(move.delay()),
				last.depth(), last.sequence(), last.round() + 1);
		// What never reached its runner is given back by nobody who could enqueue it.
		boolean lost = move.first() == InvocationStatus.PENDING_RECOVERY;
		this.ledger.unqueued().mark(this.queueEntry, lost ? Instant.MIN : this.queueEntry.due());
	}

	/**
	 * How long the invocation is available already.
	 */
	Duration waited() {
		return Duration.between(this.queueEntry.due(), this.ledger.now());
	}

}
