package org.pynenc.runner;

import java.time.Duration;
import java.util.Set;

/**
 * What a runner needs to know of the configuration.
 *
 * @param concurrency how many bodies run at a time
 * @param maxPaused how many bodies may wait at a time besides
 * @param queues the queues to serve; empty for all
 * @param lease how long a heartbeat keeps the runner alive
 * @param shutdownGrace how long a stop waits for running bodies
 * @param retention how long ended invocations are kept
 * @param virtualThreads whether bodies are executed by virtual threads
 */
record RunnerSettings(int concurrency, int maxPaused, Set<String> queues, Duration lease, Duration shutdownGrace,
		Duration retention, boolean virtualThreads) {
}
