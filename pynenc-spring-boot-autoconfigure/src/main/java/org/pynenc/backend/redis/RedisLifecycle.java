package org.pynenc.backend.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.pynenc.Arguments;
import org.pynenc.BackendUnavailableException;
import org.pynenc.Call;
import org.pynenc.InvocationId;
import org.pynenc.QueueFullException;
import org.pynenc.TaskId;
import org.pynenc.backend.redis.RedisVerbs.Ending;
import org.pynenc.backend.redis.RedisVerbs.Registrable;
import org.pynenc.invocation.Claim;
import org.pynenc.invocation.Invocation;
import org.pynenc.invocation.Outcome;
import org.pynenc.invocation.Token;
import org.pynenc.orchestrator.AwaitedRegistration;
import org.pynenc.orchestrator.ClaimRequest;
import org.pynenc.orchestrator.ClaimResult;
import org.pynenc.orchestrator.Completion;
import org.pynenc.orchestrator.Grant;
import org.pynenc.orchestrator.InvocationLifecycle;
import org.pynenc.orchestrator.Pause;
import org.pynenc.orchestrator.Recovery;
import org.pynenc.orchestrator.Registration;
import org.pynenc.orchestrator.Subscription;
import org.pynenc.orchestrator.Transition;
import org.pynenc.orchestrator.Verdict;
import org.pynenc.state.UnreadableInvocationException;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;

/**
 * The verbs where orchestrator, broker and state backend are all in Redis: one script
 * each, so one trip, and a stop in the middle leaves nothing half done.
 */
final class RedisLifecycle implements InvocationLifecycle {

	private static final int RECOVERY_LIMIT = 1000;

	private static final int SWEEP_LIMIT = 500;

	/**
	 * How many invocations are registered in one step: the server does nothing else
	 * meanwhile.
	 */
	private static final int BATCH = 1000;

	/**
	 * Who registers waits for the answer, so a second trip is made ready meanwhile.
	 */
	private static final int REGISTRATIONS_AT_A_TIME = 2;

	private static final Log logger = LogFactory.getLog(RedisLifecycle.class);

	private final RedisScripts scripts;

	private final RedisVerbs verbs;

	private final SharedTrips<Registrable, Registration> registrations;

	private final SharedTrips<Registrable, Registration> awaitedRegistrations;

	private final SharedTrips<Ending, Transition> endings;

	private final RedisChannel channel;

	private final int maxQueued;

	/**
	 * Makes the verbs of an application.
	 * @param maxQueued how many invocations may wait at a time
	 */
	RedisLifecycle(RedisScripts scripts, RedisChannel channel, int maxQueued) {
		this.maxQueued = maxQueued;
		this.scripts = scripts;
		this.verbs = RedisVerbs.whole(scripts);
		this.channel = channel;
		this.registrations = new SharedTrips<>(REGISTRATIONS_AT_A_TIME, Registrable::size,
				(some) -> registerTogether(some, RedisVerbs.NOBODY));
		this.awaitedRegistrations = new SharedTrips<>(REGISTRATIONS_AT_A_TIME, Registrable::size,
				(some) -> registerTogether(some, channel.jvm()));
		this.endings = new SharedTrips<>(1, Ending::size, this.verbs::complete);
	}

	@Override
	public List<Registration> register(List<Invocation> invocations) {
		List<Registrable> all = invocations.stream().map(this.verbs::registrable).toList();
		if (all.size() == 1) {
			return List.of(this.registrations.send(all.get(0)));
		}
		List<Registration> registrations = new ArrayList<>(all.size());
		for (int from = 0; from < all.size(); from += BATCH) {
			registrations.addAll(this.verbs.register(all.subList(from, Math.min(from + BATCH, all.size())),
					this.maxQueued, RedisVerbs.NOBODY));
		}
		return registrations;
	}

	/**
	 * Registers what several callers want. What hinders one of them, or is too much for
	 * the queues only with all the others, is none of the others' business, so each is
	 * asked for alone then, by its own thread.
	 */
	private List<Supplier<Registration>> registerTogether(List<Registrable> some, String jvm) {
		List<Supplier<Registration>> answers = new ArrayList<>(some.size());
		try {
			this.verbs.register(some, this.maxQueued, jvm).forEach((registration) -> answers.add(() -> registration));
		}
		catch (QueueFullException | BackendUnavailableException ex) {
			if (some.size() == 1) {
				throw ex;
			}
			some.forEach((one) -> answers.add(() -> registerAlone(one, jvm, ex)));
		}
		return answers;
	}

