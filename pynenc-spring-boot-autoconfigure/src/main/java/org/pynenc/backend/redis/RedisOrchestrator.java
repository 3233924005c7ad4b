package org.pynenc.backend.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.pynenc.InvocationId;
import org.pynenc.InvocationStatus;
import org.pynenc.StatusChange;
import org.pynenc.TaskId;
import org.pynenc.broker.QueueEntry;
import org.pynenc.invocation.Claim;
import org.pynenc.invocation.Invocation;
import org.pynenc.invocation.RunnerId;
import org.pynenc.invocation.Token;
import org.pynenc.orchestrator.ClaimRequest;
import org.pynenc.orchestrator.Completion;
import org.pynenc.orchestrator.Grant;
import org.pynenc.orchestrator.InvocationRecord;
import org.pynenc.orchestrator.Orchestrator;
import org.pynenc.orchestrator.Pause;
import org.pynenc.orchestrator.Recovery;
import org.pynenc.orchestrator.Registration;
import org.pynenc.orchestrator.RunnerRegistry;
import org.pynenc.orchestrator.Subscription;
import org.pynenc.orchestrator.Transition;

import org.springframework.context.SmartLifecycle;
import org.springframework.util.Assert;

/**
 * An orchestrator in Redis. Each of its steps is one script, so one trip and atomic. It
 * stops after the runners and before the connection factory.
 */
final class RedisOrchestrator implements Orchestrator, SmartLifecycle {

	private static final int PHASE = 1;

	/**
	 * How the names of its keys begin; {@link RedisKeys} describes them.
	 */
	private static final String[] KEYS = { "o:", "h:", "c:", "st:", "k:", "r:", "rq:", "rt:", "ro:", "ended",
			"unqueued", "seq", "runners", "idle" };

	private final RedisScripts scripts;

	private final RedisVerbs verbs;

	private final RedisChannel channel;

	private final RedisRunnerRegistry runners;

	private volatile boolean running;

	RedisOrchestrator(RedisScripts scripts, RedisChannel channel) {
		this.scripts = scripts;
		this.verbs = RedisVerbs.ofTheOrchestrator(scripts);
		this.channel = channel;
		this.runners = new RedisRunnerRegistry(scripts, channel);
	}

	@Override
	public RunnerRegistry runners() {
		return this.runners;
	}

	@Override
	public List<Registration> register(Collection<Invocation> invocations, int maxQueued) {
		return invocations.isEmpty() ? List.of() : this.verbs
			.register(invocations.stream().map(this.verbs::registrable).toList(), maxQueued, RedisVerbs.NOBODY);
	}

	@Override
	public void queued(Collection<QueueEntry> entries) {
		if (!entries.isEmpty()) {
			List<Object> arguments = new ArrayList<>(entries.size() * 2);
			entries.forEach((entry) -> arguments.addAll(List.of(entry.id(), entry.round())));
			this.scripts.run("queued", arguments);
		}
	}

	@Override
	public List<Grant> claim(ClaimRequest request, List<InvocationId> ids) {
		return this.verbs.claim(request, ids).grants();
	}

	@Override
	public Transition complete(Claim claim, InvocationStatus status) {
		Assert.isTrue(status == InvocationStatus.SUCCESS || status == InvocationStatus.FAILED,
				"A body ends as a success or a failure");
		return this.verbs.complete(claim, status);
	}

	@Override
	public Transition fail(Claim claim, String reason) {
		return this.verbs.fail(claim, reason);
	}

	@Override
	public Transition retry(Claim claim, Duration delay) {
		return this.verbs.retry(claim, delay);
	}

	@Override
	public Transition release(Claim claim) {
		return this.verbs.release(claim);
	}

	@Override
	public Pause pause(Claim claim, Collection<InvocationId> waitedFor) {
		return this.verbs.pause(claim, waitedFor);
	}

	@Override
	public boolean resume(Claim claim) {
		return this.verbs.resume(claim);
	}

	@Override
	public boolean cancel(InvocationId id) {
		return this.verbs.cancel(id);
	}

	@Override
	public Recovery recover(Duration unqueuedFor, int limit) {
		return this.verbs.recover(unqueuedFor, limit);
	}

	@Override
	public Map<InvocationId, InvocationRecord> records(Collection<InvocationId> ids) {
		Map<InvocationId, InvocationRecord> records = new LinkedHashMap<>();
		if (!ids.isEmpty()) {
			RedisReply reply = this.scripts.run("records", List.copyOf(ids));
			reply.rest(() -> record(reply)).forEach((record) -> records.put(record.id(), record));
		}
		return records;
	}

	private static InvocationRecord record(RedisReply reply) {
		InvocationId id = RedisVerbs.id(reply);
		TaskId task = new TaskId(reply.text());
		InvocationStatus status = InvocationStatus.valueOf(reply.text());
		String runner = reply.textOrNull();
		String token = reply.textOrNull();
		return new InvocationRecord(id, task, status, (runner != null) ? new RunnerId(runner) : null,
				(token != null) ? new Token(token) : null, reply.smallNumber(), reply.smallNumber(), reply.textOrNull(),
				StoreTime.instant(reply.number()));
	}

	@Override
	public List<StatusChange> history(InvocationId id) {
		RedisReply reply = this.scripts.run("history", id);
		return reply.hasNext() ? RedisHistory.read(reply.number(), reply.rest(reply::text)) : List.of();
	}

	@Override
	public Map<InvocationStatus, Long> counts() {
		RedisReply reply = this.scripts.run("counts", List.of(InvocationStatus.values()));
		Map<InvocationStatus, Long> counts = new EnumMap<>(InvocationStatus.class);
		for (InvocationStatus status : InvocationStatus.values()) {
			long count = reply.number();
			if (count > 0) {
				counts.put(status, count);
			}
		}
		return counts;
	}

	@Override
	public List<InvocationId> standing(InvocationStatus status, @Nullable InvocationId after, int limit) {
		return ids(this.scripts.run("standing", status, orEmpty(after), limit));
	}

	@Override
	public List<InvocationId> children(InvocationId parent, @Nullable InvocationId after, int limit) {
		return ids(this.scripts.run("children", parent, orEmpty(after), limit));
	}

	private static Object orEmpty(@Nullable InvocationId id) {
		return (id != null) ? id : "";
	}

	private static List<InvocationId> ids(RedisReply reply) {
		return reply.rest(() -> RedisVerbs.id(reply));
	}

	@Override
	public Subscription onCompleted(Collection<InvocationId> ids, Consumer<Completion> listener) {
		return this.channel.onCompleted(ids, listener);
	}

	@Override
	public List<InvocationId> ended(Duration retention, int limit) {
		return ids(this.scripts.run("ended", StoreTime.micros(retention), limit));
	}

	@Override
	public void forget(Collection<InvocationId> ids) {
		if (!ids.isEmpty()) {
			this.scripts.run("forget", List.copyOf(ids));
		}
	}

	@Override
	public void purge() {
		RedisPurge.of(this.scripts, KEYS);
	}

	/**
	 * Nothing to do: the channel is opened for who listens first.
	 */
	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		this.channel.close();
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

}
