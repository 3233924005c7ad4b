package org.pynenc.backend.redis;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pynenc.backend.redis.PynencRedisAutoConfigurationTests.Greetings;

import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.RedisTemplate;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.listener.RedisMessageListenerContainer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whose connections are used, and that the beans of others stay as they are.
 */
@ExtendWith(RedisServerExtension.class)
class RedisConnectionTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final ApplicationContextRunner application = new ApplicationContextRunner()
		.withUserConfiguration(PynencRedisAutoConfigurationTests.Application.class)
		.withPropertyValues("pynenc.backend=redis", "pynenc.app-id=photos");

	@ParameterizedTest
	@ValueSource(strings = { "lettuce", "jedis" })
	void aPasswordIsGivenAsThePropertiesSay(String client) {
		try (RedisServer server = RedisServer.start("--requirepass", "secret")) {
			this.application
				.withPropertyValues("spring.data.redis.client-type=" + client, "spring.data.redis.host=127.0.0.1",
						"spring.data.redis.port=" + server.port(), "spring.data.redis.password=secret")
				.run(RedisConnectionTests::assertThatCallsAreExecuted);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "lettuce", "jedis" })
	void connectionsAreEncryptedAsThePropertiesSay(String client, @TempDir Path directory) {
		withEncryption(client, directory, (encrypted) -> {
			encrypted.withPropertyValues("spring.data.redis.ssl.bundle=redis")
				.run(RedisConnectionTests::assertThatCallsAreExecuted);
			encrypted
				.withPropertyValues("pynenc.fail-fast=true", "spring.data.redis.connect-timeout=2s",
						"spring.data.redis.timeout=2s")
				.run((context) -> assertThat(context).as("without encryption").hasFailed());
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "lettuce", "jedis" })
	void connectionsAreEncryptedAsTheConnectionDetailsSay(String client, @TempDir Path directory) {
		withEncryption(client, directory,
				(encrypted) -> encrypted.withUserConfiguration(EncryptedConnection.class)
					.withPropertyValues("spring.data.redis.url=redis://127.0.0.1:1")
					.run(RedisConnectionTests::assertThatCallsAreExecuted));
	}

	/**
	 * With a server that talks TLS only.
	 */
	private void withEncryption(String client, Path directory, Consumer<ApplicationContextRunner> test) {
		Certificate certificate = Certificate.create(directory);
		int port = RedisServer.freePort();
		try (RedisServer server = RedisServer.start(port, "--port", "0", "--tls-port", String.valueOf(port),
				"--tls-cert-file", certificate.file(), "--tls-key-file", certificate.keyFile(), "--tls-auth-clients",
				"no")) {
			test.accept(this.application.withPropertyValues("spring.data.redis.client-type=" + client,
					"spring.data.redis.host=127.0.0.1", "spring.data.redis.port=" + server.port(),
					"spring.ssl.bundle.pem.redis.truststore.certificate=file:" + certificate.file()));
		}
	}

	@Test
	void theBeansOfTheApplicationAreUsedAndStay() {
		LettuceConnectionFactory connections = RedisServerExtension.connect(RedisServerExtension.url());
		StringRedisTemplate template = new StringRedisTemplate(connections);
		RedisMessageListenerContainer container = new RedisMessageListenerContainer();
		container.setConnectionFactory(connections);
		this.application.withBean("connections", LettuceConnectionFactory.class, () -> connections)
			.withBean("stringRedisTemplate", StringRedisTemplate.class, () -> template)
			.withBean("container", RedisMessageListenerContainer.class, () -> container)
			.withPropertyValues("spring.data.redis.url=redis://127.0.0.1:1")
			.run((context) -> {
				assertThatCallsAreExecuted(context);
				assertThat(context.getBean(RedisConnectionFactory.class)).isSameAs(connections);
				assertThat(context.getBean(StringRedisTemplate.class)).isSameAs(template);
				assertThat(context.getBean(RedisMessageListenerContainer.class)).isSameAs(container);
				assertThat(context.getBeanNamesForType(RedisTemplate.class)).containsExactlyInAnyOrder("redisTemplate",
						"stringRedisTemplate");
			});
	}

	@Test
	void ofTwoConnectionFactoriesThePrimaryOneIsUsed() {
		try (RedisServer other = RedisServer.start()) {
			LettuceConnectionFactory others = RedisServerExtension.connect(other.url());
			this.application.withBean("first", LettuceConnectionFactory.class, () -> others)
				.withBean("second", LettuceConnectionFactory.class,
						() -> RedisServerExtension.connect(RedisServerExtension.url()),
						(definition) -> definition.setPrimary(true))
				.run((context) -> {
					assertThatCallsAreExecuted(context);
					assertThat(RedisCommands.keys()).isNotEmpty();
					try (RedisConnection connection = others.getConnection()) {
						assertThat(connection.serverCommands().dbSize()).isZero();
					}
				});
		}
	}

	@Test
	void oneOfTwoConnectionFactoriesHasToBePrimary() {
		this.application
			.withBean("first", LettuceConnectionFactory.class,
					() -> RedisServerExtension.connect(RedisServerExtension.url()))
			.withBean("second", LettuceConnectionFactory.class,
					() -> RedisServerExtension.connect(RedisServerExtension.url()))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(NoUniqueBeanDefinitionException.class)
				.hasMessageContainingAll("RedisConnectionFactory", "first", "second"));
	}

	private static void assertThatCallsAreExecuted(AssertableApplicationContext context) {
		assertThat(context).hasNotFailed();
		assertThat(context.getBean(Greetings.class).greet("Ada").result(PATIENCE)).isEqualTo("Hello, Ada");
	}

	@Configuration(proxyBeanMethods = false)
	static class EncryptedConnection {

		@Bean
		DataRedisConnectionDetails connectionDetails(Environment environment, SslBundles bundles) {
			int port = environment.getRequiredProperty("spring.data.redis.port", Integer.class);
			return new DataRedisConnectionDetails() {
				@Override
				public Standalone getStandalone() {
					return Standalone.of("127.0.0.1", port);
				}

				@Override
				public SslBundle getSslBundle() {
					return bundles.getBundle("redis");
				}
			};
		}

	}

}
