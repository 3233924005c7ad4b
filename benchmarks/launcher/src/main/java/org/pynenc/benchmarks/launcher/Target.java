package org.pynenc.benchmarks.launcher;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * A ratio to reach: of what was measured to the best of others; or, without others, a
 * figure to reach.
 *
 * @param what what is compared
 * @param measured what was measured
 * @param against what the others are called
 * @param others the others
 * @param bound the side of the limit to be on
 * @param limit the limit
 */
record Target(String what, Subject measured, String against, List<Subject> others, Bound bound, double limit) {

	/**
	 * What was reached, or empty if the one or all of the others were not measured.
	 */
	OptionalDouble reached(Results results) {
		OptionalDouble ours = this.measured.median(results);
		if (ours.isEmpty() || this.others.isEmpty()) {
			return ours;
		}
		DoubleStream medians = this.others.stream().flatMapToDouble((other) -> other.median(results).stream());
		OptionalDouble best = (this.bound == Bound.AT_LEAST) ? medians.max() : medians.min();
		return best.isPresent() ? OptionalDouble.of(ours.getAsDouble() / best.getAsDouble()) : best;
	}

	boolean isReached(double ratio) {
		return (this.bound == Bound.AT_LEAST) ? ratio >= this.limit : ratio <= this.limit;
	}

	String goal() {
		return String.format(Locale.ROOT, "%s %.1f", (this.bound == Bound.AT_LEAST) ? "≥" : "≤", this.limit);
	}

	/**
	 * The side of a limit.
	 */
	enum Bound {

		AT_LEAST, AT_MOST

	}

}
