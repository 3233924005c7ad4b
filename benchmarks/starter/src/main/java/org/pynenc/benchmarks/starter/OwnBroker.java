package org.pynenc.benchmarks.starter;

import org.pynenc.backend.PynencBackendAutoConfiguration;
import org.pynenc.backend.redis.PynencRedisAutoConfiguration;
import org.pynenc.broker.Broker;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * A broker of the application's own. That it works on Redis too, nobody can know, so the
 * lifecycle is composed of the three components.
 */
@Configuration(proxyBeanMethods = false)
class OwnBroker {

	@Bean
	Broker broker(ConfigurableEnvironment environment) {
		return brokers(environment).getBean(Broker.class);
	}

	private static ConfigurableApplicationContext brokers(ConfigurableEnvironment environment) {
		return new SpringApplicationBuilder(Redis.class).environment(environment)
			.web(WebApplicationType.NONE)
			.registerShutdownHook(false)
			.run();
	}

	/**
	 * The application that lends its broker.
	 */
	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DataRedisAutoConfiguration.class, PynencBackendAutoConfiguration.class,
			PynencRedisAutoConfiguration.class })
	static class Redis {

	}

}
