package org.pynenc.backend.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.pynenc.BackendUnavailableException;
import org.pynenc.InvocationId;
import org.pynenc.InvocationStatus;
import org.pynenc.QueueFullException;
import org.pynenc.TaskId;
import org.pynenc.broker.QueueEntry;
import org.pynenc.invocation.Claim;
import org.pynenc.invocation.Invocation;
import org.pynenc.invocation.Outcome;
import org.pynenc.invocation.RegistrationKey;
import org.pynenc.orchestrator.ClaimRequest;
import org.pynenc.orchestrator.Pause;
import org.pynenc.orchestrator.Recovery;
import org.pynenc.orchestrator.Recovery.Recovered;
import org.pynenc.orchestrator.Registration;
import org.pynenc.orchestrator.RunnerNotAliveException;
import org.pynenc.orchestrator.Transition;

import org.springframework.util.Assert;

/**
 * The verbs that change invocations, one script each. They serve the orchestrator alone,
 * or whole: then the same script also does what falls to the broker and the state
 * backend.
 */
final class RedisVerbs {

	static final String NOBODY = "";

	private static final String FULL = "FULL";

	private static final String ALL = "ALL";

	/**
	 * How many arguments an invocation takes that is to be registered.
	 */
	private static final int WIDTH = 6;

	private static final byte[] NOTHING = {};

	private static final String ERROR = "ERROR ";

	private final RedisScripts scripts;

	private final String whole;

	private RedisVerbs(RedisScripts scripts, boolean whole) {
		this.scripts = scripts;
		this.whole = flag(whole);
	}

	/**
	 * What the orchestrator does of each verb.
	 */
	static RedisVerbs ofTheOrchestrator(RedisScripts scripts) {
		return new RedisVerbs(scripts, false);
	}

	/**
	 * The verbs as a whole.
	 */
	static RedisVerbs whole(RedisScripts scripts) {
		return new RedisVerbs(scripts, true);
	}

	private static String flag(boolean value) {
		return value ? "1" : "0";
	}

	private boolean isWhole() {
		return this.whole.equals("1");
	}

	/**
	 * Registers invocations, all of them for a JVM that is to be told of their ends, or
	 * for nobody.
	 */
	List<Registration> register(Collection<Registrable> some, int maxQueued, String jvm) {
		List<Object> arguments = new ArrayList<>(3 + some.size() * WIDTH);
		arguments.addAll(List.of(this.whole, (maxQueued != Integer.MAX_VALUE) ? maxQueued : "", jvm));
		some.forEach((one) -> arguments.addAll(one.arguments()));
		return registrations(some, maxQueued, this.scripts.run("register", arguments));
	}

	/**
	 * Writes down an invocation as the script takes it.
	 */
	Registrable registrable(Invocation invocation) {
		byte[] call = isWhole() ? InvocationCodec.encode(invocation) : NOTHING;
		return new Registrable(invocation.id(), List.of(invocation.id(), invocation.queue(), invocation.taskId(),
				invocation.maxRecoveries(), besides(invocation), call), call.length);
	}

	/**
	 * What few have, and nothing for most.
	 */
	private static String besides(Invocation invocation) {
		RegistrationKey key = invocation.registration();
		InvocationId parent = invocation.parent();
		if (key == null && parent == null && invocation.priority() == 0 && invocation.depth() == 0) {
			return "";
		}
		StringBuilder besides = new StringBuilder((key != null) ? "K" : "-").append('\n')
			.append(invocation.priority())
			.append('\n')
			.append(invocation.depth())
			.append('\n')
			.append(orEmpty(parent))
			.append('\n');
		if (key != null) {
			Assert.isTrue(key.arguments().indexOf('\n') < 0, "A digest of arguments is one line");
			besides.append(key.onDifferentArguments())
				.append('\n')
				.append(key.arguments())
				.append('\n')
				.append(key.value());
		}
		return besides.toString();
	}

	private static Object orEmpty(@Nullable Object value) {
		return (value != null) ? value : "";
	}

	private static List<Registration> registrations(Collection<Registrable> some, int maxQueued, RedisReply reply) {
		List<Registration> registrations = new ArrayList<>(some.size());
		for (Registrable one : some) {
			String kind = reply.text();
			if (kind.equals(FULL)) {
				throw new QueueFullException(reply.number(), maxQueued);
			}
			if (kind.equals(ALL)) {
				some.forEach((each) -> registrations.add(Registration.registered(each.id(), null, null)));
				break;
			}
			registrations.add(registration(one.id(), Registration.Kind.valueOf(kind), reply));
		}
		return registrations;
	}

	private static Registration registration(InvocationId id, Registration.Kind kind, RedisReply reply) {
		return switch (kind) {
			case REGISTERED -> {
				String replaced = reply.textOrNull();
				QueueEntry entry = isTrue(reply) ? entry(reply) : null;
				yield Registration.registered(id, (replaced != null) ? InvocationId.of(replaced) : null, entry);
			}
			case REUSED -> Registration.reused(id(reply), isTrue(reply));
			case REFUSED -> Registration.refused(id(reply));
		};
	}

	/**
	 * Decides about the given invocations.
	 * @throws RunnerNotAliveException if the runner has no valid lease
	 */
	RedisClaim claim(ClaimRequest request, List<InvocationId> ids) {
		List<Object> arguments = claimArguments(request);
		arguments.add("ids");
		add(ids, arguments);
		return answer(request, arguments);
	}

	/**
	 * Takes what comes first in the queues.
	 * @throws RunnerNotAliveException if the runner has no valid lease
	 */
	RedisClaim claimNext(ClaimRequest request) {
		List<Object> arguments = claimArguments(request);
		arguments.add("next");
		add(request.queues(), arguments);
		return answer(request, arguments);
	}

