package org.pynenc.backend.redis;

import org.pynenc.backend.AppId;
import org.pynenc.backend.Component;
import org.pynenc.backend.ConditionalOnBackend;
import org.pynenc.backend.PynencBackendAutoConfiguration;
import org.pynenc.backend.PynencProperties;
import org.pynenc.broker.Broker;
import org.pynenc.broker.BrokerProperties;
import org.pynenc.orchestrator.InvocationLifecycle;
import org.pynenc.orchestrator.Orchestrator;
import org.pynenc.orchestrator.PynencOrchestratorAutoConfiguration;
import org.pynenc.state.StateBackend;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.env.Environment;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * Auto-configuration of the backend in Redis. It works on the connection factory that the
 * application has, whoever made it, and adds no bean of a type that Boot configures.
 */
@AutoConfiguration(after = { PynencBackendAutoConfiguration.class, DataRedisAutoConfiguration.class },
		before = PynencOrchestratorAutoConfiguration.class)
@ConditionalOnClass(RedisConnectionFactory.class)
@ConditionalOnBean(RedisConnectionFactory.class)
@ConditionalOnBackend(PynencRedisAutoConfiguration.NAME)
@EnableConfigurationProperties(BrokerProperties.class)
@ImportRuntimeHints(RedisRuntimeHints.class)
public final class PynencRedisAutoConfiguration {

	static final String NAME = "redis";

	@Bean
	RedisKeys pynencRedisKeys(Environment environment) {
		return new RedisKeys(AppId.required(environment, NAME));
	}

	@Bean
	RedisScripts pynencRedisScripts(RedisConnectionFactory connectionFactory, RedisKeys keys) {
		return new RedisScripts(connectionFactory, keys, StoreTime.OF_THE_SERVER);
	}

	@Bean
	RedisChannel pynencRedisChannel(RedisConnectionFactory connectionFactory, RedisKeys keys, RedisScripts scripts) {
		return new RedisChannel(connectionFactory, keys, scripts);
	}

	@Bean
	RedisStartCheck pynencRedisStartCheck(RedisConnectionFactory connectionFactory, RedisScripts scripts,
			PynencProperties properties) {
		return new RedisStartCheck(connectionFactory, scripts, properties.failFast());
	}

	@Bean
	@ConditionalOnBackend(value = NAME, components = Component.ORCHESTRATOR)
	@ConditionalOnMissingBean(Orchestrator.class)
	RedisOrchestrator pynencRedisOrchestrator(RedisScripts scripts, RedisChannel channel) {
		return new RedisOrchestrator(scripts, channel);
	}

	@Bean
	@ConditionalOnBackend(value = NAME, components = Component.BROKER)
	@ConditionalOnMissingBean(Broker.class)
	RedisBroker pynencRedisBroker(RedisScripts scripts) {
		return new RedisBroker(scripts);
	}

	@Bean
	@ConditionalOnBackend(value = NAME, components = Component.STATE_BACKEND)
	@ConditionalOnMissingBean(StateBackend.class)
	RedisStateBackend pynencRedisStateBackend(RedisScripts scripts) {
		return new RedisStateBackend(scripts);
	}

	/**
	 * Serves only what is Redis as a whole: a component of somebody else's would be
	 * passed over.
	 */
	@Bean
	@ConditionalOnBean({ RedisOrchestrator.class, RedisBroker.class, RedisStateBackend.class })
	@ConditionalOnMissingBean(InvocationLifecycle.class)
	RedisLifecycle pynencRedisLifecycle(RedisScripts scripts, RedisChannel channel, BrokerProperties properties) {
		return new RedisLifecycle(scripts, channel, properties.limit());
	}

}
