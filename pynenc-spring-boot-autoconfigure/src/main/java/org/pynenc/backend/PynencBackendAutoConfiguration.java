package org.pynenc.backend;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/**
 * Auto-configuration of the choice of backends.
 */
@AutoConfiguration
@EnableConfigurationProperties(PynencProperties.class)
public final class PynencBackendAutoConfiguration {

}
