package org.pynenc.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/**
 * Where the figures of one contender in one round go.
 */
final class Rows {

	private static final double MICROS = 1e6;

	private final Plan plan;

	Rows(Plan plan) {
		this.plan = plan;
	}

	void figure(String workload, String scene, String metric, double value, String unit) {
		write(new Row(this.plan.contender(), workload, scene, metric, this.plan.round(), value, unit));
	}

	void absent(String workload, String scene, String metric, String why) {
		figure(workload, scene, metric, Double.NaN, why);
	}

	/**
	 * How many a second, and what each of them cost.
	 */
	void rate(String workload, String scene, long count, double seconds, Usage usage) {
		figure(workload, scene, "rate", count / seconds, "/s");
		cost(workload, scene, count, usage);
	}

	void cost(String workload, String scene, long count, Usage usage) {
		double jvm = usage.jvmSeconds() * MICROS / count;
		double store = usage.store().processorSeconds() * MICROS / count;
		figure(workload, scene, "processor", jvm + store, "µs");
		figure(workload, scene, "processor of the JVM", jvm, "µs");
		figure(workload, scene, "allocated", usage.allocatedBytes() / count, "B");
		figure(workload, scene, "others", usage.othersPercent(), "%");
		storeCost(workload, scene, count, usage.store());
	}

	/**
	 * What each of them cost the store.
	 */
	void storeCost(String workload, String scene, long count, StoreWork work) {
		figure(workload, scene, "processor of the store", work.processorSeconds() * MICROS / count, "µs");
		if (work.commands() > 0) {
			figure(workload, scene, "trips", work.trips() / count, "");
			figure(workload, scene, "commands", work.commands() / count, "");
			figure(workload, scene, "bytes", work.bytes() / count, "B");
			calls(workload, scene, count, work.calls());
		}
	}

	private void calls(String workload, String scene, long count, Map<String, Double> calls) {
		calls.forEach((command, number) -> {
			if (number / count >= 0.01) {
				figure(workload, scene, "calls of " + command.replace('|', ' '), number / count, "");
			}
		});
	}

	private void write(Row row) {
		System.out.println(row.toCsv());
		try {
			Files.writeString(this.plan.output(), row.toCsv() + "\n", StandardOpenOption.CREATE,
					StandardOpenOption.APPEND);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
