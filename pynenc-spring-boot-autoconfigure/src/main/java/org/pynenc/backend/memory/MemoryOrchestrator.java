package org.pynenc.backend.memory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.pynenc.InvocationId;
import org.pynenc.InvocationStatus;
import org.pynenc.QueueFullException;
import org.pynenc.StatusChange;
import org.pynenc.backend.memory.WaitingCalls.Entered;
import org.pynenc.broker.QueueEntry;
import org.pynenc.invocation.Claim;
import org.pynenc.invocation.Invocation;
import org.pynenc.orchestrator.ClaimRequest;
import org.pynenc.orchestrator.Completion;
import org.pynenc.orchestrator.Grant;
import org.pynenc.orchestrator.InvocationRecord;
import org.pynenc.orchestrator.Orchestrator;
import org.pynenc.orchestrator.Pause;
import org.pynenc.orchestrator.Recovery;
import org.pynenc.orchestrator.Recovery.Recovered;
import org.pynenc.orchestrator.Registration;
import org.pynenc.orchestrator.RunnerRegistry;
import org.pynenc.orchestrator.Signals;
import org.pynenc.orchestrator.Subscription;
import org.pynenc.orchestrator.Transition;
import org.pynenc.orchestrator.Verdict;

import org.springframework.util.Assert;

/**
 * An orchestrator in the memory of this JVM. There is no lock over all: each invocation
 * and each runner has its own.
 */
class MemoryOrchestrator implements Orchestrator {

	private final MemoryLedger ledger;

	private final MemoryRunnerRegistry runners;

	private final Map<InvocationId, MemoryEntry> entries = new ConcurrentHashMap<>();

	private final AtomicLong sequence = new AtomicLong();

	private final WaitingCalls waiting = new WaitingCalls(this.entries::get, this::enter);

	private final Signals<InvocationId, Completion> completions = new Signals<>();

	private final ReentrantLock admission = new ReentrantLock();

	MemoryOrchestrator(InstantSource clock) {
		this.ledger = new MemoryLedger(clock);
		this.runners = new MemoryRunnerRegistry(clock, this::tellEnd);
	}

	@Override
	public RunnerRegistry runners() {
		return this.runners;
	}

	@Override
	public List<Registration> register(Collection<Invocation> invocations, int maxQueued) {
		if (maxQueued == Integer.MAX_VALUE) {
			return enterAll(invocations);
		}
		this.admission.lock();
		try {
			requireRoom(invocations, maxQueued);
			return enterAll(invocations);
		}
		finally {
			this.admission.unlock();
		}
	}

	private void requireRoom(Collection<Invocation> invocations, int maxQueued) {
		long queued = counts().entrySet()
			.stream()
			.filter((count) -> count.getKey().isAvailable())
			.mapToLong(Map.Entry::getValue)
			.sum();
		long fresh = this.waiting.takingPlaces(invocations);
		if (fresh > 0 && queued + fresh > maxQueued) {
			throw new QueueFullException(queued, maxQueued);
		}
	}

	private List<Registration> enterAll(Collection<Invocation> invocations) {
		List<Registration> registrations = new ArrayList<>(invocations.size());
		for (Invocation invocation : invocations) {
			registrations.add(this.waiting.register(invocation));
		}
		registrations.forEach(this::tellEndOfReplaced);
		return registrations;
	}

	private void tellEndOfReplaced(Registration registration) {
		MemoryEntry replaced = (registration.replaced() != null) ? this.entries.get(registration.replaced()) : null;
		if (replaced != null) {
			tellEnd(replaced);
		}
	}

	private Entered enter(Invocation invocation) {
		// Asked before anybody else sees it: it may be claimed before this method
		// returns.
		List<QueueEntry> fresh = new ArrayList<>(1);
		MemoryEntry entry = this.entries.computeIfAbsent(invocation.id(), (id) -> {
			MemoryEntry entered = new MemoryEntry(invocation, this.sequence.incrementAndGet(), this.ledger);
			fresh.addAll(entered.available());
			return entered;
		});
		return new Entered(entry, fresh.isEmpty() ? entry.available() : fresh);
	}

	@Override
	public void queued(Collection<QueueEntry> entries) {
		entries.forEach(this.ledger.unqueued()::queued);
	}

	@Override
	public List<Grant> claim(ClaimRequest request, List<InvocationId> ids) {
		MemoryRunner runner = this.runners.get(request.runner());
		List<Grant> grants = runner.answer(request, this.ledger.now(), (slots) -> decide(runner, request, ids, slots));
		if (grants.stream().filter((grant) -> grant.verdict() == Verdict.CLAIMED).count() == request.slots()) {
			this.runners.busy(runner);
		}
		return grants;
	}

	private List<Grant> decide(MemoryRunner runner, ClaimRequest request, List<InvocationId> ids, int slots) {
		List<Grant> decisions = new ArrayList<>(ids.size());
		int free = slots;
		for (InvocationId id : ids) {
			MemoryEntry entry = this.entries.get(id);
			Grant decision = (entry != null) ? entry.claim(runner, request, decisions.size(), free > 0)
					: Grant.refused(id, Verdict.STALE);
			if (entry != null && decision.verdict() == Verdict.CLAIMED) {
				this.waiting.leave(entry);
				free--;
			}
			decisions.add(decision);
		}
		return decisions;
	}

	@Override
	public Transition complete(Claim claim, InvocationStatus status) {
		Assert.isTrue(status == InvocationStatus.SUCCESS || status == InvocationStatus.FAILED,
				"A body ends as a success or a failure");
		return move(claim, (entry) -> entry.complete(claim, status));
	}

	@Override
	public Transition fail(Claim claim, String reason) {
		return move(claim, (entry) -> entry.fail(claim, reason));
	}

