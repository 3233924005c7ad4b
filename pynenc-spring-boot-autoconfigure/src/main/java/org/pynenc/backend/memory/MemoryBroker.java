package org.pynenc.backend.memory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.pynenc.InvocationId;
import org.pynenc.TaskId;
import org.pynenc.broker.Broker;
import org.pynenc.broker.BrokerCapability;
import org.pynenc.broker.PollRequest;
import org.pynenc.broker.PollResult;
import org.pynenc.broker.QueueEntry;
import org.pynenc.broker.QueueSize;

/**
 * A broker in the memory of this JVM. The entries of each task in each queue have a lane
 * of their own, and a poll merges the heads of the lanes that it can take from, so that
 * nothing else costs it anything.
 */
final class MemoryBroker implements Broker {

	static final Duration LEASE = Duration.ofSeconds(10);

	private final InstantSource clock;

	private final ReentrantLock lock = new ReentrantLock();

	private final Map<InvocationId, MemoryQueueItem> items = new HashMap<>();

	private final Map<String, Map<TaskId, MemoryLane>> lanes = new HashMap<>();

	private long promotions;

	MemoryBroker(InstantSource clock) {
		this.clock = clock;
	}

	@Override
	public Set<BrokerCapability> capabilities() {
		return Set.of(BrokerCapability.values());
	}

	@Override
	public void enqueue(Collection<QueueEntry> entries) {
		locked((now) -> entries.forEach((entry) -> enqueue(entry, now)));
	}

	private void enqueue(QueueEntry entry, Instant now) {
		MemoryQueueItem there = find(entry.id(), now);
		if (there != null && !there.leased && there.entry.round() >= entry.round()) {
			return;
		}
		if (there != null) {
			discard(there);
		}
		MemoryLane lane = this.lanes.computeIfAbsent(entry.queue(), (queue) -> new HashMap<>())
			.computeIfAbsent(entry.task(), (task) -> new MemoryLane(entry.queue(), task));
		this.items.put(entry.id(), lane.add(entry, now));
	}

	@Override
	public PollResult poll(PollRequest request) {
		this.lock.lock();
		try {
			return poll(request, this.clock.instant());
		}
		finally {
			this.lock.unlock();
		}
	}

	private PollResult poll(PollRequest request, Instant now) {
		List<MemoryLane> open = open(request);
		open.forEach((lane) -> lane.settle(now));
		List<MemoryQueueItem> taken = takeFirst(open, request.max());
		boolean more = open.stream().anyMatch(MemoryLane::hasReady);
		Duration nextDue = more ? Duration.ZERO : nextDue(open, now);
		// Leased only now: what this poll took is nothing that its caller waits for.
		taken.forEach((item) -> item.lane.lease(item, now.plus(LEASE)));
		return new PollResult(taken.stream().map((item) -> item.entry).toList(), more, nextDue);
	}

	private List<MemoryLane> open(PollRequest request) {
		List<MemoryLane> open = new ArrayList<>();
		if (request.queues().isEmpty()) {
			this.lanes.values().forEach((byTask) -> addKnown(byTask, request.tasks(), open));
		}
		else {
			request.queues()
				.forEach((queue) -> addKnown(this.lanes.getOrDefault(queue, Map.of()), request.tasks(), open));
		}
		return open;
	}

	private static void addKnown(Map<TaskId, MemoryLane> byTask, Set<TaskId> tasks, List<MemoryLane> open) {
		if (byTask.size() < tasks.size()) {
			byTask.values().stream().filter((lane) -> tasks.contains(lane.task())).forEach(open::add);
		}
		else {
			tasks.stream().map(byTask::get).filter(Objects::nonNull).forEach(open::add);
		}
	}

	private static List<MemoryQueueItem> takeFirst(List<MemoryLane> open, int max) {
		List<MemoryQueueItem> taken = new ArrayList<>();
		PriorityQueue<MemoryLane> heads = new PriorityQueue<>(
				Comparator.comparing(MemoryLane::head, MemoryQueueItem.CLAIM_ORDER));
		open.stream().filter(MemoryLane::hasReady).forEach(heads::add);
		while (taken.size() < max && !heads.isEmpty()) {
			MemoryLane lane = heads.remove();
			taken.add(lane.takeHead());
			if (lane.hasReady()) {
				heads.add(lane);
			}
		}
		return taken;
	}

	private static @Nullable Duration nextDue(List<MemoryLane> open, Instant now) {
		return open.stream()
			.map(MemoryLane::nextReadyAt)
			.flatMap(Stream::ofNullable)
			.min(Comparator.naturalOrder())
			.map((next) -> Duration.between(now, next))
			.orElse(null);
	}

	@Override
	public void acknowledge(Collection<QueueEntry> entries) {
		locked((now) -> entries.forEach((entry) -> {
			MemoryQueueItem item = find(entry.id(), now);
			if (item != null && item.leased && item.entry.round() == entry.round()) {
				discard(item);
			}
		}));
	}

	@Override
	public void promote(Collection<InvocationId> ids) {
		locked((now) -> ids.forEach((id) -> {
			MemoryQueueItem item = find(id, now);
			if (item != null && !item.leased && item.promotion == 0) {
				item.lane.promote(item, ++this.promotions, now);
			}
		}));
	}

	@Override
	public void remove(Collection<InvocationId> ids) {
		locked((now) -> ids.forEach((id) -> {
			MemoryQueueItem item = find(id, now);
			if (item != null) {
				discard(item);
			}
		}));
	}

	private @Nullable MemoryQueueItem find(InvocationId id, Instant now) {
		MemoryQueueItem item = this.items.get(id);
		if (item != null) {
			item.lane.settle(now);
		}
		return item;
	}

	private void discard(MemoryQueueItem item) {
		this.items.remove(item.entry.id());
		MemoryLane lane = item.lane;
		lane.remove(item);
		if (lane.isEmpty()) {
			this.lanes.computeIfPresent(lane.queue(), (queue, byTask) -> without(lane, byTask));
		}
	}

	private static @Nullable Map<TaskId, MemoryLane> without(MemoryLane lane, Map<TaskId, MemoryLane> byTask) {
		byTask.remove(lane.task());
		return byTask.isEmpty() ? null : byTask;
	}

	@Override
	public List<QueueSize> sizes() {
		List<QueueSize> sizes = new ArrayList<>();
		locked((now) -> this.lanes.values().stream().flatMap((byTask) -> byTask.values().stream()).forEach((lane) -> {
			lane.settle(now);
			if (lane.waiting() > 0) {
				sizes.add(new QueueSize(lane.queue(), lane.task(), lane.waiting()));
			}
		}));
		return sizes;
	}

	@Override
	public void purge() {
		locked((now) -> {
			this.items.clear();
			this.lanes.clear();
		});
	}

	private void locked(Consumer<Instant> work) {
		this.lock.lock();
		try {
			work.accept(this.clock.instant());
		}
		finally {
			this.lock.unlock();
		}
	}

}
