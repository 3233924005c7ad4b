package org.pynenc.backend.redis;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pynenc.BackendUnavailableException;
import org.pynenc.DistributedInvocation;
import org.pynenc.InvocationStatus;
import org.pynenc.invocation.Claim;
import org.pynenc.invocation.Invocation;
import org.pynenc.invocation.Outcome;
import org.pynenc.orchestrator.Recovery;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A replica takes the place of its server: what it has received goes on, and an owner of
 * before is refused as ever.
 */
@Timeout(180)
class RedisFailoverTests {

	@ParameterizedTest
	@EnumSource(RedisTestClient.class)
	void aReplicaGoesOnWithWhatItHas(RedisTestClient client) throws Exception {
		try (RedisServer server = RedisServer.start();
				RedisServer replica = server.startReplica();
				RedisProxy proxy = new RedisProxy(server.url());
				RedisParts parts = parts(client.connect(proxy.port()))) {
			RedisScene scene = new RedisScene(parts, parts.lifecycle());
			scene.registerAndClaim(2);
			scene.register(1);
			server.awaitReplicas();
			server.kill();
			replica.promote();
			proxy.leadTo(replica.url());
			goOn(scene);
		}
	}

	/**
	 * One claim of before ends as it would have, another is taken back and its late owner
	 * refused.
	 */
	private static void goOn(RedisScene scene) {
		Claim kept = scene.claims().get(0);
		Claim late = scene.claims().get(1);
		assertThat(persistently(() -> scene.lifecycle().complete(kept, Outcome.success("1")))).isTrue();
		scene.advance(RedisScene.LEASE.plusSeconds(1));
		scene.announce(RedisScene.TWO);
		assertThat(scene.lifecycle().recover(RedisScene.LEASE).recovered()).extracting(Recovery.Recovered::id)
			.containsExactly(late.invocation().id());
		List<Claim> again = scene.claim(scene.next(RedisScene.TWO, 4)).claims();
		assertThat(again).extracting(Claim::invocation)
			.containsExactlyInAnyOrder(late.invocation(), scene.invocations().get(2));
		assertThat(scene.lifecycle().complete(late, Outcome.success("late"))).isFalse();
		again.forEach((claim) -> assertThat(scene.lifecycle().complete(claim, Outcome.success("2"))).isTrue());
		assertThat(scene.parts().orchestrator().counts()).containsOnly(Map.entry(InvocationStatus.SUCCESS, 3L));
		assertThat(scene.parts().broker().sizes()).isEmpty();
	}

	/**
	 * The replica has not received the claim, so it gives another one; who has the first
	 * is refused, although both were asked for by the same runner.
	 */
	@Test
	void aClaimThatTheReplicaHasNotReceivedDoesNotCount() throws Exception {
		try (RedisServer server = RedisServer.start();
				RedisServer replica = server.startReplica();
				RedisProxy proxy = new RedisProxy(server.url());
				RedisParts parts = parts(RedisTestClient.LETTUCE.connect(proxy.port()))) {
			RedisScene scene = new RedisScene(parts, parts.lifecycle());
			scene.register(1);
			server.awaitReplicas();
			replica.promote();
			Claim unknown = scene.claim(scene.next(RedisScene.ONE, 1)).claims().get(0);
			Invocation lost = scene.make(1).get(0);
			scene.lifecycle().register(List.of(lost));
			server.kill();
			proxy.leadTo(replica.url());
			assertThat(persistently(() -> scene.lifecycle().complete(unknown, Outcome.success("unknown")))).isFalse();
			assertThat(scene.hold(RedisScene.ONE, 1, Set.of(unknown.token()))).containsExactly(unknown.token());
			Claim known = scene.claim(scene.next(RedisScene.ONE, 1)).claims().get(0);
			assertThat(known.invocation()).isEqualTo(unknown.invocation());
			assertThat(known.token()).isNotEqualTo(unknown.token());
			assertThat(scene.lifecycle().complete(unknown, Outcome.success("unknown"))).isFalse();
			assertThat(scene.lifecycle().complete(known, Outcome.success("1"))).isTrue();
			assertThat(parts.orchestrator().records(List.of(lost.id()))).isEmpty();
		}
	}

	@Test
	void aSentinelPromotesTheReplica() throws Exception {
		try (RedisServer server = RedisServer.start();
				RedisServer replica = server.startReplica();
				RedisSentinel sentinel = RedisSentinel.watch(server)) {
			Awaitility.await().atMost(RedisApplication.PATIENCE).until(() -> sentinel.replicas() == 1);
			try (RedisApplication application = new RedisApplication("",
					"spring.data.redis.sentinel.master=" + RedisSentinel.MASTER,
					"spring.data.redis.sentinel.nodes=" + sentinel.node())) {
				DistributedInvocation<String> passing = application.work().pass("Ada");
				Awaitility.await().atMost(RedisApplication.PATIENCE).until(() -> application.gate().arrived() > 0);
				server.awaitReplicas();
				server.kill();
				assertThat(persistently(() -> application.work().greet("Eve").result(RedisApplication.PATIENCE)))
					.isEqualTo("Hello, Eve");
				application.gate().open();
				assertThat(persistently(() -> passing.result(RedisApplication.PATIENCE))).isEqualTo("Welcome, Ada");
				assertThat(replica.replication()).contains("role:master");
			}
		}
	}

	@Test
	void aReplicaOfAClusterTakesOver() throws Exception {
		try (RedisCluster cluster = RedisCluster.start()) {
			LettuceConnectionFactory connections = new LettuceConnectionFactory(cluster.configuration());
			connections.afterPropertiesSet();
			connections.start();
			try (RedisParts parts = parts(connections)) {
				RedisScene scene = new RedisScene(parts, parts.lifecycle());
				RedisServer replica = cluster.addReplicaOf(parts.keys().prefix());
				scene.registerAndClaim(2);
				scene.register(1);
				RedisCluster.failOverTo(replica);
				goOn(scene);
			}
		}
	}

	private static RedisParts parts(RedisConnectionFactory connections) {
		return new RedisParts(connections, () -> {
			try {
				((DisposableBean) connections).destroy();
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		});
	}

	private static <T> T persistently(Callable<T> question) {
		return Awaitility.await()
			.atMost(RedisApplication.PATIENCE)
			.ignoreException(BackendUnavailableException.class)
			.until(question, Objects::nonNull);
	}

}
