package org.pynenc.backend;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration of the choice of backends.
 */
@AutoConfiguration
@EnableConfigurationProperties(PynencProperties.class)
public final class PynencBackendAutoConfiguration {

	@Bean
	MixedBackends pynencMixedBackends(Environment environment) {
		return new MixedBackends(environment);
	}

}
