package org.pynenc.backend.memory;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.pynenc.InvocationId;
import org.pynenc.InvocationStatus;
import org.pynenc.StatusChange;
import org.pynenc.broker.QueueEntry;
import org.pynenc.invocation.Claim;
import org.pynenc.invocation.Invocation;
import org.pynenc.invocation.RunnerId;
import org.pynenc.invocation.Token;
import org.pynenc.orchestrator.ClaimRequest;
import org.pynenc.orchestrator.Grant;
import org.pynenc.orchestrator.InvocationRecord;
import org.pynenc.orchestrator.Pause;
import org.pynenc.orchestrator.Transition;
import org.pynenc.orchestrator.Verdict;

/**
 * One invocation, and who may move it. Each move is decided and made under the entry's
 * own lock, which is taken after a runner's and never together with another entry's.
 */
final class MemoryEntry {

	private static final int REMEMBERED_OWNERS = 10;

	private final ReentrantLock lock = new ReentrantLock();

	private final Invocation invocation;

	private final MemoryStanding standing;

	private final Deque<RunnerId> deadOwners = new ArrayDeque<>(0);

	private @Nullable MemoryRunner owner;

	private @Nullable EndedClaim ended;

	MemoryEntry(Invocation invocation, long sequence, MemoryLedger ledger) {
		this.invocation = invocation;
		this.standing = new MemoryStanding(invocation, sequence, ledger);
	}

	InvocationId id() {
		return this.invocation.id();
	}

	Invocation invocation() {
		return this.invocation;
	}

	/**
	 * Where the invocation stands, read without a lock.
	 */
	InvocationRecord record() {
		return this.standing.record();
	}

	InvocationStatus status() {
		return this.standing.status();
	}

	List<StatusChange> history() {
		return locked(this.standing::changes);
	}

	/**
	 * What the queue must have while the invocation is available.
	 */
	List<QueueEntry> available() {
		return locked(() -> this.standing.transition().available());
	}

	Grant claim(MemoryRunner runner, ClaimRequest request, int index, boolean slotFree) {
		return locked(() -> {
			Token token = request.requestId().token(index);
			MemoryMove move = MemoryMove.claim(runner.id(), token);
			Verdict verdict = judge(request, move, slotFree);
			return (verdict == Verdict.CLAIMED) ? grant(runner, request, token, move) : Grant.refused(id(), verdict);
		});
	}

	private Verdict judge(ClaimRequest request, MemoryMove move, boolean slotFree) {
		if (!this.standing.allows(move)) {
			return Verdict.STALE;
		}
		if (!request.tasks().contains(this.invocation.taskId())) {
			return Verdict.UNKNOWN_TASK;
		}
		return (slotFree && !this.standing.waited().isNegative()) ? Verdict.CLAIMED : Verdict.NOT_DUE;
	}

	private Grant grant(MemoryRunner runner, ClaimRequest request, Token token, MemoryMove move) {
		Grant grant = new Grant(id(), Verdict.CLAIMED, token, record().retries(), record().recoveries(),
				this.standing.waited());
		this.owner = runner;
		runner.own(token, this, request.requestId());
		make(move);
		return grant;
	}

	Transition complete(Claim claim, InvocationStatus status) {
		return end(claim, MemoryMove.complete(claim, status));
	}

	Transition fail(Claim claim, String reason) {
		return end(claim, MemoryMove.fail(claim, reason));
	}

	Transition retry(Claim claim, Duration delay) {
		return end(claim, MemoryMove.retry(claim, delay));
	}

	Transition release(Claim claim) {
		boolean again = this.invocation.maxRecoveries() > 0;
		return end(claim, again ? MemoryMove.release(claim) : MemoryMove.releaseForGood(claim));
	}

	private Transition end(Claim claim, MemoryMove move) {
		return locked(() -> {
			if (this.ended != null && this.ended.isRepeatedBy(claim, move.first())) {
				return this.ended.answer();
			}
			Transition answer = isOwnedBy(claim) ? make(move) : Transition.REFUSED;
			if (answer.isAccepted()) {
				this.ended = new EndedClaim(claim.runner(), claim.token(), move.first(), answer);
			}
			return answer;
		});
	}

	Pause.Verdict pause(Claim claim, BooleanSupplier needed) {
		return locked(() -> {
			if (!isOwnedBy(claim)) {
				return Pause.Verdict.LOST;
			}
			if (status() != InvocationStatus.PAUSED && !needed.getAsBoolean()) {
				return Pause.Verdict.NOT_NEEDED;
			}
			make(MemoryMove.pause(claim));
			return Pause.Verdict.PAUSED;
		});
	}

	boolean resume(Claim claim) {
		return locked(() -> {
			if (!isOwnedBy(claim)) {
				return false;
			}
			make(MemoryMove.resume(claim));
			return true;
		});
	}

	boolean cancel() {
		return locked(() -> {
			if (!status().isOwned()) {
				make(MemoryMove.cancel());
			}
			return status() == InvocationStatus.CANCELLED;
		});
	}

	/**
	 * Whether no attempt was ever claimed, read without a lock.
	 */
	boolean isUntouched() {
		return status() == InvocationStatus.REGISTERED;
	}

	/**
	 * Ends the invocation in favour of another one, unless an attempt was claimed.
	 * @return whether it has ended so
	 */
	boolean replace(InvocationId by) {
		return locked(() -> isUntouched() && make(MemoryMove.replaced(by)).isAccepted());
	}

	/**
	 * Takes the invocation back from a dead owner.
	 */
	Transition takeBack(RunnerId dead, Token token) {
		return locked(() -> {
			if (!isOwnedBy(dead, token)) {
				return Transition.REFUSED;
			}
			remember(dead);
			boolean again = record().recoveries() < this.invocation.maxRecoveries();
			return make(again ? MemoryMove.takeBack() : MemoryMove.takeBackForGood(deathReason()));
		});
	}

	private void remember(RunnerId dead) {
		if (this.deadOwners.size() == REMEMBERED_OWNERS) {
			this.deadOwners.removeFirst();
		}
		this.deadOwners.addLast(dead);
	}

	private String deathReason() {
		List<String> owners = this.deadOwners.stream().map(RunnerId::value).toList();
		return "Its runner died or lost it, and a body is run again only %d times (maxRecoveries); its last owners: %s"
			.formatted(this.invocation.maxRecoveries(), String.join(", ", owners));
	}

	/**
	 * Makes a claim undone that never reached its owner. A paused one has reached it, so
	 * its body was lost since.
	 */
	void giveBack(RunnerId runner, Token token) {
		locked(() -> {
			if (isOwnedBy(runner, token)) {
				return (status() == InvocationStatus.PAUSED) ? takeBack(runner, token) : make(MemoryMove.giveBack());
			}
			return Transition.REFUSED;
		});
	}

	private boolean isOwnedBy(Claim claim) {
		return isOwnedBy(claim.runner(), claim.token());
	}

	private boolean isOwnedBy(RunnerId runner, Token token) {
		return status().isOwned() && runner.equals(record().runner()) && token.equals(record().token());
	}

	private Transition make(MemoryMove move) {
		Token token = record().token();
		if (!this.standing.make(move)) {
			return Transition.REFUSED;
		}
		if (this.owner != null && token != null && !status().isOwned()) {
			this.owner.disown(token);
			this.owner = null;
		}
		return this.standing.transition();
	}

	private <T> T locked(Supplier<T> work) {
		this.lock.lock();
		try {
			return work.get();
		}
		finally {
			this.lock.unlock();
		}
	}

}
