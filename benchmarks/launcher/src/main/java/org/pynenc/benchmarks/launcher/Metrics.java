package org.pynenc.benchmarks.launcher;

import java.util.List;

/**
 * What the table shows, in its order.
 */
final class Metrics {

	static final Metric ONE_THREAD = new Metric("W1", "one thread", "rate");

	static final Metric EIGHT_THREADS = new Metric("W1", "eight threads", "rate");

	static final Metric BATCH = new Metric("W1", "batch", "rate");

	static final Metric DRAIN = new Metric("W2", "drain", "rate");

	static final Metric STEADY = new Metric("W3", "steady", "rate");

	static final Metric PROCESSOR = new Metric("W3", "steady", "processor");

	static final Metric P50 = new Metric("W4", "result", "p50");

	static final Metric P99 = new Metric("W4", "result", "p99");

	static final Metric QUEUED = new Metric("W5", "queued", "bytes");

	static final Metric KEPT = new Metric("W5", "kept", "bytes");

	static final Metric IDLE = new Metric("W6", "idle", "trips");

	private Metrics() {
	}

	static List<Metric> all() {
		return List.of(ONE_THREAD, EIGHT_THREADS, BATCH, new Metric("W1", "batch in one script", "rate"), DRAIN,
				new Metric("W2", "drain", "start"), new Metric("W2", "drain", "processor"), STEADY, PROCESSOR, P50,
				new Metric("W4", "result", "p95"), P99, bodyRan("p50"), bodyRan("p95"), bodyRan("p99"), QUEUED, KEPT,
				grown("register", 1_000, "commands"), grown("register", 1_000_000, "commands"),
				grown("drain", 1_000, "commands"), grown("drain", 1_000_000, "commands"),
				new Metric("W6", "1 runner JVMs", "commands"), new Metric("W6", "2 runner JVMs", "commands"),
				new Metric("W6", "4 runner JVMs", "commands"), IDLE);
	}

	static Metric bodyRan(String name) {
		return new Metric("W4", "body ran", name);
	}

	static Metric grown(String verb, int backlog, String name) {
		return new Metric("W6", verb + " at " + backlog, name);
	}

}
