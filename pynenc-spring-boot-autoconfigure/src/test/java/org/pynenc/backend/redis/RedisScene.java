package org.pynenc.backend.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

import org.pynenc.Arguments;
import org.pynenc.Call;
import org.pynenc.InvocationId;
import org.pynenc.OnDifferentArguments;
import org.pynenc.TaskId;
import org.pynenc.invocation.Claim;
import org.pynenc.invocation.Invocation;
import org.pynenc.invocation.RegistrationKey;
import org.pynenc.invocation.RunnerId;
import org.pynenc.invocation.Token;
import org.pynenc.orchestrator.ClaimRequest;
import org.pynenc.orchestrator.ClaimResult;
import org.pynenc.orchestrator.Heartbeat;
import org.pynenc.orchestrator.InvocationLifecycle;
import org.pynenc.orchestrator.RequestId;

/**
 * Two runners, and invocations whose ids are the same in every scene, so that what is
 * left of two scenes can be compared.
 */
final class RedisScene {

	static final TaskId TASK = new TaskId("orders.ship");

	static final Duration LEASE = Duration.ofSeconds(15);

	static final Duration RETENTION = Duration.ofHours(24);

	static final RunnerId ONE = new RunnerId("runner-one");

	static final RunnerId TWO = new RunnerId("runner-two");

	private final RedisParts parts;

	private final InvocationLifecycle lifecycle;

	private final List<Invocation> invocations = new ArrayList<>();

	private final List<Claim> claims = new ArrayList<>();

	private long requests;

	RedisScene(RedisParts parts, InvocationLifecycle lifecycle) {
		this.parts = parts;
		this.lifecycle = lifecycle;
		announce(ONE);
	}

	RedisParts parts() {
		return this.parts;
	}

	InvocationLifecycle lifecycle() {
		return this.lifecycle;
	}

	/**
	 * All invocations of the scene, registered or not.
	 */
	List<Invocation> invocations() {
		return this.invocations;
	}

	/**
	 * What was claimed, in order.
	 */
	List<Claim> claims() {
		return this.claims;
	}

	Claim claim() {
		return this.claims.get(0);
	}

	void announce(RunnerId runner) {
		hold(runner, 0, Set.of());
	}

	Set<Token> hold(RunnerId runner, long answered, Set<Token> held) {
		return this.parts.orchestrator()
			.runners()
			.heartbeat(new Heartbeat(runner, 4, Set.of(), Set.of(TASK), LEASE, answered, held));
	}

	List<Invocation> make(int count) {
		return IntStream.range(0, count).mapToObj((i) -> make(null, 3)).toList();
	}

	Invocation make(String arguments, OnDifferentArguments onDifferentArguments) {
		return make(new RegistrationKey("key", arguments, onDifferentArguments), 3);
	}

	Invocation make(RegistrationKey key, int maxRecoveries) {
		InvocationId id = new InvocationId(new UUID(0x7000L, 0x8000_0000_0000_0000L + this.invocations.size()));
		Call call = new Call(TASK, new Arguments(Map.of("order", "\"4711\"")));
		Invocation invocation = new Invocation(id, call, null, 0, "default", 0, maxRecoveries, key, Map.of(),
				Invocation.WIRE_VERSION);
		this.invocations.add(invocation);
		return invocation;
	}

	void register(int count) {
		this.lifecycle.register(make(count));
	}

	void registerAndClaim(int count) {
		register(count);
		this.claims.addAll(claim(next(ONE, count)).claims());
	}

	ClaimRequest next(RunnerId runner, int slots) {
		return new ClaimRequest(new RequestId(runner, ++this.requests), slots, Set.of(), Set.of(TASK));
	}

	ClaimResult claim(ClaimRequest request) {
		return this.lifecycle.claim(request);
	}

	void advance(Duration duration) {
		this.parts.time().advance(duration);
	}

}