	private List<Object> claimArguments(ClaimRequest request) {
		List<Object> arguments = new ArrayList<>(
				List.of(request.runner(), request.requestId().number(), request.slots(), this.whole));
		add(request.tasks(), arguments);
		return arguments;
	}

	private RedisClaim answer(ClaimRequest request, List<Object> arguments) {
		RedisReply reply = this.scripts.run("claim", arguments);
		if (reply.text().equals("DEAD")) {
			throw new RunnerNotAliveException(request.runner());
		}
		return RedisClaim.of(request.runner(), reply);
	}

	/**
	 * Ends invocations, each for itself.
	 * @return what became of each, in the same order
	 */
	List<Supplier<Transition>> complete(List<Ending> endings) {
		List<Object> arguments = new ArrayList<>(6 * endings.size());
		for (Ending ending : endings) {
			arguments.addAll(claimed(ending.claim()));
			arguments.addAll(List.of(ending.status(), orEmpty(ending.outcome()), orEmpty(ending.reason())));
		}
		RedisReply reply = this.scripts.run("complete", arguments);
		return reply.rest(() -> ended(reply.text()));
	}

	/**
	 * A fault of one is none of the others.
	 */
	private static Supplier<Transition> ended(String answer) {
		if (answer.startsWith(ERROR)) {
			return () -> {
				throw new BackendUnavailableException(
						"Redis did not do 'complete': " + answer.substring(ERROR.length()), null);
			};
		}
		Transition transition = answer.isEmpty() ? Transition.REFUSED
				: new Transition(InvocationStatus.valueOf(answer), List.of());
		return () -> transition;
	}

	/**
	 * Ends an invocation whose outcome is saved already.
	 */
	Transition complete(Claim claim, InvocationStatus status) {
		return complete(List.of(new Ending(claim, status, null, null))).get(0).get();
	}

	/**
	 * Ends an invocation whose body cannot be started.
	 */
	Transition fail(Claim claim, String reason) {
		return complete(List.of(new Ending(claim, InvocationStatus.FAILED, null, reason))).get(0).get();
	}

	Transition retry(Claim claim, Duration delay) {
		List<Object> arguments = claimed(claim);
		arguments.add(StoreTime.micros(delay));
		arguments.add(this.whole);
		return transition(this.scripts.run("retry", arguments));
	}

	Transition release(Claim claim) {
		List<Object> arguments = claimed(claim);
		arguments.add(this.whole);
		return transition(this.scripts.run("release", arguments));
	}

	Pause pause(Claim claim, Collection<InvocationId> waitedFor) {
		List<Object> arguments = claimed(claim);
		arguments.add(this.whole);
		arguments.addAll(waitedFor);
		RedisReply reply = this.scripts.run("pause", arguments);
		return switch (Pause.Verdict.valueOf(reply.text())) {
			case LOST -> Pause.LOST;
			case NOT_NEEDED -> Pause.NOT_NEEDED;
			case PAUSED -> new Pause(Pause.Verdict.PAUSED, reply.rest(() -> id(reply)));
		};
	}

	boolean resume(Claim claim) {
		return isTrue(this.scripts.run("resume", claimed(claim)));
	}

	boolean cancel(InvocationId id) {
		return isTrue(this.scripts.run("cancel", id, this.whole));
	}

	Recovery recover(Duration unqueuedFor, int limit) {
		RedisReply reply = this.scripts.run("recover", StoreTime.micros(unqueuedFor), limit, this.whole);
		List<Recovered> recovered = reply
			.list(() -> new Recovered(id(reply), new TaskId(reply.text()), InvocationStatus.valueOf(reply.text())));
		return new Recovery(recovered, reply.rest(() -> entry(reply)));
	}

	private static List<Object> claimed(Claim claim) {
		return new ArrayList<>(List.of(claim.invocation().id(), claim.runner(), claim.token()));
	}

	static void add(Collection<?> values, List<Object> arguments) {
		arguments.add(values.size());
		arguments.addAll(values);
	}

	private static Transition transition(RedisReply reply) {
		String status = reply.textOrNull();
		return (status != null) ? new Transition(InvocationStatus.valueOf(status), reply.rest(() -> entry(reply)))
				: Transition.REFUSED;
	}

	private static boolean isTrue(RedisReply reply) {
		return reply.text().equals("1");
	}

	static InvocationId id(RedisReply reply) {
		return InvocationId.of(reply.text());
	}

	private static QueueEntry entry(RedisReply reply) {
		return new QueueEntry(id(reply), reply.text(), new TaskId(reply.text()), reply.smallNumber(),
				StoreTime.instant(reply.number()), reply.smallNumber(), reply.number(), reply.smallNumber());
	}

	/**
	 * An invocation to be registered.
	 *
	 * @param id its id
	 * @param arguments of the script
	 * @param size of its call, in bytes
	 */
	record Registrable(InvocationId id, List<Object> arguments, int size) {

	}

	/**
	 * The end of an invocation.
	 *
	 * @param claim under which it ends
	 * @param status what it ends as
	 * @param outcome how its body ended, encoded; {@code null} if that is saved already
	 * or there is none
	 * @param reason why there is none, or {@code null}
	 */
	record Ending(Claim claim, InvocationStatus status, byte @Nullable [] outcome, @Nullable String reason) {

		static Ending of(Claim claim, Outcome outcome) {
			return new Ending(claim, outcome.status(), InvocationCodec.encode(outcome), null);
		}

		int size() {
			return (this.outcome != null) ? this.outcome.length : 0;
		}

	}

}
