package org.pynenc.backend.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

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
 * A broker in Redis. The entries of each task in each queue have a lane of their own, and
 * a poll merges the heads of the lanes that it can take from, so that nothing else costs
 * it anything. Each operation is one script in one trip.
 */
final class RedisBroker implements Broker {

	static final Duration LEASE = Duration.ofSeconds(10);

	private final RedisScripts scripts;

	RedisBroker(RedisScripts scripts) {
		this.scripts = scripts;
	}

	@Override
	public Set<BrokerCapability> capabilities() {
		return Set.of(BrokerCapability.values());
	}

	@Override
	public void enqueue(Collection<QueueEntry> entries) {
		List<Object> arguments = new ArrayList<>(8 * entries.size());
		for (QueueEntry entry : entries) {
			arguments.addAll(List.of(entry.id(), entry.queue(), entry.task(), entry.priority(),
					StoreTime.micros(entry.due()), entry.depth(), entry.sequence(), entry.round()));
		}
		runUnlessEmpty("enqueue", arguments);
	}

	@Override
	public PollResult poll(PollRequest request) {
		List<Object> arguments = new ArrayList<>();
		arguments.add(StoreTime.micros(LEASE));
		arguments.add(request.max());
		arguments.add(request.queues().size());
		arguments.addAll(request.queues());
		arguments.add(request.tasks().size());
		arguments.addAll(request.tasks());
		return result(this.scripts.run("poll", arguments));
	}

	private static PollResult result(RedisReply reply) {
		boolean more = reply.smallNumber() == 1;
		Duration nextDue = duration(reply.textOrNull());
		return new PollResult(reply.rest(() -> entry(reply)), more, nextDue);
	}

	private static @Nullable Duration duration(@Nullable String micros) {
		return (micros != null) ? StoreTime.duration(Long.parseLong(micros)) : null;
	}

	private static QueueEntry entry(RedisReply reply) {
		return new QueueEntry(InvocationId.of(reply.text()), reply.text(), new TaskId(reply.text()),
				reply.smallNumber(), StoreTime.instant(reply.number()), reply.smallNumber(), reply.number(),
				reply.smallNumber());
	}

	@Override
	public void acknowledge(Collection<QueueEntry> entries) {
		List<Object> arguments = new ArrayList<>(2 * entries.size());
		entries.forEach((entry) -> arguments.addAll(List.of(entry.id(), entry.round())));
		runUnlessEmpty("acknowledge", arguments);
	}

	@Override
	public void promote(Collection<InvocationId> ids) {
		runUnlessEmpty("promote", List.copyOf(ids));
	}

	@Override
	public void remove(Collection<InvocationId> ids) {
		runUnlessEmpty("remove", List.copyOf(ids));
	}

	private void runUnlessEmpty(String script, List<?> arguments) {
		if (!arguments.isEmpty()) {
			this.scripts.run(script, arguments);
		}
	}

	@Override
	public List<QueueSize> sizes() {
		RedisReply reply = this.scripts.run("sizes");
		return reply.rest(() -> new QueueSize(reply.text(), new TaskId(reply.text()), reply.number()));
	}

	@Override
	public void purge() {
		RedisPurge.of(this.scripts, "lanes", "q:", "qw:", "ql:", "qx:", "e:", "entries");
	}

}
