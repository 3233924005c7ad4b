package org.pynenc.backend.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;

import org.pynenc.broker.QueueEntry;
import org.pynenc.invocation.RunnerId;
import org.pynenc.invocation.Token;
import org.pynenc.orchestrator.ClaimRequest;
import org.pynenc.orchestrator.Grant;
import org.pynenc.orchestrator.Heartbeat;
import org.pynenc.orchestrator.RequestId;
import org.pynenc.orchestrator.RunnerNotAliveException;
import org.pynenc.orchestrator.RunnerRecord;
import org.pynenc.orchestrator.Transition;
import org.pynenc.orchestrator.Verdict;

/**
 * One runner: its lease, what it owns, and what it was last granted. Claims, heartbeats
 * and recovery of one runner exclude each other by its lock.
 */
final class MemoryRunner {

	/**
	 * How long a dead runner is remembered, so that a late request of it is still known.
	 */
	private static final Duration REMEMBERED = Duration.ofHours(1);

	private final ReentrantLock lock = new ReentrantLock();

	private final RunnerId id;

	private final Map<Token, Owned> owned = new ConcurrentHashMap<>();

	private volatile RunnerRecord record;

	private long lastGranted;

	private List<Grant> lastGrants = List.of();

	MemoryRunner(RunnerId id, Instant now) {
		this.id = id;
		this.record = new RunnerRecord(id, 0, 0, Set.of(), Set.of(), now, now);
	}

	RunnerId id() {
		return this.id;
	}

	RunnerRecord record() {
		RunnerRecord current = this.record;
		return new RunnerRecord(this.id, current.slots(), this.owned.size(), current.queues(), current.tasks(),
				current.lastHeartbeat(), current.leaseUntil());
	}

	boolean isAlive(Instant now) {
		return now.isBefore(this.record.leaseUntil());
	}

	boolean isForgettable(Instant now) {
		return this.owned.isEmpty() && now.isAfter(this.record.leaseUntil().plus(REMEMBERED));
	}

	boolean takes(QueueEntry entry) {
		Set<String> queues = this.record.queues();
		return this.record.tasks().contains(entry.task()) && (queues.isEmpty() || queues.contains(entry.queue()));
	}

	/**
	 * Renews the lease.
	 * @param givenBack told of what was given back because it never reached its runner
	 * @return the claims that no longer count
	 */
	Set<Token> heartbeat(Heartbeat heartbeat, Instant now, Consumer<MemoryEntry> givenBack) {
		return locked(() -> {
			this.record = new RunnerRecord(this.id, heartbeat.slots(), 0, heartbeat.queues(), heartbeat.tasks(), now,
					now.plus(heartbeat.lease()));
			this.owned.forEach((token, claim) -> {
				if (claim.request().number() <= heartbeat.answered() && !heartbeat.held().contains(token)) {
					claim.entry().giveBack(this.id, token);
					givenBack.accept(claim.entry());
				}
			});
			Set<Token> lost = new HashSet<>(heartbeat.held());
			lost.removeAll(this.owned.keySet());
			return lost;
		});
	}

	void leave(Instant now) {
		locked(() -> this.record = new RunnerRecord(this.id, this.record.slots(), 0, this.record.queues(),
				this.record.tasks(), this.record.lastHeartbeat(), now));
	}

	/**
	 * Answers a request for work, as before if it is a repeated one.
	 * @param decide decides under a given number of slots
	 */
	List<Grant> answer(ClaimRequest request, Instant now, IntFunction<List<Grant>> decide) {
		return locked(() -> {
			if (!isAlive(now)) {
				throw new RunnerNotAliveException(this.id);
			}
			long number = request.requestId().number();
			if (number == this.lastGranted) {
				return this.lastGrants.stream().map(this::again).toList();
			}
			// Tokens are made of the number, so an outdated request must not make any.
			List<Grant> decisions = decide.apply((number > this.lastGranted) ? request.slots() : 0);
			remember(number, decisions);
			return decisions;
		});
	}

	private Grant again(Grant grant) {
		return (grant.token() != null && this.owned.containsKey(grant.token())) ? grant
				: Grant.refused(grant.id(), Verdict.STALE);
	}

	private void remember(long number, List<Grant> decisions) {
		List<Grant> grants = decisions.stream().filter((grant) -> grant.verdict() == Verdict.CLAIMED).toList();
		if (!grants.isEmpty()) {
			this.lastGranted = number;
			this.lastGrants = grants;
		}
	}

	void own(Token token, MemoryEntry entry, RequestId request) {
		this.owned.put(token, new Owned(entry, request));
	}

	void disown(Token token) {
		this.owned.remove(token);
	}

	/**
	 * Takes back what the runner owns, unless it is alive.
	 * @return what was taken back, and what became of it
	 */
	Map<MemoryEntry, Transition> takeBack(Instant now, int limit) {
		Map<MemoryEntry, Transition> taken = new LinkedHashMap<>();
		return locked(() -> {
			if (!isAlive(now)) {
				this.owned.entrySet().stream().limit(limit).forEach((claim) -> {
					MemoryEntry entry = claim.getValue().entry();
					Transition transition = entry.takeBack(this.id, claim.getKey());
					if (transition.isAccepted()) {
						taken.put(entry, transition);
					}
				});
			}
			return taken;
		});
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

	private record Owned(MemoryEntry entry, RequestId request) {
	}

}
