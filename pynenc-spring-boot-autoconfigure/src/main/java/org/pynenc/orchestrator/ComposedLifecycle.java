package org.pynenc.orchestrator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.pynenc.InvocationId;
import org.pynenc.QueueFullException;
import org.pynenc.broker.Broker;
import org.pynenc.broker.BrokerCapability;
import org.pynenc.broker.PollRequest;
import org.pynenc.broker.PollResult;
import org.pynenc.broker.QueueEntry;
import org.pynenc.invocation.Claim;
import org.pynenc.invocation.Invocation;
import org.pynenc.invocation.Outcome;
import org.pynenc.invocation.Token;
import org.pynenc.state.StateBackend;

/**
 * Makes each verb of steps of the three components, in an order that survives a stop
 * after every one of them:
 * <ul>
 * <li>what is needed to execute an invocation is saved before it is registered, and
 * expires unless it is;</li>
 * <li>what becomes available is marked unqueued by the orchestrator in the same step, and
 * the mark is taken off last, so {@link #recover} finds whatever did not get into the
 * queue;</li>
 * <li>an entry leaves the queue for good only after the orchestrator has decided about
 * it;</li>
 * <li>an outcome is saved aside, under the claim's token, before the orchestrator makes
 * it count.</li>
 * </ul>
 */
class ComposedLifecycle implements InvocationLifecycle {

	/**
	 * How long a call stays that was saved and, because its caller died, never
	 * registered. Longer than any recovery takes that would have to keep it.
	 */
	static final Duration UNREGISTERED_EXPIRY = Duration.ofHours(1);

	private static final int RECOVERY_LIMIT = 1000;

	private static final int SWEEP_LIMIT = 500;

	private static final Log logger = LogFactory.getLog(ComposedLifecycle.class);

	private final Orchestrator orchestrator;

	private final Broker broker;

	private final StateBackend stateBackend;

	private final Set<BrokerCapability> capabilities;

	private final int maxQueued;

	/**
	 * Composes three components.
	 * @param maxQueued how many invocations may wait at a time
	 */
	ComposedLifecycle(Orchestrator orchestrator, Broker broker, StateBackend stateBackend, int maxQueued) {
		this.maxQueued = maxQueued;
		this.orchestrator = orchestrator;
		this.broker = broker;
		this.stateBackend = stateBackend;
		this.capabilities = Set.copyOf(broker.capabilities());
	}

	@Override
	public List<Registration> register(List<Invocation> invocations) {
		if (invocations.isEmpty()) {
			return List.of();
		}
		this.stateBackend.save(invocations, UNREGISTERED_EXPIRY);
		List<Registration> registrations = enter(invocations);
		List<QueueEntry> entries = Registration.entries(registrations);
		this.broker.enqueue(entries);
		this.stateBackend
			.keep(registrations.stream().filter(Registration::isRegistered).map(Registration::invocation).toList());
		this.orchestrator.queued(entries);
		this.orchestrator.runners().wake(entries);
		tidyQuietly(invocations, registrations);
		return registrations;
	}

	/**
	 * What is refused for want of room would else be kept until it expires, while callers
	 * try again and again.
	 */
	private List<Registration> enter(List<Invocation> invocations) {
		try {
			return this.orchestrator.register(invocations, this.maxQueued);
		}
		catch (QueueFullException ex) {
			List<InvocationId> ids = invocations.stream().map(Invocation::id).toList();
			Set<InvocationId> registered = this.orchestrator.records(ids).keySet();
			this.stateBackend.delete(ids.stream().filter((id) -> !registered.contains(id)).toList());
			throw ex;
		}
	}

	@Override
	public AwaitedRegistration registerAwaited(Invocation invocation, Consumer<Completion> listener) {
		Registration registration = register(List.of(invocation)).get(0);
		return new AwaitedRegistration(registration,
				this.orchestrator.onCompleted(List.of(registration.invocation()), listener));
	}

	/**
	 * Everything is registered, whatever becomes of this.
	 */
	private void tidyQuietly(List<Invocation> invocations, List<Registration> registrations) {
		try {
			tidy(invocations, registrations);
		}
		catch (RuntimeException ex) {
			logger.warn("What was reused or replaced could not be tidied up; it expires", ex);
		}
	}

