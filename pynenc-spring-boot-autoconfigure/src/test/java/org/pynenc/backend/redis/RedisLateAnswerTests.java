package org.pynenc.backend.redis;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pynenc.InvocationStatus;
import org.pynenc.invocation.Claim;
import org.pynenc.invocation.Outcome;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.data.redis.connection.RedisConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An answer that is under way for longer than the lease of the runner that it is for.
 */
@Timeout(120)
@ExtendWith(RedisServerExtension.class)
class RedisLateAnswerTests {

	@ParameterizedTest
	@EnumSource(RedisTestClient.class)
	void aClaimThatArrivesAfterItsLeaseIsRefused(RedisTestClient client) throws Exception {
		try (RedisProxy proxy = new RedisProxy(RedisServerExtension.url());
				RedisParts far = parts(client.connect(proxy.port()));
				RedisParts near = new RedisParts(RedisServerExtension.connectionFactory())) {
			RedisScene late = new RedisScene(far, far.lifecycle());
			RedisScene other = new RedisScene(near, near.lifecycle());
			late.register(1);
			RedisFault held = proxy.plan(RedisFault.Kind.HOLD, 0);
			CompletableFuture<Claim> claimed = CompletableFuture
				.supplyAsync(() -> late.claim(late.next(RedisScene.ONE, 1)).claims().get(0));
			assertThat(held.awaitMet()).isTrue();
			takeOver(other);
			held.letGo();
			assertThat(late.lifecycle().complete(claimed.get(60, TimeUnit.SECONDS), Outcome.success("late"))).isFalse();
			assertThat(near.orchestrator().counts()).containsOnlyKeys(InvocationStatus.SUCCESS);
		}
	}

	private static void takeOver(RedisScene other) {
		other.advance(RedisScene.LEASE.plusSeconds(1));
		other.announce(RedisScene.TWO);
		assertThat(other.lifecycle().recover(RedisScene.LEASE).recovered()).hasSize(1);
		Claim again = other.claim(other.next(RedisScene.TWO, 1)).claims().get(0);
		assertThat(other.lifecycle().complete(again, Outcome.success("other"))).isTrue();
	}

	private static RedisParts parts(RedisConnectionFactory connections) {
		return new RedisParts(connections, () -> destroy((DisposableBean) connections));
	}

	private static void destroy(DisposableBean connections) {
		try {
			connections.destroy();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}
