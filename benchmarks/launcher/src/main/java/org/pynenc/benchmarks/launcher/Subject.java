package org.pynenc.benchmarks.launcher;

import java.util.OptionalDouble;

/**
 * One metric of one contender.
 *
 * @param contender the contender
 * @param metric the metric
 */
record Subject(ContenderKind contender, Metric metric) {

	OptionalDouble median(Results results) {
		return results.figure(this.contender.title(), this.metric)
			.map((figure) -> OptionalDouble.of(figure.median()))
			.orElse(OptionalDouble.empty());
	}

}
