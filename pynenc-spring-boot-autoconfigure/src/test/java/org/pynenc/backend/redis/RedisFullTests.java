package org.pynenc.backend.redis;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.pynenc.BackendUnavailableException;
import org.pynenc.InvocationStatus;
import org.pynenc.invocation.Claim;
import org.pynenc.invocation.Outcome;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A server whose memory is full: what is there ends, and makes room; only new calls fail.
 */
class RedisFullTests {

	@Test
	void whatIsThereEndsAndMakesRoom() {
		try (RedisServer server = RedisServer.start();
				RedisParts parts = parts(RedisServerExtension.connect(server.url()))) {
			RedisScene scene = new RedisScene(parts, parts.lifecycle());
			scene.registerAndClaim(4);
			List<Claim> claims = scene.claims();
			limit(server, "1");
			assertThatExceptionOfType(BackendUnavailableException.class).isThrownBy(() -> scene.register(1))
				.withMessageContaining("OOM");
			scene.announce(RedisScene.ONE);
			assertThat(scene.lifecycle().complete(claims.get(0), Outcome.success("1"))).isTrue();
			assertThat(scene.lifecycle().complete(claims.get(1), Outcome.success("\"" + "x".repeat(100) + "\"")))
				.isTrue();
			scene.advance(RedisScene.LEASE.multipliedBy(2));
			scene.announce(RedisScene.TWO);
			assertThat(scene.lifecycle().recover(RedisScene.LEASE).recovered()).hasSize(2);
			assertThat(parts.orchestrator().counts()).containsOnlyKeys(InvocationStatus.SUCCESS,
					InvocationStatus.REROUTED);
			scene.advance(RedisScene.RETENTION);
			assertThat(scene.lifecycle().sweep(RedisScene.RETENTION)).isEqualTo(2);
			limit(server, "0");
			scene.announce(RedisScene.ONE);
			assertThat(scene.claim(scene.next(RedisScene.ONE, 4)).claims()).hasSize(2);
		}
	}

	private static RedisParts parts(LettuceConnectionFactory connections) {
		return new RedisParts(connections, connections::destroy);
	}

	private static void limit(RedisServer server, String maxmemory) {
		server.command((redis) -> redis.configSet("maxmemory", maxmemory));
	}

}
