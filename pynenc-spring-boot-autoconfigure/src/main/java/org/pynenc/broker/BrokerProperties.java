package org.pynenc.broker;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.Assert;

/**
 * Settings of the queues.
 *
 * @param maxQueued Number of invocations that may wait for a runner at a time. Calls
 * beyond it are refused with a QueueFullException. Defaults to any number.
 */
@ConfigurationProperties("pynenc.broker")
public record BrokerProperties(@Nullable Integer maxQueued) {

	/**
	 * Stands for any number.
	 */
	public static final int UNLIMITED = Integer.MAX_VALUE;

	public BrokerProperties {
		Assert.isTrue(maxQueued == null || maxQueued > 0, "pynenc.broker.max-queued must be 1 or more");
	}

	/**
	 * How many invocations may wait.
	 * @return the number, {@link #UNLIMITED} for any
	 */
	public int limit() {
		return (this.maxQueued != null) ? this.maxQueued : UNLIMITED;
	}

}
