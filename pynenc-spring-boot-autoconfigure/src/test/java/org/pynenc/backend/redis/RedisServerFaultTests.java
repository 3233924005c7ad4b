package org.pynenc.backend.redis;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import io.lettuce.core.KillArgs;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pynenc.BackendUnavailableException;
import org.pynenc.DistributedInvocation;
import org.pynenc.InvocationNotFoundException;
import org.pynenc.InvocationStatus;
import org.pynenc.orchestrator.RunnerRecord;
import org.pynenc.proof.Guarantee;
import org.pynenc.proof.Proves;
import org.pynenc.proof.Setup;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Whole applications whose Redis server comes to harm.
 */
@Timeout(180)
@ExtendWith(OutputCaptureExtension.class)
class RedisServerFaultTests {

	@Test
	void aServerThatForgetsItsScriptsIsGivenThemAgain() {
		try (RedisServer server = RedisServer.start();
				RedisApplication application = new RedisApplication(server.url())) {
			for (int i = 0; i < 5; i++) {
				List<DistributedInvocation<String>> greeted = application.greetings(5);
				server.command((redis) -> redis.scriptFlush());
				assertAreAnswered(greeted);
			}
		}
	}

	@Test
	void connectionsThatTheServerClosesComeBack() {
		try (RedisServer server = RedisServer.start();
				RedisApplication application = new RedisApplication(server.url())) {
			for (int i = 0; i < 5; i++) {
				List<DistributedInvocation<String>> greeted = application.greetings(5);
				server.command((redis) -> redis.clientKill(KillArgs.Builder.typeNormal().skipme()));
				assertAreAnswered(greeted);
			}
		}
	}

	@Test
	void aSubscriptionThatTheServerClosesComesBack() {
		try (RedisServer server = RedisServer.start();
				RedisApplication application = new RedisApplication(server.url())) {
			DistributedInvocation<String> passing = application.work().pass("Ada");
			CompletableFuture<String> waiting = passing.toFuture();
			awaitArrival(application);
			for (int i = 0; i < 3; i++) {
				Awaitility.await().until(() -> isHeard(server));
				server.command((redis) -> redis.clientKill(KillArgs.Builder.typePubsub()));
			}
			application.gate().open();
			assertThat(waiting).succeedsWithin(RedisApplication.PATIENCE).isEqualTo("Welcome, Ada");
			Awaitility.await().until(() -> isHeard(server));
		}
	}

	private static boolean isHeard(RedisServer server) {
		return !server.command((redis) -> redis.pubsubChannels()).isEmpty();
	}

	/**
	 * Longer than the connection waits for an answer, shorter than the lease: what was
	 * given up by the client is done by the server afterwards.
	 */
	@Test
	void aServerThatPausesLosesNothingAndDoublesNothing() {
		try (RedisServer server = RedisServer.start();
				RedisApplication application = new RedisApplication(server.url(), "spring.data.redis.timeout=500ms")) {
			List<DistributedInvocation<String>> before = application.greetings(20);
			server.command((redis) -> redis.clientPause(1500));
			List<DistributedInvocation<String>> during = List.of(persistently(() -> application.work().greet("Ada 0")));
			assertAreAnswered(before);
			assertAreAnswered(during);
			before.forEach((greeted) -> assertThat(greeted.history()).filteredOn((change) -> change.status().isFinal())
				.hasSize(1));
		}
	}

	@Test
	@Proves(value = Guarantee.SERVER_RESTART_LOSES_NOTHING, on = Setup.REDIS)
	void nothingThatWasAcknowledgedIsLostWithEachWriteOnDisk() throws Exception {
		try (RedisServer server = RedisServer.start("--appendonly", "yes", "--appendfsync", "always");
				RedisApplication application = new RedisApplication(server.url())) {
			List<DistributedInvocation<String>> ended = application.greetings(20);
			assertAreAnswered(ended);
			DistributedInvocation<String> running = application.work().pass("Ada");
			awaitArrival(application);
			List<DistributedInvocation<String>> open = application.greetings(20);
			try (RedisServer second = server.kill().again()) {
				assertThat(second.port()).isEqualTo(server.port());
				application.gate().open();
				assertAreAnswered(open);
				assertThat(running.result(RedisApplication.PATIENCE)).isEqualTo("Welcome, Ada");
				assertAreAnswered(ended);
				ended.forEach((greeted) -> assertThat(greeted.status()).isEqualTo(InvocationStatus.SUCCESS));
			}
		}
	}

