package org.pynenc.backend;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration of the choice of mode and backends.
 */
@AutoConfiguration
@EnableConfigurationProperties(PynencProperties.class)
public final class PynencBackendAutoConfiguration {

	@Bean
	@ConditionalOnMode(Mode.DISTRIBUTED)
	MixedBackends pynencMixedBackends(Environment environment) {
		return new MixedBackends(environment);
	}

	@Bean
	static InlineNotice pynencInlineNotice(PynencProperties properties) {
		return new InlineNotice(properties);
	}

}
