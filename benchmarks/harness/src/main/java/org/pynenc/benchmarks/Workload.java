package org.pynenc.benchmarks;

/**
 * One thing that is measured of every contender.
 */
@FunctionalInterface
interface Workload {

	void measure(Bench bench) throws Exception;

}
