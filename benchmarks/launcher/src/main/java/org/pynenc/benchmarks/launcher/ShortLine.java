package org.pynenc.benchmarks.launcher;

import java.util.Locale;
import java.util.Optional;

/**
 * The result of the short mode: what W2 reaches of the floor's throughput, and how many
 * times the floor's time W4 takes.
 */
final class ShortLine {

	private static final Metric DRAIN = new Metric("W2", "drain", "rate");

	private static final Metric LATENCY = new Metric("W4", "result", "p50");

	private ShortLine() {
	}

	static String of(Results results) {
		return "W2=" + ratio(results, DRAIN) + " W4=" + ratio(results, LATENCY);
	}

	private static String ratio(Results results, Metric metric) {
		Optional<Double> ratio = results.ratio(ContenderKind.FUSED.title(), ContenderKind.FLOOR.title(), metric);
		return ratio.map((value) -> String.format(Locale.ROOT, "%.2f", value)).orElse("unknown");
	}

}
