package org.pynenc.runner;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * How long ended invocations are kept.
 *
 * @param retention How long ended invocations are kept, with their results, before they
 * are deleted.
 */
@ConfigurationProperties("pynenc.state-backend")
record RetentionProperties(@DefaultValue("24h") Duration retention) {

	RetentionProperties {
		Assert.isTrue(!retention.isNegative(), "pynenc.state-backend.retention must not be negative");
	}

}
