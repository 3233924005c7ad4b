package org.pynenc.backend.memory;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.pynenc.TaskId;
import org.pynenc.broker.QueueEntry;
import org.pynenc.invocation.RunnerId;
import org.pynenc.invocation.Token;
import org.pynenc.orchestrator.Heartbeat;
import org.pynenc.orchestrator.RunnerNotAliveException;
import org.pynenc.orchestrator.RunnerRecord;
import org.pynenc.orchestrator.RunnerRegistry;
import org.pynenc.orchestrator.Signals;
import org.pynenc.orchestrator.Subscription;
import org.pynenc.orchestrator.Transition;

/**
 * The runners of this JVM. The one that is idle longest is woken first.
 */
final class MemoryRunnerRegistry implements RunnerRegistry {

	private final InstantSource clock;

	private final Map<RunnerId, MemoryRunner> runners = new ConcurrentHashMap<>();

	private final ReentrantLock idleLock = new ReentrantLock();

	private final Set<MemoryRunner> idle = new LinkedHashSet<>();

	private final Consumer<MemoryEntry> givenBack;

	private final Signals<RunnerId, RunnerId> wakeUps = new Signals<>();

	/**
	 * Makes an empty registry.
	 * @param givenBack told of what was given back by a heartbeat
	 */
	MemoryRunnerRegistry(InstantSource clock, Consumer<MemoryEntry> givenBack) {
		this.clock = clock;
		this.givenBack = givenBack;
	}

	@Override
	public Set<Token> heartbeat(Heartbeat heartbeat) {
		Instant now = this.clock.instant();
		List<MemoryEntry> givenBack = new ArrayList<>(0);
		Set<Token> lost = this.runners.computeIfAbsent(heartbeat.runner(), (id) -> new MemoryRunner(id, now))
			.heartbeat(heartbeat, now, givenBack::add);
		givenBack.forEach(this.givenBack);
		return lost;
	}

	@Override
	public void leave(RunnerId runner) {
		MemoryRunner leaving = this.runners.get(runner);
		if (leaving != null) {
			leaving.leave(this.clock.instant());
		}
	}

	@Override
	public List<RunnerRecord> alive() {
		Instant now = this.clock.instant();
		return this.runners.values()
			.stream()
			.filter((runner) -> runner.isAlive(now))
			.map(MemoryRunner::record)
			.toList();
	}

	/**
	 * The runner that asks for work.
	 * @throws RunnerNotAliveException if it never announced itself
	 */
	MemoryRunner get(RunnerId id) {
		MemoryRunner runner = this.runners.get(id);
		if (runner == null) {
			throw new RunnerNotAliveException(id);
		}
		return runner;
	}

	/**
	 * Takes back what dead runners own.
	 */
	Map<MemoryEntry, Transition> takeBack(int limit) {
		Instant now = this.clock.instant();
		Map<MemoryEntry, Transition> taken = new LinkedHashMap<>();
		for (MemoryRunner runner : this.runners.values()) {
			taken.putAll(runner.takeBack(now, limit - taken.size()));
		}
		this.runners.values().removeIf((runner) -> runner.isForgettable(now));
		return taken;
	}

	@Override
	public void idle(RunnerId runner) {
		MemoryRunner resting = this.runners.get(runner);
		this.idleLock.lock();
		try {
			if (resting != null && resting.isAlive(this.clock.instant())) {
				this.idle.add(resting);
			}
		}
		finally {
			this.idleLock.unlock();
		}
	}

	/**
	 * A runner that got all it asked for has no place for more: a wake-up is for another.
	 */
	void busy(MemoryRunner runner) {
		this.idleLock.lock();
		try {
			this.idle.remove(runner);
		}
		finally {
			this.idleLock.unlock();
		}
	}

	@Override
	public void wake(Collection<QueueEntry> entries) {
		pick(entries).forEach((runner) -> this.wakeUps.tell(runner.id(), runner.id()));
	}

	private List<MemoryRunner> pick(Collection<QueueEntry> entries) {
		this.idleLock.lock();
		try {
			Instant now = this.clock.instant();
			this.idle.removeIf((runner) -> !runner.isAlive(now));
			return pickIdle(entries);
		}
		finally {
			this.idleLock.unlock();
		}
	}

	private List<MemoryRunner> pickIdle(Collection<QueueEntry> entries) {
		List<MemoryRunner> picked = new ArrayList<>();
		Set<Work> hopeless = new HashSet<>();
		for (QueueEntry entry : entries) {
			Work work = new Work(entry.queue(), entry.task());
			if (this.idle.isEmpty()) {
				return picked;
			}
			MemoryRunner runner = hopeless.contains(work) ? null : firstIdle(entry);
			if (runner != null) {
				this.idle.remove(runner);
				picked.add(runner);
			}
			else {
				hopeless.add(work);
			}
		}
		return picked;
	}

	private @Nullable MemoryRunner firstIdle(QueueEntry entry) {
		for (MemoryRunner runner : this.idle) {
			if (runner.takes(entry)) {
				return runner;
			}
		}
		return null;
	}

	@Override
	public Subscription onWork(RunnerId runner, Runnable wakeUp) {
		return this.wakeUps.subscribe(runner, (woken) -> wakeUp.run());
	}

	/**
	 * Forgets the runners; who listens to wake-ups goes on listening.
	 */
	void clear() {
		this.runners.clear();
		this.idleLock.lock();
		try {
			this.idle.clear();
		}
		finally {
			this.idleLock.unlock();
		}
	}

	private record Work(String queue, TaskId task) {
	}

}
