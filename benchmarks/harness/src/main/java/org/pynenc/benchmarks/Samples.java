package org.pynenc.benchmarks;

import java.util.Arrays;

/**
 * What many figures of the same thing say.
 */
public final class Samples {

	private Samples() {
	}

	/**
	 * The smallest figure that so many percent of all are not above.
	 * @param figures the figures, in any order
	 * @param percent how many percent
	 * @return the percentile
	 */
	public static double percentile(double[] figures, int percent) {
		double[] sorted = sorted(figures);
		int rank = (int) Math.ceil(percent / 100.0 * sorted.length);
		return sorted[Math.max(rank, 1) - 1];
	}

	/**
	 * The figure in the middle, or the mean of the two there.
	 * @param figures the figures, in any order
	 * @return the median
	 */
	public static double median(double[] figures) {
		double[] sorted = sorted(figures);
		int middle = sorted.length / 2;
		return (sorted.length % 2 == 1) ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
	}

	private static double[] sorted(double[] figures) {
		if (figures.length == 0) {
			throw new IllegalArgumentException("No figures");
		}
		double[] sorted = figures.clone();
		Arrays.sort(sorted);
		return sorted;
	}

}
