package org.pynenc.backend.redis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pynenc.BackendUnavailableException;
import org.pynenc.DistributedInvocation;
import org.pynenc.DistributedTask;
import org.pynenc.InvocationStatus;
import org.pynenc.Pynenc;
import org.pynenc.broker.Broker;
import org.pynenc.orchestrator.InvocationLifecycle;
import org.pynenc.orchestrator.Orchestrator;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.Lifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * The rights that the guide to Redis gives a user are enough for all that an application
 * does, and for nothing beside it.
 */
class RedisRightsTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final String COMMAND = "ACL SETUSER ";

	private RedisServer server;

	private ApplicationContextRunner application;

	@BeforeEach
	void start() throws IOException {
		this.server = RedisServer.start(optionsOfTheGuide().toArray(String[]::new));
		this.application = new ApplicationContextRunner().withUserConfiguration(Application.class)
			.withPropertyValues("pynenc.backend=redis", "pynenc.app-id=photos", "pynenc.runner.concurrency=2",
					"spring.data.redis.url=" + this.server.url().replace("//", "//photos:secret@"));
	}

	@AfterEach
	void stop() {
		this.server.close();
	}

	private static List<String> optionsOfTheGuide() throws IOException {
		String user = Files.readAllLines(Path.of("../docs/redis.md"))
			.stream()
			.filter((line) -> line.startsWith(COMMAND))
			.findFirst()
			.orElseThrow();
		List<String> options = new ArrayList<>(List.of("--user"));
		options.addAll(Arrays.asList(user.substring(COMMAND.length()).split(" ")));
		return options;
	}

	@ParameterizedTest
	@ValueSource(strings = { "lettuce", "jedis" })
	void theyAreEnough(String client) {
		this.application.withPropertyValues("spring.data.redis.client-type=" + client).run((context) -> {
			assertThat(context).hasNotFailed();
			Words words = context.getBean(Words.class);
			Pynenc pynenc = context.getBean(Pynenc.class);
			assertThat(words.count("one two three").result(PATIENCE)).isEqualTo(3);
			assertThat(pynenc.parallelizeInvocations(List.of("a", "a b"), words::count).resultsInOrder())
				.containsExactly(1, 2);
			assertThat(context.getBean(Texts.class)
				.countAll(List.of("a b", "c"))
				.toFuture()
				.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(3);
			assertThat(words.countLater("a b c").result(PATIENCE)).isEqualTo(3);
			look(context);
			cancel(context);
			context.getBean(InvocationLifecycle.class).purge();
			assertThat(context.getBean(Orchestrator.class).counts()).isEmpty();
		});
	}

	private static void look(ApplicationContext context) {
		Orchestrator orchestrator = context.getBean(Orchestrator.class);
		assertThat(orchestrator.counts()).containsOnlyKeys(InvocationStatus.SUCCESS);
		assertThat(orchestrator.standing(InvocationStatus.SUCCESS, null, 10)).isNotEmpty();
		assertThat(orchestrator.runners().alive()).hasSize(1);
		assertThat(context.getBean(Broker.class).sizes()).isEmpty();
		context.getBean(InvocationLifecycle.class).recover(Duration.ofMinutes(1));
		context.getBean(InvocationLifecycle.class).sweep(Duration.ofDays(1));
	}

	private static void cancel(ApplicationContext context) {
		context.getBean("pynencRunner", Lifecycle.class).stop();
		DistributedInvocation<Integer> call = context.getBean(Words.class).count("nobody");
		assertThat(call.cancel()).isTrue();
		assertThat(call.history()).hasSize(2);
	}

	@Test
	void theyEndWhereAnotherApplicationBegins() {
		this.application.withPropertyValues("pynenc.app-id=albums")
			.run((context) -> assertThat(catchThrowable(() -> context.getBean(Broker.class).sizes()))
				.isInstanceOf(BackendUnavailableException.class)
				.hasMessageContaining("key"));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		Words words() {
			return new Words();
		}

		@Bean
		Texts texts(Pynenc pynenc, Words words) {
			return new Texts(pynenc, words);
		}

	}

	public static class Words {

		@DistributedTask
		public DistributedInvocation<Integer> count(String text) {
			return DistributedInvocation.of(text.split(" ").length);
		}

		@DistributedTask(maxRetries = 1)
		public DistributedInvocation<Integer> countLater(String text) {
			if (Pynenc.current().orElseThrow().attempt() == 1) {
				throw new IllegalStateException("The first attempt fails");
			}
			return count(text);
		}

	}

	public static class Texts {

		private final Pynenc pynenc;

		private final Words words;

		Texts(Pynenc pynenc, Words words) {
			this.pynenc = pynenc;
			this.words = words;
		}

		@DistributedTask
		public DistributedInvocation<Integer> countAll(List<String> texts) {
			return DistributedInvocation.of(this.pynenc.parallelizeInvocations(texts, this.words::count)
				.resultsInOrder()
				.stream()
				.mapToInt(Integer::intValue)
				.sum());
		}

	}

}
