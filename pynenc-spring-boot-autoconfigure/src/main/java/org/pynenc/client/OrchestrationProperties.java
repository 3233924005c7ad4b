package org.pynenc.client;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * How calls may stand to each other.
 *
 * @param maxDepth Number of calls that may stand one above the other, each made in the
 * body of the one before.
 */
@ConfigurationProperties("pynenc.orchestration")
record OrchestrationProperties(@DefaultValue("1000") int maxDepth) {

	OrchestrationProperties {
		Assert.isTrue(maxDepth > 0, "pynenc.orchestration.max-depth must be 1 or more");
	}

}
