package org.pynenc.backend.redis;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pynenc.DistributedInvocation;
import org.pynenc.DistributedTask;
import org.pynenc.broker.Broker;
import org.pynenc.orchestrator.InvocationLifecycle;
import org.pynenc.orchestrator.Orchestrator;
import org.pynenc.state.StateBackend;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import org.springframework.data.redis.core.RedisTemplate;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * What {@link PynencRedisAutoConfiguration} gives an application, and what it tells one
 * that cannot have it.
 */
@ExtendWith({ RedisServerExtension.class, OutputCaptureExtension.class })
class PynencRedisAutoConfigurationTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final ApplicationContextRunner application = new ApplicationContextRunner()
		.withUserConfiguration(Application.class)
		.withPropertyValues("pynenc.backend=redis", "spring.application.name=photos",
				"spring.data.redis.url=" + RedisServerExtension.url());

	@Test
	void redisServesEveryComponent() {
		this.application.run((context) -> assertThat(context).hasNotFailed()
			.getBean(Orchestrator.class)
			.isInstanceOf(RedisOrchestrator.class));
		this.application.run((context) -> {
			assertThat(context.getBean(Broker.class)).isInstanceOf(RedisBroker.class);
			assertThat(context.getBean(StateBackend.class)).isInstanceOf(RedisStateBackend.class);
			assertThat(context.getBean(InvocationLifecycle.class)).isInstanceOf(RedisLifecycle.class);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "lettuce", "jedis" })
	void callsAreExecutedByWhateverClient(String client) {
		this.application.withPropertyValues("spring.data.redis.client-type=" + client).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(RedisConnectionFactory.class) instanceof JedisConnectionFactory)
				.isEqualTo(client.equals("jedis"));
			assertThat(context.getBean(Greetings.class).greet("Ada").result(PATIENCE)).isEqualTo("Hello, Ada");
		});
	}

	@Test
	void withoutTheChoiceNothingIsThere() {
		this.application.withPropertyValues("pynenc.backend=memory")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(RedisScripts.class)
				.doesNotHaveBean(RedisBroker.class));
	}

	@Test
	void inInlineModeNothingIsThere() {
		this.application.withPropertyValues("pynenc.mode=inline")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(RedisScripts.class));
	}

	@Test
	void beansOfBootStayAsTheyAre() {
		this.application.run((context) -> {
			assertThat(context).hasSingleBean(RedisConnectionFactory.class).hasSingleBean(StringRedisTemplate.class);
			assertThat(context.getBeanNamesForType(RedisTemplate.class)).containsExactlyInAnyOrder("redisTemplate",
					"stringRedisTemplate");
			for (String name : context.getBeanNamesForType(RedisTemplate.class)) {
				assertThat(context.getBeanFactory().getBeanDefinition(name).getFactoryBeanName())
					.isEqualTo(DataRedisAutoConfiguration.class.getName());
			}
		});
	}

	@Test
	void aBeanOfTheApplicationTakesThePlaceOfOurs() {
		this.application.withBean("own", Broker.class, () -> new RedisBroker(scripts("elsewhere")))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean("pynencRedisBroker")
				.hasSingleBean(RedisOrchestrator.class)
				.hasSingleBean(InvocationLifecycle.class)
				.doesNotHaveBean(RedisLifecycle.class));
	}

	@Test
	void theApplicationNeedsAName() {
		this.application.withPropertyValues("spring.application.name=")
			.run((context) -> assertThat(analysis(context.getStartupFailure()).getAction()).contains("pynenc.app-id",
					"spring.application.name"));
		this.application.withPropertyValues("spring.application.name=", "pynenc.app-id=named")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void theNameIsWhatKeepsApplicationsApart() {
		this.application.withPropertyValues("pynenc.app-id=album").run((context) -> {
			context.getBean(Greetings.class).greet("Ada").result(PATIENCE);
			assertThat(RedisCommands.keys()).isNotEmpty().allMatch((key) -> key.startsWith("pynenc:{album}:"));
		});
	}

	@Test
	void theMissingLibraryIsTold() {
		this.application
			.withClassLoader(new FilteredClassLoader("org.springframework.data.redis",
					"org.springframework.boot.data.redis", "io.lettuce", "redis.clients"))
			.run((context) -> {
				FailureAnalysis analysis = analysis(context.getStartupFailure());
				assertThat(analysis.getDescription()).contains("'pynenc.backend'", "'redis'");
				assertThat(analysis.getAction()).contains("org.springframework.boot:spring-boot-starter-data-redis");
			});
	}

	@Test
	void theMissingConnectionIsTold() {
		this.application
			.withPropertyValues("spring.autoconfigure.exclude=" + DataRedisAutoConfiguration.class.getName())
			.run((context) -> assertThat(analysis(context.getStartupFailure()).getAction())
				.contains("spring-boot-starter-data-redis"));
	}

	@Test
	void memoryBesideRedisIsRefused() {
		this.application.withPropertyValues("pynenc.broker.backend=memory")
			.run((context) -> assertThat(analysis(context.getStartupFailure()).getDescription()).contains("'memory'",
					"'redis'", "pynenc.broker.backend"));
	}

	@Test
	void aNewerLayoutIsRefused() {
		RedisCommands.set("pynenc:{photos}:layout", "2");
		this.application.run((context) -> {
			FailureAnalysis analysis = analysis(context.getStartupFailure());
			assertThat(analysis.getDescription()).contains("LAYOUT 2", "newer");
			assertThat(analysis.getAction()).contains("Update pynenc");
		});
		assertThat(RedisCommands.keys()).containsExactly("pynenc:{photos}:layout");
	}

	@Test
	void aLayoutThatBecomesNewerIsLeftAlone() {
		RedisBroker broker = new RedisBroker(scripts("photos"));
		assertThat(broker.sizes()).isEmpty();
		RedisCommands.set("pynenc:{photos}:layout", "2");
		assertThat(catchThrowable(broker::sizes)).isInstanceOf(NewerLayoutException.class);
	}

	@Test
	void aServerThatEvictsKeysIsWarnedOf(CapturedOutput output) {
		try (RedisServer server = RedisServer.start("--maxmemory-policy", "allkeys-lru")) {
			this.application.withPropertyValues("spring.data.redis.url=" + server.url()).run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(output).contains("maxmemory-policy 'allkeys-lru'");
			});
		}
	}

	@Test
	void aServerThatEvictsNothingIsNotWarnedOf(CapturedOutput output) {
		this.application.run((context) -> assertThat(output).doesNotContain("maxmemory-policy"));
	}

	@Test
	void scriptsAreKeptInNativeImages() throws Exception {
		RuntimeHints hints = new RuntimeHints();
		new RedisRuntimeHints().registerHints(hints, getClass().getClassLoader());
		Consumer<String> isKept = (
				name) -> assertThat(RuntimeHintsPredicates.resource().forResource(RedisScriptText.FOLDER + name))
					.accepts(hints);
		assertThat(new PathMatchingResourcePatternResolver()
			.getResources("classpath*:" + RedisScriptText.FOLDER + "*.lua")).hasSizeGreaterThan(20)
			.allSatisfy((script) -> isKept.accept(script.getFilename()));
	}

	private static RedisScripts scripts(String appId) {
		return new RedisScripts(RedisServerExtension.connectionFactory(), new RedisKeys(appId),
				StoreTime.OF_THE_SERVER);
	}

	static FailureAnalysis analysis(Throwable failure) {
		assertThat(failure).isNotNull();
		MockEnvironment environment = new MockEnvironment().withProperty("pynenc.backend", "redis");
		return SpringFactoriesLoader.forDefaultResourceLocation()
			.load(FailureAnalyzer.class, SpringFactoriesLoader.ArgumentResolver.of(Environment.class, environment),
					(type, name, ex) -> assertThat(name).doesNotStartWith("org.pynenc"))
			.stream()
			.filter((analyzer) -> analyzer.getClass().getName().startsWith("org.pynenc."))
			.map((analyzer) -> analyzer.analyze(failure))
			.filter(Objects::nonNull)
			.findFirst()
			.orElseThrow(() -> new AssertionError("No analysis", failure));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		Greetings greetings() {
			return new Greetings();
		}

	}

	public static class Greetings {

		@DistributedTask
		public DistributedInvocation<String> greet(String name) {
			return DistributedInvocation.of("Hello, " + name);
		}

	}

}
