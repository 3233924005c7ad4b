package org.pynenc.client;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * How this node calls tasks.
 *
 * @param directTimeout How long a direct call outside a task waits for its result. Zero
 * waits without limit.
 * @param statusCache How long a handle remembers a status that is not final.
 * @param batchSize Number of invocations that a group registers at a time.
 */
@ConfigurationProperties("pynenc.client")
record ClientProperties(@DefaultValue("5m") Duration directTimeout, @DefaultValue("100ms") Duration statusCache,
		@DefaultValue("1000") int batchSize) {

	ClientProperties {
		Assert.isTrue(!directTimeout.isNegative(), "pynenc.client.direct-timeout must not be negative");
		Assert.isTrue(!statusCache.isNegative(), "pynenc.client.status-cache must not be negative");
		Assert.isTrue(batchSize > 0, "pynenc.client.batch-size must be 1 or more");
	}

}