	private Registration registerAlone(Registrable one, String jvm, RuntimeException before) {
		if (!isAnswer(before)) {
			throw new BackendUnavailableException(String.valueOf(before.getMessage()), before);
		}
		return this.verbs.register(List.of(one), this.maxQueued, jvm).get(0);
	}

	/**
	 * Whether the server has answered, if only with an error.
	 */
	private static boolean isAnswer(RuntimeException ex) {
		return !(ex.getCause() instanceof DataAccessResourceFailureException
				|| ex.getCause() instanceof QueryTimeoutException);
	}

	@Override
	public AwaitedRegistration registerAwaited(Invocation invocation, Consumer<Completion> listener) {
		Subscription subscription = this.channel.expect(List.of(invocation.id()), listener);
		Registration registration;
		try {
			registration = this.awaitedRegistrations.send(this.verbs.registrable(invocation));
		}
		catch (RuntimeException | Error ex) {
			subscription.close();
			throw ex;
		}
		if (registration.isRegistered()) {
			return new AwaitedRegistration(registration, subscription);
		}
		subscription.close();
		return new AwaitedRegistration(registration,
				this.channel.onCompleted(List.of(registration.invocation()), listener));
	}

	@Override
	public ClaimResult claim(ClaimRequest request) {
		return result(request, this.verbs.claimNext(request));
	}

	@Override
	public ClaimResult claim(ClaimRequest request, InvocationId id) {
		return result(request, this.verbs.claim(request, List.of(id)));
	}

	private ClaimResult result(ClaimRequest request, RedisClaim claimed) {
		List<Claim> claims = new ArrayList<>(claimed.decisions().size());
		for (RedisClaim.Decision decision : claimed.decisions()) {
			if (decision.grant().verdict() == Verdict.CLAIMED) {
				addIfReadable(claims, request, decision);
			}
		}
		return new ClaimResult(claims, verdicts(claimed), nextDue(claimed));
	}

	private void addIfReadable(List<Claim> claims, ClaimRequest request, RedisClaim.Decision decision) {
		Grant grant = decision.grant();
		if (decision.isLost()) {
			failWithoutCall(request, grant, "Redis has lost its call");
			return;
		}
		try {
			claims.add(claim(request, grant, InvocationCodec.invocation(grant.id(), decision.call())));
		}
		catch (UnreadableInvocationException ex) {
			failWithoutCall(request, grant, String.valueOf(ex.getMessage()));
		}
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
		Call lost = new Call(new TaskId("unknown"), Arguments.none());
		Invocation invocation = new Invocation(grant.id(), lost, null, 0, "unknown", 0, 0, null, Map.of(),
				Invocation.WIRE_VERSION);
		this.verbs.fail(claim(request, grant, invocation), reason);
	}

	private static Map<InvocationId, Verdict> verdicts(RedisClaim claimed) {
		return claimed.grants().stream().collect(Collectors.toMap(Grant::id, Grant::verdict, (one, other) -> one));
	}

	/**
	 * What was stale took the place of something else, so the runner had better ask
	 * again.
	 */
	private static @Nullable Duration nextDue(RedisClaim claimed) {
		boolean stale = claimed.grants().stream().anyMatch((grant) -> grant.verdict() == Verdict.STALE);
		return stale ? Duration.ZERO : claimed.nextDue();
	}

	@Override
	public boolean complete(Claim claim, Outcome outcome) {
		return this.verbs.complete(List.of(Ending.of(claim, outcome))).get(0).get().isAccepted();
	}

	@Override
	public void completeAsync(Claim claim, Outcome outcome,
			BiConsumer<@Nullable Boolean, @Nullable Throwable> answered) {
		this.endings.begin(Ending.of(claim, outcome), (given) -> {
			boolean accepted;
			try {
				accepted = given.get().isAccepted();
			}
			catch (RuntimeException | Error ex) {
				answered.accept(null, ex);
				return;
			}
			answered.accept(accepted, null);
		});
	}

	@Override
	public boolean retry(Claim claim, Duration delay) {
		return this.verbs.retry(claim, delay).isAccepted();
	}

	@Override
	public Transition release(Claim claim) {
		return this.verbs.release(claim);
	}

	@Override
	public Pause.Verdict pause(Claim claim, Collection<InvocationId> waitedFor) {
		return this.verbs.pause(claim, waitedFor).verdict();
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
	public Recovery recover(Duration unqueuedFor) {
		return this.verbs.recover(unqueuedFor, RECOVERY_LIMIT);
	}

	@Override
	public int sweep(Duration retention) {
		return this.scripts.run("sweep", StoreTime.micros(retention), SWEEP_LIMIT).smallNumber();
	}

	@Override
	public void purge() {
		RedisPurge.of(this.scripts, "");
	}

}
