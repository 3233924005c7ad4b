package org.pynenc.runner;

import java.time.Duration;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * How this node executes tasks.
 *
 * @param enabled Whether this node executes tasks. A node that does not can still call
 * them.
 * @param concurrency Number of task bodies that run at a time. Defaults to the number of
 * processors, or 256 with virtual threads.
 * @param queues Queues that this node serves. Defaults to all.
 * @param lease How long a heartbeat keeps this node alive; when none comes for that long,
 * others take over its work.
 * @param shutdownGrace How long a stopping node waits for its running bodies before it
 * interrupts them and gives their work back.
 * @param maxPaused Number of bodies that may wait for other invocations at a time, each
 * holding a platform thread. Does not apply to virtual threads.
 */
@ConfigurationProperties("pynenc.runner")
record RunnerProperties(@DefaultValue("true") boolean enabled, @Nullable Integer concurrency,
		@DefaultValue Set<String> queues, @DefaultValue("15s") Duration lease,
		@DefaultValue("20s") Duration shutdownGrace, @DefaultValue("1000") int maxPaused) {

	private static final int VIRTUAL_CONCURRENCY = 256;

	RunnerProperties {
		Assert.isTrue(concurrency == null || concurrency > 0, "pynenc.runner.concurrency must be 1 or more");
		Assert.isTrue(lease.compareTo(Duration.ofSeconds(1)) >= 0, "pynenc.runner.lease must be 1s or more");
		Assert.isTrue(!shutdownGrace.isNegative(), "pynenc.runner.shutdown-grace must not be negative");
		Assert.isTrue(maxPaused > 0, "pynenc.runner.max-paused must be 1 or more");
		queues = Set.copyOf(queues);
	}

	int concurrency(boolean virtualThreads) {
		if (this.concurrency != null) {
			return this.concurrency;
		}
		return virtualThreads ? VIRTUAL_CONCURRENCY : Runtime.getRuntime().availableProcessors();
	}

	int maxPaused(boolean virtualThreads) {
		return virtualThreads ? Integer.MAX_VALUE : this.maxPaused;
	}

}
