package org.pynenc.benchmarks;

import java.util.Map;

/**
 * The workloads by name.
 */
final class Workloads {

	private static final Map<String, Workload> ALL = Map.of("W1", new RegistrationWorkload(), "W2", new DrainWorkload(),
			"W3", new SteadyWorkload(), "W4", new LatencyWorkload(), "W5", new MemoryWorkload(), "W6",
			new GrowthWorkload());

	private Workloads() {
	}

	static Workload named(String name) {
		Workload workload = ALL.get(name);
		if (workload == null) {
			throw new IllegalArgumentException("There is no workload " + name + ", only " + ALL.keySet());
		}
		return workload;
	}

}
