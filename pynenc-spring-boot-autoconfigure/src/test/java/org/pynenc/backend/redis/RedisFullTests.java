package org.pynenc.backend.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pynenc.BackendUnavailableException;
import org.pynenc.InvocationId;
import org.pynenc.InvocationStatus;
import org.pynenc.invocation.Claim;
import org.pynenc.invocation.Outcome;
import org.pynenc.orchestrator.Completion;
import org.pynenc.orchestrator.ComposedLifecycles;
import org.pynenc.orchestrator.InvocationLifecycle;
import org.pynenc.orchestrator.Pause;
import org.pynenc.orchestrator.Subscription;
import org.pynenc.proof.Guarantee;
import org.pynenc.proof.Proves;
import org.pynenc.proof.Setup;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * A server whose memory is full: what is there is executed, ends, and makes room; only
 * new calls fail.
 */
@Proves(value = Guarantee.FULL_SERVER_ENDS_ITS_WORK, on = { Setup.REDIS, Setup.COMPOSED_REDIS })
class RedisFullTests {

	static Stream<Named<Function<RedisParts, InvocationLifecycle>>> lifecycles() {
		return Stream.of(Named.of("fused", RedisParts::lifecycle), Named.of("composed", RedisFullTests::composed));
	}

	private static InvocationLifecycle composed(RedisParts parts) {
		return ComposedLifecycles.of(parts.orchestrator(), parts.broker(), parts.stateBackend());
	}

	@ParameterizedTest
	@MethodSource("lifecycles")
	void whatIsThereEndsAndMakesRoom(Function<RedisParts, InvocationLifecycle> lifecycle) {
		try (RedisServer server = RedisServer.start();
				RedisParts parts = parts(RedisServerExtension.connect(server.url()))) {
			RedisScene scene = new RedisScene(parts, lifecycle.apply(parts));
			scene.registerAndClaim(4);
			List<Claim> claims = scene.claims();
			limit(server, "1");
			assertThatNewCallsAreRefused(scene);
			scene.announce(RedisScene.ONE);
			assertThat(scene.lifecycle().complete(claims.get(0), Outcome.success("1"))).isTrue();
			assertThat(scene.lifecycle().complete(claims.get(1), Outcome.success("\"" + "x".repeat(100) + "\"")))
				.isTrue();
			scene.advance(RedisScene.LEASE.multipliedBy(2));
			scene.announce(RedisScene.TWO);
			assertThat(scene.lifecycle().recover(RedisScene.LEASE).recovered()).hasSize(2);
			assertThat(parts.orchestrator().counts()).containsOnlyKeys(InvocationStatus.SUCCESS,
					InvocationStatus.REROUTED);
			scene.announce(RedisScene.ONE);
			assertThat(scene.claim(scene.next(RedisScene.ONE, 4)).claims()).hasSize(2);
			scene.advance(RedisScene.RETENTION);
			assertThat(scene.lifecycle().sweep(RedisScene.RETENTION)).isEqualTo(2);
			assertThatNewCallsAreRefused(scene);
			limit(server, "0");
			scene.register(1);
		}
	}

	@ParameterizedTest
	@MethodSource("lifecycles")
	void whatWaitsIsExecutedToItsEnd(Function<RedisParts, InvocationLifecycle> lifecycle) {
		try (RedisServer server = RedisServer.start();
				RedisParts parts = parts(RedisServerExtension.connect(server.url()))) {
			RedisScene scene = new RedisScene(parts, lifecycle.apply(parts));
			scene.register(3);
			limit(server, "1");
			InvocationId first = scene.invocations().get(0).id();
			InvocationId last = scene.invocations().get(2).id();
			Claim claim = claim(scene, 1);
			assertThat(scene.lifecycle().pause(claim, List.of(last))).isEqualTo(Pause.Verdict.PAUSED);
			assertThat(scene.lifecycle().resume(claim)).isTrue();
			assertThat(scene.lifecycle().retry(claim, RedisScene.LEASE)).isTrue();
			assertThat(scene.lifecycle().cancel(last)).isTrue();
			Claim released = claim(scene, 2);
			assertThat(scene.lifecycle().release(released).isAccepted()).isTrue();
			Claim again = claim(scene, 2);
			assertThat(scene.lifecycle().complete(again, Outcome.success("1"))).isTrue();
			assertThat(scene.claim(scene.next(RedisScene.ONE, 2)).claims()).isEmpty();
			scene.advance(RedisScene.LEASE);
			scene.announce(RedisScene.ONE);
			List<Completion> told = new ArrayList<>();
			try (Subscription subscription = parts.orchestrator().onCompleted(List.of(first), told::add)) {
				assertThat(subscription).isNotNull();
				assertThat(scene.lifecycle().complete(claim(scene, 2), Outcome.success("1"))).isTrue();
				Awaitility.await().until(() -> told.size() == 1);
			}
			assertThat(parts.orchestrator().counts()).containsOnly(Map.entry(InvocationStatus.SUCCESS, 2L),
					Map.entry(InvocationStatus.CANCELLED, 1L));
			assertThatNoException().isThrownBy(() -> parts.orchestrator().runners().leave(RedisScene.ONE));
		}
	}

	private static Claim claim(RedisScene scene, int slots) {
		return scene.claim(scene.next(RedisScene.ONE, slots)).claims().get(0);
	}

	private static void assertThatNewCallsAreRefused(RedisScene scene) {
		long there = scene.parts().orchestrator().counts().values().stream().mapToLong(Long::longValue).sum();
		assertThatExceptionOfType(BackendUnavailableException.class).isThrownBy(() -> scene.register(1))
			.withMessageContaining("OOM");
		assertThat(scene.parts().orchestrator().counts().values().stream().mapToLong(Long::longValue).sum())
			.isEqualTo(there);
	}

	private static RedisParts parts(LettuceConnectionFactory connections) {
		return new RedisParts(connections, connections::destroy);
	}

	private static void limit(RedisServer server, String maxmemory) {
		server.command((redis) -> redis.configSet("maxmemory", maxmemory));
	}

}
