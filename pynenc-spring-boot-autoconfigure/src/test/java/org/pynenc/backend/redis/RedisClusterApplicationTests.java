package org.pynenc.backend.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pynenc.DistributedInvocation;
import org.pynenc.orchestrator.InvocationLifecycle;
import org.pynenc.orchestrator.Orchestrator;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.data.redis.connection.RedisNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whole applications on a real cluster. All keys of one are on one node; of several
 * applications every node has some.
 */
class RedisClusterApplicationTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static RedisCluster cluster;

	@BeforeAll
	static void startCluster() {
		cluster = RedisCluster.start();
	}

	@AfterAll
	static void stopCluster() {
		cluster.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "lettuce", "jedis" })
	void callsAreExecutedWhereverTheKeysAre(String client) {
		for (String appId : List.of("photos", "albums", "prints", "frames", "lights", "lenses")) {
			new ApplicationContextRunner().withUserConfiguration(PynencRedisAutoConfigurationTests.Application.class)
				.withPropertyValues("pynenc.backend=redis", "pynenc.app-id=" + appId,
						"spring.data.redis.client-type=" + client, "spring.data.redis.cluster.nodes=" + addresses())
				.run((context) -> {
					assertThat(context).hasNotFailed();
					PynencRedisAutoConfigurationTests.Greetings greetings = context
						.getBean(PynencRedisAutoConfigurationTests.Greetings.class);
					List<DistributedInvocation<String>> greeted = new ArrayList<>();
					for (int i = 0; i < 20; i++) {
						greeted.add(greetings.greet("Ada " + i));
					}
					for (int i = 0; i < 20; i++) {
						assertThat(greeted.get(i).result(PATIENCE)).isEqualTo("Hello, Ada " + i);
					}
					context.getBean(InvocationLifecycle.class).purge();
					assertThat(context.getBean(Orchestrator.class).counts()).isEmpty();
				});
		}
	}

	private static String addresses() {
		return cluster.configuration()
			.getClusterNodes()
			.stream()
			.map(RedisNode::asString)
			.collect(Collectors.joining(","));
	}

}