	/**
	 * Without this what was saved in vain would expire, and what was replaced would be
	 * found stale in its queue.
	 */
	private void tidy(List<Invocation> invocations, List<Registration> registrations) {
		List<InvocationId> replaced = new ArrayList<>(0);
		List<InvocationId> unused = new ArrayList<>(0);
		for (int i = 0; i < invocations.size(); i++) {
			Registration registration = registrations.get(i);
			if (registration.replaced() != null) {
				replaced.add(registration.replaced());
			}
			if (!registration.isRegistered()) {
				unused.add(invocations.get(i).id());
			}
		}
		if (!replaced.isEmpty()) {
			this.broker.remove(replaced);
		}
		if (!unused.isEmpty()) {
			this.stateBackend.delete(unused);
		}
	}

	@Override
	public ClaimResult claim(ClaimRequest request) {
		PollResult polled = poll(request);
		Map<InvocationId, QueueEntry> entries = byId(polled.entries());
		List<Grant> grants = grant(request, entries);
		settle(entries, grants);
		if (polled.more()) {
			this.orchestrator.runners().wake(polled.entries());
		}
		return result(request, grants, entries, hasStale(grants) ? Duration.ZERO : polled.nextDue());
	}

	/**
	 * Polls, and where that gives too little declares the runner idle and polls again:
	 * what was enqueued before that declaration woke nobody.
	 */
	private PollResult poll(ClaimRequest request) {
		PollResult first = this.broker.poll(new PollRequest(request.slots(), request.queues(), request.tasks()));
		int missing = request.slots() - first.entries().size();
		if (missing == 0) {
			return first;
		}
		this.orchestrator.runners().idle(request.runner());
		PollResult second = this.broker.poll(new PollRequest(missing, request.queues(), request.tasks()));
		List<QueueEntry> entries = new ArrayList<>(first.entries());
		entries.addAll(second.entries());
		return new PollResult(entries, second.more(), second.nextDue());
	}

	private static Map<InvocationId, QueueEntry> byId(List<QueueEntry> entries) {
		Map<InvocationId, QueueEntry> byId = new LinkedHashMap<>();
		entries.forEach((entry) -> byId.put(entry.id(), entry));
		return byId;
	}

	private List<Grant> grant(ClaimRequest request, Map<InvocationId, QueueEntry> entries) {
		try {
			return this.orchestrator.claim(request, List.copyOf(entries.keySet()));
		}
		catch (RuntimeException ex) {
			giveBack(entries.values(), ex);
			throw ex;
		}
	}

	/**
	 * Without this the entries would come back too, when their lease at the broker ends.
	 */
	private void giveBack(Collection<QueueEntry> entries, RuntimeException cause) {
		try {
			this.broker.enqueue(entries);
		}
		catch (RuntimeException ex) {
			cause.addSuppressed(ex);
		}
	}

	/**
	 * Acknowledges what was decided for good, and gives the rest back: what this runner
	 * cannot take, and, where a repeated request got its earlier grants, what was polled
	 * in vain.
	 */
	private void settle(Map<InvocationId, QueueEntry> entries, List<Grant> grants) {
		Map<InvocationId, QueueEntry> open = new LinkedHashMap<>(entries);
		List<QueueEntry> decided = grants.stream()
			.filter((grant) -> grant.verdict() == Verdict.CLAIMED || grant.verdict() == Verdict.STALE)
			.map((grant) -> open.remove(grant.id()))
			.filter(Objects::nonNull)
			.toList();
		if (!open.isEmpty()) {
			this.broker.enqueue(open.values());
		}
		if (!decided.isEmpty()) {
			this.broker.acknowledge(decided);
		}
	}

	private ClaimResult result(ClaimRequest request, List<Grant> grants, Map<InvocationId, QueueEntry> entries,
			@Nullable Duration nextDue) {
		List<Grant> claimed = grants.stream().filter((grant) -> grant.verdict() == Verdict.CLAIMED).toList();
		LoadedCalls calls = LoadedCalls.of(this.stateBackend, claimed.stream().map(Grant::id).toList());
		List<Claim> claims = new ArrayList<>(claimed.size());
		for (Grant grant : claimed) {
			Invocation invocation = calls.find(grant.id());
			if (invocation != null) {
				claims.add(claim(request, grant, invocation));
			}
			else {
				failWithoutCall(request, grant, calls.problem(grant.id()));
			}
		}
		return new ClaimResult(claims, verdicts(grants), nextDue);
	}