	/**
	 * The handles of what is lost say so, also to who waits; the runner comes back; the
	 * body that goes on is refused; and the log can still be read.
	 */
	@Test
	void anApplicationOutlivesTheLossOfAllData(CapturedOutput output) throws Exception {
		try (RedisServer server = RedisServer.start();
				RedisApplication application = new RedisApplication(server.url())) {
			DistributedInvocation<String> lost = application.work().pass("Ada");
			CompletableFuture<String> waiting = lost.toFuture();
			CompletableFuture<String> asking = CompletableFuture.supplyAsync(lost::result);
			awaitArrival(application);
			try (RedisServer second = server.kill().again()) {
				assertThat(second.port()).isEqualTo(server.port());
				assertThat(notFound(waiting)).isInstanceOf(InvocationNotFoundException.class);
				assertThat(notFound(asking)).isInstanceOf(InvocationNotFoundException.class);
				awaitRunner(application);
				application.gate().open();
				assertAreAnswered(application.greetings(20));
				assertThatExceptionOfType(InvocationNotFoundException.class).isThrownBy(lost::status);
				assertThat(application.orchestrator().counts()).containsOnlyKeys(InvocationStatus.SUCCESS);
			}
		}
		assertThat(output.toString()
			.lines()
			.filter((line) -> line.contains("WARN") || line.contains("ERROR"))
			.filter((line) -> line.contains("pynenc"))).as("complaints").hasSizeLessThan(50);
	}

	private static Throwable notFound(CompletableFuture<?> future) throws Exception {
		try {
			throw new AssertionError("Not lost, but " + future.get(60, TimeUnit.SECONDS));
		}
		catch (ExecutionException ex) {
			return ex.getCause();
		}
	}

	/**
	 * The server comes back with a snapshot: what was called since is gone, and what had
	 * ended since is executed again.
	 */
	@Test
	void aServerThatGoesBackInTimeGoesOnFromThere() throws Exception {
		try (RedisServer server = RedisServer.start();
				RedisApplication application = new RedisApplication(server.url())) {
			DistributedInvocation<String> running = application.work().pass("Ada");
			awaitArrival(application);
			server.command((redis) -> redis.save());
			List<DistributedInvocation<String>> since = application.greetings(20);
			assertAreAnswered(since);
			try (RedisServer second = server.kill().again()) {
				assertThat(second.port()).isEqualTo(server.port());
				awaitRunner(application);
				assertThatExceptionOfType(InvocationNotFoundException.class).isThrownBy(() -> since.get(0).history());
				application.gate().open();
				assertThat(running.result(RedisApplication.PATIENCE)).isEqualTo("Welcome, Ada");
				assertAreAnswered(application.greetings(20));
				assertThat(application.orchestrator().counts()).containsOnly(Map.entry(InvocationStatus.SUCCESS, 21L));
			}
		}
	}

	/**
	 * A queue that is something else keeps its own work from being called, and nothing
	 * else; it goes on as soon as that is gone.
	 */
	@Test
	void aRunnerOutlivesSomethingElseInPlaceOfAQueue() {
		try (RedisServer server = RedisServer.start();
				RedisApplication application = new RedisApplication(server.url());
				RedisParts parts = parts(server);
				RedisConnection connection = parts.connectionFactory().getConnection()) {
			RedisPoison poison = new RedisPoison(connection, new RedisKeys("faults"));
			assertAreAnswered(application.greetings(1));
			poison.replaceLane("default", "work.greet");
			DistributedInvocation<String> waiting = application.work().greet("Ada 0");
			application.gate().open();
			assertThat(application.work().pass("Eve").result(RedisApplication.PATIENCE)).isEqualTo("Welcome, Eve");
			assertThat(waiting.status().isAvailable()).isTrue();
			poison.freeLane("default", "work.greet");
			assertAreAnswered(application.greetings(20));
		}
	}

	private static RedisParts parts(RedisServer server) {
		LettuceConnectionFactory connections = RedisServerExtension.connect(server.url());
		return new RedisParts(connections, connections::destroy);
	}

	private static void awaitArrival(RedisApplication application) {
		Awaitility.await().atMost(RedisApplication.PATIENCE).until(() -> application.gate().arrived() > 0);
	}

	private static void awaitRunner(RedisApplication application) {
		List<RunnerRecord> alive = persistently(() -> {
			List<RunnerRecord> found = application.orchestrator().runners().alive();
			return found.isEmpty() ? null : found;
		});
		assertThat(alive).hasSize(1);
	}

	private static void assertAreAnswered(List<DistributedInvocation<String>> greeted) {
		for (int i = 0; i < greeted.size(); i++) {
			DistributedInvocation<String> greeting = greeted.get(i);
			assertThat(persistently(() -> greeting.result(RedisApplication.PATIENCE))).isEqualTo("Hello, Ada " + i);
		}
	}

	/**
	 * As a caller asks who bears with a server that is away for a while.
	 */
	private static <T> T persistently(Callable<T> question) {
		return Awaitility.await()
			.atMost(RedisApplication.PATIENCE)
			.ignoreException(BackendUnavailableException.class)
			.until(question, Objects::nonNull);
	}

}
