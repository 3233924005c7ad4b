package org.pynenc.backend.redis;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pynenc.DistributedInvocation;
import org.pynenc.DistributedTask;
import org.pynenc.InvocationStatus;
import org.pynenc.TaskId;
import org.pynenc.orchestrator.Orchestrator;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nodes of two versions of an application on one Redis, as while it is being updated: the
 * newer one has renamed a task, and has one more.
 */
@Timeout(120)
@ExtendWith(RedisServerExtension.class)
class RedisMixedVersionsTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final String CALLER_ONLY = "pynenc.runner.enabled=false";

	@Test
	void aNewTaskWaitsForANewNodeAndHoldsUpNothing() {
		try (ConfigurableApplicationContext older = start(Older.class);
				ConfigurableApplicationContext caller = start(Newer.class, CALLER_ONLY)) {
			DistributedInvocation<String> printed = caller.getBean(NewerReports.class).print("Q1");
			DistributedInvocation<String> built = older.getBean(OlderReports.class).build("Q1");
			assertThat(built.result(PATIENCE)).isEqualTo("older Q1");
			assertThat(printed.status()).isEqualTo(InvocationStatus.REGISTERED);
			assertThat(printed.numRetries()).isZero();
			try (ConfigurableApplicationContext newer = start(Newer.class)) {
				assertThat(newer.isRunning()).isTrue();
				assertThat(printed.result(PATIENCE)).isEqualTo("printed Q1");
			}
		}
	}

	@Test
	void aRenamedTaskIsExecutedUnderItsEarlierNameByBoth() {
		try (ConfigurableApplicationContext caller = start(Older.class, CALLER_ONLY)) {
			OlderReports reports = caller.getBean(OlderReports.class);
			try (ConfigurableApplicationContext newer = start(Newer.class)) {
				assertThat(newer.isRunning()).isTrue();
				assertThat(reports.build("Q1").result(PATIENCE)).isEqualTo("newer Q1");
			}
			try (ConfigurableApplicationContext older = start(Older.class)) {
				assertThat(older.isRunning()).isTrue();
				assertThat(reports.build("Q2").result(PATIENCE)).isEqualTo("older Q2");
			}
		}
	}

	@Test
	void noCallIsLostWhileNodesAreReplaced() {
		try (ConfigurableApplicationContext newer = start(Newer.class)) {
			List<DistributedInvocation<String>> calls;
			try (ConfigurableApplicationContext older = start(Older.class)) {
				awaitRunners(newer, 2);
				calls = IntStream.range(0, 50)
					.mapToObj((i) -> older.getBean(OlderReports.class).build("Q" + i))
					.toList();
			}
			for (int i = 0; i < calls.size(); i++) {
				assertThat(newer.getBean(Orchestrator.class).history(calls.get(i).invocationId())).isNotEmpty();
			}
			Awaitility.await()
				.atMost(PATIENCE)
				.untilAsserted(() -> assertThat(newer.getBean(Orchestrator.class).counts())
					.containsOnly(Map.entry(InvocationStatus.SUCCESS, 50L)));
			assertThat(newer.getBean(NewerReports.class).render("Q1").result(PATIENCE)).isEqualTo("newer Q1");
		}
	}

	private static void awaitRunners(ConfigurableApplicationContext context, int count) {
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(() -> assertThat(context.getBean(Orchestrator.class).runners().alive()).hasSize(count)
				.allSatisfy((runner) -> assertThat(runner.tasks())
					.containsAnyElementsOf(Set.of(new TaskId("reports.build")))));
	}

	private static ConfigurableApplicationContext start(Class<?> version, String... properties) {
		return new SpringApplicationBuilder(version).web(WebApplicationType.NONE)
			.properties("pynenc.backend=redis", "pynenc.app-id=versions", "spring.main.banner-mode=off",
					"spring.data.redis.url=" + RedisServerExtension.url())
			.properties(properties)
			.run();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Older {

		@Bean
		OlderReports reports() {
			return new OlderReports();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Newer {

		@Bean
		NewerReports reports() {
			return new NewerReports();
		}

	}

	public static class OlderReports {

		@DistributedTask(id = "reports.build")
		public DistributedInvocation<String> build(String period) {
			return DistributedInvocation.of("older " + period);
		}

	}

	public static class NewerReports {

		@DistributedTask(id = "reports.render", aliases = "reports.build")
		public DistributedInvocation<String> render(String period) {
			return DistributedInvocation.of("newer " + period);
		}

		@DistributedTask(id = "reports.print")
		public DistributedInvocation<String> print(String period) {
			return DistributedInvocation.of("printed " + period);
		}

	}

}
