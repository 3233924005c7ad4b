package org.pynenc.backend.redis;

import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pynenc.Arguments;
import org.pynenc.BackendUnavailableException;
import org.pynenc.Call;
import org.pynenc.DistributedInvocation;
import org.pynenc.InvocationId;
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
 * A replica takes the place of its server, or the server comes back with what its disk
 * has: that goes on, and an owner of before is refused as ever.
 */
@Timeout(180)
class RedisFailoverTests {

	/**
	 * More of them for the figures.
	 */
	private static final int ROUNDS = Integer.getInteger("pynenc.proof.failovers", 1);

	private static final Log logger = LogFactory.getLog(RedisFailoverTests.class);

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

	/**
	 * What had been acknowledged and is not there after the fail-over; the figure is in
	 * the guide to Redis. A replica that was behind for a moment is behind by that moment
	 * only.
	 */
	@Test
	void replicationLosesNoMoreThanItsLag() throws Exception {
		for (int round = 1; round <= ROUNDS; round++) {
			try (RedisServer server = RedisServer.start(); RedisServer replica = server.startReplica()) {
				List<InvocationId> received = acknowledged(server, 500);
				server.awaitReplicas();
				CompletableFuture<Void> crash = new CompletableFuture<>();
				List<InvocationId> last = acknowledgedUntil(server, crash);
				replica.promote();
				logger.info("Round " + round + ": " + last.size() + " acknowledged during the crash, of them lost "
						+ (last.size() - known(replica, last)));
				assertThat(known(replica, received)).isEqualTo(received.size());
			}
		}
	}

	private static List<InvocationId> acknowledged(RedisServer server, int count) {
		try (RedisParts parts = parts(RedisTestClient.JEDIS.connect(server.port()))) {
			return Stream.generate(() -> register(parts)).limit(count).toList();
		}
	}

	/**
	 * Kills the server after a number of calls, while four callers go on with theirs.
	 */
	private static List<InvocationId> acknowledgedUntil(RedisServer server, CompletableFuture<Void> crash)
			throws Exception {
		List<InvocationId> acknowledged = new CopyOnWriteArrayList<>();
		CountDownLatch enough = new CountDownLatch(1000);
		ExecutorService callers = Executors.newFixedThreadPool(4);
		try (RedisParts parts = parts(RedisTestClient.JEDIS.connect(server.port()))) {
			Runnable caller = () -> {
				while (!crash.isDone()) {
					acknowledged.add(register(parts));
					enough.countDown();
				}
			};
			List<Future<?>> ends = Stream.generate(() -> callers.submit(caller)).limit(4).collect(Collectors.toList());
			assertThat(enough.await(60, TimeUnit.SECONDS)).isTrue();
			server.kill();
			for (Future<?> end : ends) {
				assertThat(end).failsWithin(RedisApplication.PATIENCE)
					.withThrowableThat()
					.havingCause()
					.isInstanceOf(BackendUnavailableException.class);
			}
			return acknowledged;
		}
		finally {
			crash.complete(null);
			callers.shutdownNow();
		}
	}

	private static InvocationId register(RedisParts parts) {
		Invocation invocation = new Invocation(InvocationId.create(), new Call(RedisScene.TASK, Arguments.none()), null,
				0, "default", 0, 3, null, Map.of(), Invocation.WIRE_VERSION);
		parts.lifecycle().register(List.of(invocation));
		return invocation.id();
	}

	private static int known(RedisServer server, List<InvocationId> ids) {
		try (RedisParts parts = parts(RedisTestClient.JEDIS.connect(server.port()))) {
			return parts.orchestrator().records(ids).size();
		}
	}

	/**
	 * What was acknowledged while the log was being synced may not be written yet, the
	 * rest outlives the server; the figure is in the guide to Redis.
	 */
	@Test
	@Tag("long")
	void aKilledServerThatSyncsEverySecondKeepsWhatItWrote() throws Exception {
		for (int round = 1; round <= ROUNDS; round++) {
			RedisServer server = RedisServer.start("--appendonly", "yes", "--appendfsync", "everysec");
			List<InvocationId> received = acknowledged(server, 500);
			server.awaitWritten();
			List<InvocationId> last = acknowledgedUntil(server, new CompletableFuture<>());
			try (RedisServer second = server.again()) {
				logger.info("Round " + round + ": " + last.size() + " acknowledged before the kill, of them lost "
						+ (last.size() - known(second, last)));
				assertThat(known(second, received)).isEqualTo(received.size());
			}
		}
	}

	/**
	 * The machine has crashed, and its disk had not received the end of the log: that is
	 * gone, and the rest goes on from there.
	 */
	@Test
	@Tag("long")
	void aMachineThatCrashesLosesWhatItsDiskHadNotReceived() throws Exception {
		RedisServer server = RedisServer.start("--appendonly", "yes", "--appendfsync", "everysec");
		try (RedisProxy proxy = new RedisProxy(server.url());
				RedisParts parts = parts(RedisTestClient.LETTUCE.connect(proxy.port()))) {
			RedisScene scene = new RedisScene(parts, parts.lifecycle());
			scene.registerAndClaim(2);
			scene.register(1);
			server.awaitWritten();
			long received = Files.size(server.log());
			Claim ended = scene.claims().get(0);
			assertThat(scene.lifecycle().complete(ended, Outcome.success("gone"))).isTrue();
			Invocation lost = scene.make(1).get(0);
			scene.lifecycle().register(List.of(lost));
			server.kill();
			try (FileChannel log = FileChannel.open(server.log(), StandardOpenOption.WRITE)) {
				log.truncate(received);
			}
			try (RedisServer second = server.again()) {
				proxy.leadTo(second.url());
				assertThat(persistently(() -> parts.orchestrator().records(List.of(lost.id())))).isEmpty();
				goOn(scene);
				assertThat(parts.stateBackend().outcome(ended.invocation().id(), ended.token()))
					.isEqualTo(Outcome.success("1"));
			}
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
