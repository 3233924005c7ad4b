package org.pynenc.benchmarks.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.pynenc.benchmarks.Row;

/**
 * All figures of a run.
 *
 * @param rows the figures
 */
record Results(List<Row> rows) {

	static Results read(Path file) throws IOException {
		return new Results(
				Files.readAllLines(file).stream().filter((line) -> !line.equals(Row.HEADER)).map(Row::ofCsv).toList());
	}

	/**
	 * What the rounds say together.
	 * @return the figure, or empty if it was not measured
	 */
	Optional<Figure> figure(String contender, Metric metric) {
		double[] values = this.rows.stream()
			.filter((row) -> row.contender().equals(contender) && metric.isOf(row) && !row.isAbsent())
			.mapToDouble(Row::value)
			.toArray();
		return (values.length == 0) ? Optional.empty() : Optional.of(Figure.of(values));
	}

	/**
	 * The median of one by that of the other.
	 */
	Optional<Double> ratio(String contender, String other, Metric metric) {
		return figure(contender, metric)
			.flatMap((figure) -> figure(other, metric).map((others) -> figure.median() / others.median()));
	}

	/**
	 * Why there is no figure, where the contender cannot do that.
	 */
	Optional<String> reason(String contender, Metric metric) {
		return this.rows.stream()
			.filter((row) -> row.contender().equals(contender) && metric.isOf(row) && row.isAbsent())
			.map(Row::unit)
			.findFirst();
	}

	String unit(Metric metric) {
		return this.rows.stream()
			.filter((row) -> metric.isOf(row) && !row.isAbsent())
			.map(Row::unit)
			.findFirst()
			.orElse("");
	}

	/**
	 * Who was measured, in the order of {@link ContenderKind}.
	 */
	List<String> contenders() {
		return Arrays.stream(ContenderKind.values())
			.map(ContenderKind::title)
			.filter((title) -> this.rows.stream().anyMatch((row) -> row.contender().equals(title)))
			.toList();
	}

}
