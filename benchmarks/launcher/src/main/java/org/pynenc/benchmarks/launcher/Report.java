package org.pynenc.benchmarks.launcher;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * What was measured, as Markdown.
 *
 * @param head when and where it was measured
 * @param results the figures
 */
record Report(String head, Results results) {

	private static final double FEW = 10;

	String toMarkdown() {
		return "Measured " + this.head + ".\n\n" + figures() + "\n" + targets() + start();
	}

	private String figures() {
		List<String> contenders = this.results.contenders();
		StringBuilder table = new StringBuilder();
		line(table, "| | ", contenders);
		line(table, "| --- | ", contenders.stream().map((contender) -> "--:").toList());
		for (Metric metric : Metrics.all()) {
			List<String> cells = contenders.stream().map((contender) -> cell(contender, metric)).toList();
			if (cells.stream().anyMatch((cell) -> !cell.equals("–"))) {
				line(table, "| " + title(metric) + " | ", cells);
			}
		}
		return table.toString();
	}

	private static void line(StringBuilder table, String first, List<String> cells) {
		table.append(first).append(String.join(" | ", cells)).append(" |\n");
	}

	private String title(Metric metric) {
		String unit = this.results.unit(metric);
		return metric.workload() + " " + metric.scene() + ", " + metric.name() + (unit.isEmpty() ? "" : " in " + unit);
	}

	private String cell(String contender, Metric metric) {
		return this.results.figure(contender, metric)
			.map(Report::cell)
			.orElseGet(() -> this.results.reason(contender, metric).orElse("–"));
	}

	private static String cell(Figure figure) {
		if (figure.least() == figure.most()) {
			return number(figure.median());
		}
		return number(figure.median()) + " (" + number(figure.least()) + "–" + number(figure.most()) + ")";
	}

	static String number(double value) {
		return String.format(Locale.ROOT, (value < FEW) ? "%.2f" : "%,.0f", value);
	}

	private String targets() {
		List<String> lines = new ArrayList<>(
				List.of("| to reach | against | goal | reached | |", "| --- | --- | --: | --: | --- |"));
		for (Target target : Targets.all()) {
			OptionalDouble reached = target.reached(this.results);
			reached.ifPresent((ratio) -> lines.add(line(target, ratio)));
		}
		return String.join("\n", lines) + "\n";
	}

	private static String line(Target target, double ratio) {
		return "| " + target.what() + " | " + target.against() + " | " + target.goal() + " | "
				+ String.format(Locale.ROOT, "%.2f", ratio) + " | "
				+ (target.isReached(ratio) ? "reached" : "**not reached**") + " |";
	}

	/**
	 * What the starter adds to the start of an application.
	 */
	private String start() {
		String lines = StartUp.SCENES.stream()
			.map((scene) -> new Metric(StartUp.WORKLOAD, scene, "time"))
			.flatMap((metric) -> this.results.figure(StartUp.CONTENDER, metric)
				.map((figure) -> "| " + metric.scene() + " | " + cell(figure) + " | " + share(figure) + " | "
						+ threads(metric.scene()) + " |")
				.stream())
			.collect(Collectors.joining("\n"));
		return lines.isEmpty() ? "" : "\n| start of an application | ms | by the empty one | threads of pynenc |\n"
				+ "| --- | --: | --: | --: |\n" + lines + "\n";
	}

	private String share(Figure figure) {
		Metric empty = new Metric(StartUp.WORKLOAD, StartUp.SCENES.get(0), "time");
		double base = this.results.figure(StartUp.CONTENDER, empty).orElseThrow().median();
		return String.format(Locale.ROOT, "%.2f", figure.median() / base);
	}

	private String threads(String scene) {
		return this.results.figure(StartUp.CONTENDER, new Metric(StartUp.WORKLOAD, scene, "threads"))
			.map((figure) -> String.format(Locale.ROOT, "%.0f", figure.most()))
			.orElse("–");
	}

}
