package org.pynenc.sample;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * Starts the photo service with a Redis of its own, for a try-out:
 * {@code mvn -pl sample-app -am spring-boot:test-run}.
 */
public final class TestPhotoApplication {

	private TestPhotoApplication() {
	}

	public static void main(String[] args) {
		start(args);
	}

	static SpringApplication.Running start(String... args) {
		return SpringApplication.from(PhotoApplication::main)
			.with(RedisConfiguration.class)
			.withAdditionalProfiles("redis")
			.run(args);
	}

	/**
	 * The server, and its address in the place of the one that the properties give.
	 */
	@TestConfiguration(proxyBeanMethods = false)
	static class RedisConfiguration {

		private static final Log logger = LogFactory.getLog(TestPhotoApplication.class);

		@Bean
		EmbeddedRedis embeddedRedis() {
			EmbeddedRedis redis = EmbeddedRedis.startOnUsualPort();
			logger.info("An embedded Redis is at " + redis.url()
					+ " until this ends. A runner joins by the profile 'runner' and spring.data.redis.url="
					+ redis.url());
			return redis;
		}

		@Bean
		DataRedisConnectionDetails redisConnectionDetails(EmbeddedRedis redis) {
			return new DataRedisConnectionDetails() {
				@Override
				public Standalone getStandalone() {
					return Standalone.of(redis.host(), redis.port());
				}
			};
		}

	}

}