	@Override
	public Transition retry(Claim claim, Duration delay) {
		return move(claim, (entry) -> entry.retry(claim, delay));
	}

	@Override
	public Transition release(Claim claim) {
		return move(claim, (entry) -> entry.release(claim));
	}

	private Transition move(Claim claim, Function<MemoryEntry, Transition> move) {
		MemoryEntry entry = find(claim);
		if (entry == null) {
			return Transition.REFUSED;
		}
		Transition transition = move.apply(entry);
		tellEnd(entry);
		return transition;
	}

	private @Nullable MemoryEntry find(Claim claim) {
		return this.entries.get(claim.invocation().id());
	}

	@Override
	public Pause pause(Claim claim, Collection<InvocationId> waitedFor) {
		MemoryEntry entry = find(claim);
		if (entry == null) {
			return Pause.LOST;
		}
		return switch (entry.pause(claim, () -> waitedFor.stream().anyMatch(this::isUnfinished))) {
			case LOST -> Pause.LOST;
			case NOT_NEEDED -> Pause.NOT_NEEDED;
			case PAUSED -> new Pause(Pause.Verdict.PAUSED, available(waitedFor));
		};
	}

	private boolean isUnfinished(InvocationId id) {
		MemoryEntry entry = this.entries.get(id);
		return entry != null && !entry.status().isFinal();
	}

	private List<InvocationId> available(Collection<InvocationId> ids) {
		return find(ids).stream().filter((entry) -> entry.status().isAvailable()).map(MemoryEntry::id).toList();
	}

	private List<MemoryEntry> find(Collection<InvocationId> ids) {
		List<MemoryEntry> found = new ArrayList<>(ids.size());
		for (InvocationId id : (ids.size() > 1) ? new LinkedHashSet<>(ids) : ids) {
			MemoryEntry entry = this.entries.get(id);
			if (entry != null) {
				found.add(entry);
			}
		}
		return found;
	}

	@Override
	public boolean resume(Claim claim) {
		MemoryEntry entry = find(claim);
		return entry != null && entry.resume(claim);
	}

	@Override
	public boolean cancel(InvocationId id) {
		MemoryEntry entry = this.entries.get(id);
		if (entry == null) {
			return false;
		}
		boolean cancelled = entry.cancel();
		this.waiting.leave(entry);
		tellEnd(entry);
		return cancelled;
	}

	@Override
	public Recovery recover(Duration unqueuedFor, int limit) {
		Instant unqueuedSince = this.ledger.now().minus(unqueuedFor);
		Map<MemoryEntry, Transition> taken = this.runners.takeBack(limit);
		List<Recovered> recovered = new ArrayList<>();
		// A set: what was just taken back may already count as unqueued.
		Set<QueueEntry> unqueued = new LinkedHashSet<>();
		taken.forEach((entry, transition) -> {
			recovered
				.add(new Recovered(entry.id(), entry.record().taskId(), Objects.requireNonNull(transition.status())));
			unqueued.addAll(transition.available());
			tellEnd(entry);
		});
		unqueued.addAll(this.ledger.unqueued().since(unqueuedSince, limit - taken.size()));
		return new Recovery(recovered, List.copyOf(unqueued));
	}

	@Override
	public Map<InvocationId, InvocationRecord> records(Collection<InvocationId> ids) {
		Map<InvocationId, InvocationRecord> records = new LinkedHashMap<>();
		find(ids).forEach((entry) -> records.put(entry.id(), entry.record()));
		return records;
	}

	@Override
	public List<StatusChange> history(InvocationId id) {
		MemoryEntry entry = this.entries.get(id);
		return (entry != null) ? entry.history() : List.of();
	}

	@Override
	public Map<InvocationStatus, Long> counts() {
		return this.ledger.index().counts();
	}

	@Override
	public List<InvocationId> standing(InvocationStatus status, @Nullable InvocationId after, int limit) {
		return this.ledger.index().standing(status, after, limit);
	}

	@Override
	public List<InvocationId> children(InvocationId parent, @Nullable InvocationId after, int limit) {
		return this.ledger.index().children(parent, after, limit);
	}

	@Override
	public Subscription onCompleted(Collection<InvocationId> ids, Consumer<Completion> listener) {
		List<MemoryEntry> there = find(ids);
		Subscription subscription = this.completions.subscribe(there.stream().map(MemoryEntry::id).toList(), listener);
		// Looked at after subscribing: whoever ends them now finds the listener.
		there.forEach(this::tellEnd);
		return subscription;
	}

	private void tellEnd(MemoryEntry entry) {
		InvocationRecord record = entry.record();
		if (record.status().isFinal()) {
			this.completions.tellLast(entry.id(), new Completion(entry.id(), record.status(), record.token()));
		}
	}

	@Override
	public List<InvocationId> ended(Duration retention, int limit) {
		Instant until = this.ledger.now().minus(retention);
		return this.ledger.ended()
			.stream()
			.takeWhile((record) -> !record.changedAt().isAfter(until))
			.limit(limit)
			.map(InvocationRecord::id)
			.toList();
	}

	@Override
	public void forget(Collection<InvocationId> ids) {
		for (MemoryEntry entry : find(ids)) {
			InvocationRecord record = entry.record();
			if (record.status().isFinal()) {
				this.entries.remove(record.id());
				this.ledger.ended().remove(record);
				this.ledger.unqueued().forget(record.id());
				this.ledger.index().leave(entry.invocation(), record.status());
			}
		}
	}

	@Override
	public void purge() {
		this.entries.clear();
		this.waiting.clear();
		this.runners.clear();
		this.ledger.clear();
		this.completions.clear();
	}

}
