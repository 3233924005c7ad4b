package org.pynenc.backend.redis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.pynenc.TaskId;
import org.pynenc.broker.QueueEntry;
import org.pynenc.invocation.RunnerId;
import org.pynenc.invocation.Token;
import org.pynenc.orchestrator.Heartbeat;
import org.pynenc.orchestrator.RunnerRecord;
import org.pynenc.orchestrator.RunnerRegistry;
import org.pynenc.orchestrator.Subscription;

/**
 * The runners of all JVMs. The one that is idle longest is woken first.
 */
final class RedisRunnerRegistry implements RunnerRegistry {

	private final RedisScripts scripts;

	private final RedisChannel channel;

	RedisRunnerRegistry(RedisScripts scripts, RedisChannel channel) {
		this.scripts = scripts;
		this.channel = channel;
	}

	@Override
	public Set<Token> heartbeat(Heartbeat heartbeat) {
		List<Object> arguments = new ArrayList<>(List.of(heartbeat.runner(), this.channel.jvm(), heartbeat.slots(),
				StoreTime.micros(heartbeat.lease()), heartbeat.answered()));
		RedisVerbs.add(heartbeat.queues(), arguments);
		RedisVerbs.add(heartbeat.tasks(), arguments);
		RedisVerbs.add(heartbeat.held(), arguments);
		RedisReply reply = this.scripts.run("heartbeat", arguments);
		return new HashSet<>(reply.rest(() -> new Token(reply.text())));
	}

	@Override
	public void leave(RunnerId runner) {
		this.scripts.run("leave", runner);
	}

	@Override
	public List<RunnerRecord> alive() {
		RedisReply reply = this.scripts.run("alive");
		return reply.rest(() -> runner(reply));
	}

	private static RunnerRecord runner(RedisReply reply) {
		RunnerId id = new RunnerId(reply.text());
		int slots = reply.smallNumber();
		int owned = reply.smallNumber();
		long lastHeartbeat = reply.number();
		long leaseUntil = reply.number();
		Set<String> queues = Set.copyOf(reply.list(reply::text));
		Set<TaskId> tasks = Set.copyOf(reply.list(() -> new TaskId(reply.text())));
		return new RunnerRecord(id, slots, owned, queues, tasks, StoreTime.instant(lastHeartbeat),
				StoreTime.instant(leaseUntil));
	}

	@Override
	public void idle(RunnerId runner) {
		this.scripts.run("idle", runner);
	}

	@Override
	public void wake(Collection<QueueEntry> entries) {
		if (!entries.isEmpty()) {
			List<Object> arguments = new ArrayList<>(entries.size() * 2);
			entries.forEach((entry) -> arguments.addAll(List.of(entry.queue(), entry.task())));
			this.scripts.run("wake", arguments);
		}
	}

	@Override
	public Subscription onWork(RunnerId runner, Runnable wakeUp) {
		return this.channel.onWork(runner, wakeUp);
	}

}
