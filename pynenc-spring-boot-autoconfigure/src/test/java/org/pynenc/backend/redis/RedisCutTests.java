package org.pynenc.backend.redis;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
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
import org.pynenc.proof.Guarantee;
import org.pynenc.proof.Proves;
import org.pynenc.proof.Setup;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.data.redis.connection.RedisConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Cuts the connection at each verb of the fused lifecycle, before and after Redis has
 * done it. Whatever the client makes of that, who asks again gets the answer of the first
 * time, and Redis holds, to the last byte, what one request alone leaves.
 */
@ExtendWith(RedisServerExtension.class)
@Proves(value = Guarantee.REPEATED_STEPS_COUNT_ONCE, on = Setup.REDIS)
class RedisCutTests {

	private static final Map<RedisTestClient, RedisConnectionFactory> CONNECTIONS = new EnumMap<>(
			RedisTestClient.class);

	private static RedisProxy proxy;

	@BeforeAll
	static void connect() {
		proxy = new RedisProxy(RedisServerExtension.url());
		for (RedisTestClient client : RedisTestClient.values()) {
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
			.flatMap((verb) -> Stream.of(RedisTestClient.values())
				.flatMap((client) -> Stream.of(RedisFault.Kind.CUT_BEFORE, RedisFault.Kind.CUT_AFTER)
					.map((cut) -> Arguments.of(verb, cut, client))));
	}

	@ParameterizedTest(name = "{0}, {1}, {2}")
	@MethodSource("cuts")
	void whoAsksAgainAsksOnce(RedisVerb verb, RedisFault.Kind cut, RedisTestClient client) {
		Story alone = tell(verb, client, null);
		Story withCut = tell(verb, client, cut);
		assertThat(withCut.left()).as("what is left").isEqualTo(alone.left());
		if (verb.answersAgain()) {
			assertThat(withCut.again()).as("the answer to who asks again").isEqualTo(alone.first());
			assertThat(withCut.first()).as("the first answer, if there is one").isIn(null, alone.first());
		}
	}

	/**
	 * Without a cut the verb is asked once.
	 */
	private Story tell(RedisVerb verb, RedisTestClient client, RedisFault.@Nullable Kind cut) {
		RedisCommands.flush();
		try (RedisParts parts = new RedisParts(CONNECTIONS.get(client))) {
			RedisScene scene = new RedisScene(parts, parts.lifecycle());
			verb.before().accept(scene);
			Object arguments = verb.arguments().apply(scene);
			Callable<Object> ask = () -> verb.ask().of(scene, arguments);
			if (cut == null) {
				return new Story(answer(ask), null, left(parts));
			}
			RedisFault fault = proxy.plan(cut, 0);
			Object first = answer(ask);
			assertThat(fault.isMet()).as("the cut").isTrue();
			Object again = Awaitility.await()
				.atMost(Duration.ofSeconds(60))
				.pollDelay(Duration.ZERO)
				.pollInterval(Duration.ofMillis(5))
				.until(() -> answer(ask), Objects::nonNull);
			return new Story(first, again, left(parts));
		}
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
	 * What Redis holds, apart from the name of this JVM.
	 */
	private static Map<String, String> left(RedisParts parts) {
		Map<String, String> left = new TreeMap<>();
		RedisCommands.with(RedisDump::of)
			.forEach((key, value) -> left.put(key, value.replace(parts.channel().jvm(), "jvm")));
		return left;
	}

	private record Story(@Nullable Object first, @Nullable Object again, Map<String, String> left) {
	}

}
