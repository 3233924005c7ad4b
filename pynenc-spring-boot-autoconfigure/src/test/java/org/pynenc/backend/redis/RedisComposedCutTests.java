package org.pynenc.backend.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pynenc.BackendUnavailableException;
import org.pynenc.InvocationId;
import org.pynenc.InvocationStatus;
import org.pynenc.StatusChange;
import org.pynenc.invocation.Claim;
import org.pynenc.invocation.Invocation;
import org.pynenc.invocation.Outcome;
import org.pynenc.orchestrator.ClaimResult;
import org.pynenc.orchestrator.ComposedLifecycles;
import org.pynenc.orchestrator.InvocationRecord;
import org.pynenc.orchestrator.Recovery;
import org.pynenc.proof.Guarantee;
import org.pynenc.proof.Proves;
import org.pynenc.proof.Setup;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.data.redis.connection.RedisConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Cuts the connection at each step of each verb of the composed lifecycle, before and
 * after Redis has done it. Who asks again moves nothing twice, and what a claim or a half
 * done step has left aside comes back by itself.
 */
@ExtendWith(RedisServerExtension.class)
@Proves(value = Guarantee.REPEATED_STEPS_COUNT_ONCE, on = Setup.COMPOSED_REDIS)
class RedisComposedCutTests {

	private static final int MOST_STEPS = 20;

	/**
	 * Who gives a command up leaves most undone; what the others do adds minutes.
	 */
	private static final List<RedisTestClient> CLIENTS = Boolean.getBoolean("pynenc.proof.long")
			? List.of(RedisTestClient.values()) : List.of(RedisTestClient.JEDIS);

	private static final Map<RedisTestClient, RedisConnectionFactory> CONNECTIONS = new EnumMap<>(
			RedisTestClient.class);

	private static RedisProxy proxy;

	@BeforeAll
	static void connect() {
		proxy = new RedisProxy(RedisServerExtension.url());
		for (RedisTestClient client : CLIENTS) {
			CONNECTIONS.put(client, client.connect(proxy.port()));
		}
	}

	@AfterAll
	static void disconnect() throws Exception {
		for (RedisConnectionFactory connections : CONNECTIONS.values()) {
			((DisposableBean) connections).destroy();
		}
		proxy.close();
	}

	static Stream<Arguments> cuts() {
		return RedisVerb.all()
			.flatMap((verb) -> CLIENTS.stream()
				.flatMap((client) -> Stream.of(RedisFault.Kind.CUT_BEFORE, RedisFault.Kind.CUT_AFTER)
					.map((cut) -> Arguments.of(verb, cut, client))));
	}

	@ParameterizedTest(name = "{0}, {1}, {2}")
	@MethodSource("cuts")
	void whoAsksAgainMovesNothingTwice(RedisVerb verb, RedisFault.Kind cut, RedisTestClient client) {
		Standing alone = tell(verb, client, null, 0);
		boolean met = true;
		int step = 0;
		while (met) {
			assertThat(step).as("steps of '%s'", verb).isLessThan(MOST_STEPS);
			Standing withCut = tell(verb, client, cut, step);
			if (!verb.isClaim()) {
				assertThat(withCut.records()).as("cut at step %d", step).isEqualTo(alone.records());
				assertThat(withCut.histories()).as("cut at step %d", step).isEqualTo(alone.histories());
				assertThat(verb.answersAgain() ? withCut.answer() : alone.answer())
					.as("the answer to who asks again, cut at step %d", step)
					.isEqualTo(alone.answer());
			}
			met = withCut.met();
			step++;
		}
		assertThat(step).as("steps that were cut").isGreaterThan(1);
	}

	private Standing tell(RedisVerb verb, RedisTestClient client, RedisFault.@Nullable Kind cut, int step) {
		RedisCommands.flush();
		proxy.planNothing();
		try (RedisParts parts = new RedisParts(CONNECTIONS.get(client))) {
			RedisScene scene = new RedisScene(parts,
					ComposedLifecycles.of(parts.orchestrator(), parts.broker(), parts.stateBackend()));
			verb.before().accept(scene);
			Object arguments = verb.arguments().apply(scene);
			Callable<Object> ask = () -> verb.ask().of(scene, arguments);
			boolean met = cut != null && ask(ask, cut, step);
			proxy.planNothing();
			Object answer = Awaitility.await()
				.atMost(Duration.ofSeconds(60))
				.pollDelay(Duration.ZERO)
				.pollInterval(Duration.ofMillis(5))
				.until(() -> answer(ask), Objects::nonNull);
			Standing standing = Standing.of(scene, met, answer);
			finish(scene, answer, verb + ", step " + step);
			return standing;
		}
	}

	private static boolean ask(Callable<Object> ask, RedisFault.Kind cut, int step) {
		RedisFault fault = proxy.plan(cut, step);
		answer(ask);
		return fault.isMet();
	}

	private static @Nullable Object answer(Callable<Object> ask) {
		try {
			return ask.call();
		}
		catch (BackendUnavailableException ex) {
			return null;
		}
		catch (Exception ex) {
			throw new AssertionError("A cut connection is a backend that is unavailable, and nothing else", ex);
		}
	}

	/**
	 * What is claimed and not ended is lost with its runner, and another one ends all.
	 */
	private static void finish(RedisScene scene, Object answer, String where) {
		if (answer instanceof ClaimResult result) {
			assertThat(result.claims()).as("claimed after %s", where).doesNotHaveDuplicates();
		}
		List<InvocationId> refused = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			scene.advance(RedisScene.LEASE.plusSeconds(1));
			scene.announce(RedisScene.TWO);
			scene.lifecycle().recover(RedisScene.LEASE);
			for (Claim claim : scene.claim(scene.next(RedisScene.TWO, 50)).claims()) {
				if (!scene.lifecycle().complete(claim, Outcome.success("\"two\""))) {
					refused.add(claim.invocation().id());
				}
			}
		}
		assertThat(refused).as("refused to a living owner after %s", where).isEmpty();
		assertThat(scene.parts().broker().sizes()).as("queued after %s", where).isEmpty();
		assertThat(scene.lifecycle().recover(RedisScene.LEASE)).as("lost after %s", where).isEqualTo(Recovery.NOTHING);
		assertThat(Standing.of(scene, false, answer).histories().values()).as("ends after %s", where)
			.allSatisfy((history) -> assertThat(history.stream().filter(InvocationStatus::isFinal)).hasSize(1));
	}

	/**
	 * Where all invocations of a scene stand, and how they came there.
	 */
	private record Standing(Map<InvocationId, InvocationRecord> records,
			Map<InvocationId, List<InvocationStatus>> histories, boolean met, Object answer) {

		static Standing of(RedisScene scene, boolean met, Object answer) {
			Set<InvocationId> ids = scene.invocations().stream().map(Invocation::id).collect(Collectors.toSet());
			Map<InvocationId, InvocationRecord> records = scene.parts().orchestrator().records(ids);
			Map<InvocationId, List<InvocationStatus>> histories = new TreeMap<>();
			records.keySet()
				.forEach((id) -> histories.put(id,
						scene.parts().orchestrator().history(id).stream().map(StatusChange::status).toList()));
			return new Standing(records, histories, met, answer);
		}

	}

}
