package org.pynenc.benchmarks.launcher;

import java.util.Arrays;

import org.pynenc.benchmarks.Samples;

/**
 * What several rounds say about one thing.
 *
 * @param median the median of the rounds
 * @param least the least of them
 * @param most the most of them
 */
record Figure(double median, double least, double most) {

	static Figure of(double... values) {
		return new Figure(Samples.median(values), Arrays.stream(values).min().orElseThrow(),
				Arrays.stream(values).max().orElseThrow());
	}

}