	/**
	 * What was stale took the place of something else, so the runner had better ask
	 * again.
	 */
	private static boolean hasStale(List<Grant> grants) {
		return grants.stream().anyMatch((grant) -> grant.verdict() == Verdict.STALE);
	}

	private static Claim claim(ClaimRequest request, Grant grant, Invocation invocation) {
		Token token = Objects.requireNonNull(grant.token(), "A granted claim has a token");
		return new Claim(invocation, request.runner(), token, grant.retries(), grant.recoveries(), grant.waited());
	}

	/**
	 * Nobody can ever execute it, and its runner must not stumble over it again and
	 * again.
	 */
	private void failWithoutCall(ClaimRequest request, Grant grant, String reason) {
		logger.error("Invocation " + grant.id() + " cannot be executed and ends FAILED: " + reason);
		this.orchestrator.fail(claim(request, grant, LostCall.of(grant.id())), reason);
	}

	private static Map<InvocationId, Verdict> verdicts(List<Grant> grants) {
		return grants.stream().collect(Collectors.toMap(Grant::id, Grant::verdict, (one, other) -> one));
	}

	@Override
	public ClaimResult claim(ClaimRequest request, InvocationId id) {
		List<Grant> grants = this.orchestrator.claim(request, List.of(id));
		// Its entry stays and is found stale: by now it could be that of a later round.
		return result(request, grants, Map.of(), null);
	}

	@Override
	public boolean complete(Claim claim, Outcome outcome) {
		this.stateBackend.saveOutcome(claim.invocation().id(), claim.token(), outcome);
		return enqueue(this.orchestrator.complete(claim, outcome.status())).isAccepted();
	}

	@Override
	public boolean retry(Claim claim, Duration delay) {
		Transition transition = this.orchestrator.retry(claim, delay);
		boolean canWaitInQueue = delay.isZero() || this.capabilities.contains(BrokerCapability.DELAY);
		return (canWaitInQueue ? enqueue(transition) : transition).isAccepted();
	}

	@Override
	public Transition release(Claim claim) {
		return enqueue(this.orchestrator.release(claim));
	}

	private Transition enqueue(Transition transition) {
		enqueue(transition.available());
		return transition;
	}

	private void enqueue(List<QueueEntry> entries) {
		if (!entries.isEmpty()) {
			this.broker.enqueue(entries);
			this.orchestrator.queued(entries);
			this.orchestrator.runners().wake(entries);
		}
	}

	@Override
	public Pause.Verdict pause(Claim claim, Collection<InvocationId> waitedFor) {
		Pause pause = this.orchestrator.pause(claim, waitedFor);
		if (!pause.promote().isEmpty() && this.capabilities.contains(BrokerCapability.PROMOTION)) {
			promote(pause.promote());
		}
		return pause.verdict();
	}

	/**
	 * Only a matter of order: the wait has begun, whatever becomes of this.
	 */
	private void promote(List<InvocationId> ids) {
		try {
			this.broker.promote(ids);
		}
		catch (RuntimeException ex) {
			logger.warn("Invocations that others wait for could not be moved to the front of their queue", ex);
		}
	}

	@Override
	public boolean resume(Claim claim) {
		return this.orchestrator.resume(claim);
	}

	@Override
	public boolean cancel(InvocationId id) {
		boolean cancelled = this.orchestrator.cancel(id);
		if (cancelled) {
			this.broker.remove(List.of(id));
		}
		return cancelled;
	}

	@Override
	public Recovery recover(Duration unqueuedFor) {
		Recovery recovery = this.orchestrator.recover(unqueuedFor, RECOVERY_LIMIT);
		if (!recovery.unqueued().isEmpty()) {
			this.stateBackend.keep(recovery.unqueued().stream().map(QueueEntry::id).toList());
			enqueue(recovery.unqueued());
		}
		return recovery;
	}

	/**
	 * The orchestrator forgets last, so that a stop in between leaves something that the
	 * next sweep finds.
	 */
	@Override
	public int sweep(Duration retention) {
		List<InvocationId> ended = this.orchestrator.ended(retention, SWEEP_LIMIT);
		if (!ended.isEmpty()) {
			this.broker.remove(ended);
			this.stateBackend.delete(ended);
			this.orchestrator.forget(ended);
		}
		return ended.size();
	}

	@Override
	public void purge() {
		this.broker.purge();
		this.orchestrator.purge();
		this.stateBackend.purge();
	}

}
