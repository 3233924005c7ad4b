package org.pynenc.backend.redis;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pynenc.Arguments;
import org.pynenc.BackendUnavailableException;
import org.pynenc.Call;
import org.pynenc.InvocationId;
import org.pynenc.InvocationStatus;
import org.pynenc.TaskId;
import org.pynenc.invocation.Invocation;
import org.pynenc.invocation.RunnerId;
import org.pynenc.orchestrator.Completion;
import org.pynenc.orchestrator.Heartbeat;
import org.pynenc.orchestrator.Registration;

import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.types.RedisClientInfo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link RedisChannel}: what is told, and what is found although it was not.
 * Each has a server of its own, for it takes that away.
 */
@Timeout(60)
class RedisChannelTests {

	private static final TaskId TASK = new TaskId("orders.ship");

	private static final RunnerId RUNNER = new RunnerId("runner");

	private static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(1);

	private final BlockingQueue<Completion> completions = new LinkedBlockingQueue<>();

	private final BlockingQueue<RunnerId> wakeUps = new LinkedBlockingQueue<>();

	@Test
	void whoWaitsHearsWithLettuce() throws Exception {
		try (RedisServer server = RedisServer.start(); RedisParts parts = parts(lettuce(server.port()))) {
			hear(parts.listening());
		}
	}

	@Test
	void whoWaitsHearsWithJedis() throws Exception {
		try (RedisServer server = RedisServer.start(); RedisParts parts = parts(jedis(server.port()))) {
			hear(parts.listening());
		}
	}

	private void hear(RedisParts parts) throws Exception {
		Invocation waitedFor = waitFor(parts);
		parts.orchestrator().cancel(waitedFor.id());
		assertThat(next(this.completions)).isEqualTo(new Completion(waitedFor.id(), InvocationStatus.CANCELLED, null));
		parts.orchestrator().runners().idle(RUNNER);
		this.wakeUps.clear();
		parts.orchestrator().runners().wake(Registration.entries(parts.orchestrator().register(List.of(invocation()))));
		assertThat(next(this.wakeUps)).isEqualTo(RUNNER);
	}

	@Test
	void lostHintsAreFoundAfterTheNextSubscriptionWithLettuce() throws Exception {
		try (RedisServer server = RedisServer.start();
				RedisParts parts = parts(lettuce(server.port()));
				RedisParts other = parts(lettuce(server.port()))) {
			findWhatWasMissed(parts.listening(), other);
		}
	}

	@Test
	void lostHintsAreFoundAfterTheNextSubscriptionWithJedis() throws Exception {
		try (RedisServer server = RedisServer.start();
				RedisParts parts = parts(jedis(server.port()));
				RedisParts other = parts(lettuce(server.port()))) {
			findWhatWasMissed(parts.listening(), other);
		}
	}

	/**
	 * The channel's name is taken away from those that wait, so the end is published to
	 * nobody; then the connection that listens is cut.
	 */
	private void findWhatWasMissed(RedisParts parts, RedisParts other) throws Exception {
		Invocation waitedFor = waitFor(parts);
		try (RedisConnection connection = other.connectionFactory().getConnection()) {
			connection.hashCommands()
				.hDel((parts.keys().prefix() + "o:" + waitedFor.id()).getBytes(StandardCharsets.UTF_8),
						"w".getBytes(StandardCharsets.UTF_8));
			other.orchestrator().cancel(waitedFor.id());
			this.wakeUps.clear();
			assertThat(this.completions).isEmpty();
			cutWhoListens(connection);
		}
		assertThat(next(this.completions).id()).isEqualTo(waitedFor.id());
		assertThat(next(this.wakeUps)).isEqualTo(RUNNER);
	}

	private static void cutWhoListens(RedisConnection connection) {
		List<RedisClientInfo> listening = connection.serverCommands()
			.getClientList()
			.stream()
			.filter((client) -> !"0".equals(client.get("sub")))
			.toList();
		assertThat(listening).isNotEmpty();
		for (RedisClientInfo client : listening) {
			String[] address = client.getAddressPort().split(":");
			connection.serverCommands().killClient(address[0], Integer.parseInt(address[1]));
		}
	}

	@Test
	void redisMayComeLater() throws Exception {
		int port = freePort();
		try (RedisParts parts = parts(lettuce(port))) {
			parts.orchestrator().runners().onWork(RUNNER, () -> this.wakeUps.add(RUNNER));
			assertThatExceptionOfType(BackendUnavailableException.class)
				.isThrownBy(() -> parts.orchestrator().counts());
			try (RedisServer server = RedisServer.start(port)) {
				assertThat(server.port()).isEqualTo(port);
				assertThat(next(this.wakeUps)).isEqualTo(RUNNER);
				hear(parts);
			}
		}
	}

	@Test
	void redisThatGoesAwayIsToldOfInTimeAndComesBack() throws Exception {
		RedisServer first = RedisServer.start();
		int port = first.port();
		try (RedisParts parts = parts(lettuce(port))) {
			parts.listening();
			waitFor(parts);
			first.close();
			long start = System.nanoTime();
			assertThatExceptionOfType(BackendUnavailableException.class)
				.isThrownBy(() -> parts.orchestrator().counts());
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(COMMAND_TIMEOUT.multipliedBy(3));
			this.wakeUps.clear();
			try (RedisServer second = RedisServer.start(port)) {
				assertThat(second.port()).isEqualTo(port);
				assertThat(next(this.wakeUps)).isEqualTo(RUNNER);
				hear(parts);
			}
		}
	}

	private Invocation waitFor(RedisParts parts) {
		parts.orchestrator()
			.runners()
			.heartbeat(new Heartbeat(RUNNER, 1, Set.of(), Set.of(TASK), Duration.ofSeconds(30), 0, Set.of()));
		parts.orchestrator().runners().onWork(RUNNER, () -> this.wakeUps.add(RUNNER));
		Invocation invocation = invocation();
		parts.orchestrator().register(List.of(invocation));
		parts.orchestrator().onCompleted(List.of(invocation.id()), this.completions::add);
		return invocation;
	}

	private static Invocation invocation() {
		return new Invocation(InvocationId.create(), new Call(TASK, Arguments.none()), null, 0, "default", 0, 3, null,
				Map.of(), Invocation.WIRE_VERSION);
	}

	private static <T> T next(BlockingQueue<T> heard) throws InterruptedException {
		T next = heard.poll(30, TimeUnit.SECONDS);
		assertThat(next).as("a signal").isNotNull();
		return next;
	}

	private static RedisParts parts(LettuceConnectionFactory connections) {
		return new RedisParts(connections, connections::destroy);
	}

	private static RedisParts parts(JedisConnectionFactory connections) {
		return new RedisParts(connections, connections::destroy);
	}

	private static LettuceConnectionFactory lettuce(int port) {
		LettuceClientConfiguration client = LettuceClientConfiguration.builder()
			.commandTimeout(COMMAND_TIMEOUT)
			.build();
		LettuceConnectionFactory connections = new LettuceConnectionFactory(
				new RedisStandaloneConfiguration("127.0.0.1", port), client);
		connections.afterPropertiesSet();
		connections.start();
		return connections;
	}

	private static JedisConnectionFactory jedis(int port) {
		JedisConnectionFactory connections = new JedisConnectionFactory(
				new RedisStandaloneConfiguration("127.0.0.1", port));
		connections.afterPropertiesSet();
		connections.start();
		return connections;
	}

	private static int freePort() throws Exception {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
			return socket.getLocalPort();
		}
	}

}
