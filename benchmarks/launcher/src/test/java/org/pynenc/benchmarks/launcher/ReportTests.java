package org.pynenc.benchmarks.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pynenc.benchmarks.Row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

class ReportTests {

	private final List<Row> rows = new ArrayList<>();

	@Test
	void theTableShowsMedianAndRange() {
		measured("floor", Metrics.DRAIN, "/s", 30_000, 20_000, 31_000);
		measured("fused", Metrics.DRAIN, "/s", 18_000, 19_000, 16_000);
		assertThat(markdown()).contains("| | floor | fused |")
			.contains("| W2 drain, rate in /s | 30,000 (20,000–31,000) | 18,000 (16,000–19,000) |")
			.doesNotContain("W1");
	}

	@Test
	void whatCannotBeDoneIsSaid() {
		measured("floor", Metrics.BATCH, "/s", 51_000);
		measured("rqueue", Metrics.BATCH, "no batch API", Double.NaN);
		assertThat(markdown()).contains("| 51,000 | no batch API |");
	}

	@Test
	void aRatioIsOfMedians() {
		measured("floor", Metrics.DRAIN, "/s", 10_000, 90_000, 20_000);
		measured("fused", Metrics.DRAIN, "/s", 12_000, 1, 13_000);
		assertThat(results().ratio("fused", "floor", Metrics.DRAIN))
			.hasValueSatisfying((ratio) -> assertThat(ratio).isCloseTo(0.6, within(1e-9)));
		assertThat(markdown()).contains("| W2 | floor | ≥ 0.6 | 0.60 | reached |");
	}

	@Test
	void whatMissesItsGoalIsShown() {
		measured("floor", Metrics.P50, "ms", 0.5);
		measured("fused", Metrics.P50, "ms", 0.75);
		assertThat(markdown()).contains("| W4 p50 | floor | ≤ 1.4 | 1.50 | **not reached** |");
	}

	@Test
	void theBestPeerIsTheOneToBeat() {
		measured("fused", Metrics.STEADY, "/s", 9_000);
		measured("redisson-execute", Metrics.STEADY, "/s", 4_500);
		measured("rqueue", Metrics.STEADY, "/s", 2_000);
		assertThat(markdown()).contains("| W3 | best peer on Redis | ≥ 2.0 | 2.00 | reached |");
	}

	@Test
	void resultsAreComparedWithResultsAndBodiesWithBodies() {
		measured("fused", Metrics.P50, "ms", 0.9);
		measured("fused", Metrics.bodyRan("p50"), "ms", 0.9);
		measured("redisson-submit", Metrics.P50, "ms", 1.2);
		measured("rqueue", Metrics.bodyRan("p50"), "ms", 0.6);
		assertThat(markdown()).contains("| W4 p50 | best peer on Redis | ≤ 1.0 | 0.75 | reached |")
			.contains("| W4 p50, body ran | best peer on Redis | ≤ 1.0 | 1.50 | **not reached** |");
	}

	@Test
	void whatWasNotMeasuredIsNoRatio() {
		measured("fused", Metrics.DRAIN, "/s", 1);
		assertThat(markdown()).doesNotContain("reached |\n");
	}

	@Test
	void growthIsComparedWithTheSmallBacklog() {
		measured("fused", Metrics.grown("drain", 1_000, "commands"), "", 10);
		measured("fused", Metrics.grown("drain", 1_000_000, "commands"), "", 13);
		assertThat(markdown())
			.contains("| W6 commands of drain, backlog 1 M | backlog 1 k | ≤ 1.2 | 1.30 | **not reached** |");
	}

	@Test
	void theStartIsComparedWithTheEmptyApplication() {
		measured("start", new Metric("start", "empty", "time"), "ms", 1000);
		measured("start", new Metric("start", "starter with 0 tasks", "time"), "ms", 1200);
		measured("start", new Metric("start", "starter with 0 tasks", "threads"), "", 0);
		assertThat(markdown()).contains("| starter with 0 tasks | 1,200 | 1.20 | 0 |");
	}

	@Test
	void theLineOfTheShortMode() {
		measured("floor", Metrics.DRAIN, "/s", 30_000);
		measured("fused", Metrics.DRAIN, "/s", 18_900);
		assertThat(ShortLine.of(results())).isEqualTo("W2=0.63 W4=unknown");
		measured("floor", Metrics.P50, "ms", 0.5);
		measured("fused", Metrics.P50, "ms", 0.6);
		assertThat(ShortLine.of(results())).isEqualTo("W2=0.63 W4=1.20");
	}

	@Test
	void thePageKeepsWhatStandsAroundTheReport() {
		String page = "before\n" + DocsPage.BEGIN + "\nold\n" + DocsPage.END + "\nafter\n";
		assertThat(DocsPage.replaced(page, "new\n"))
			.isEqualTo("before\n" + DocsPage.BEGIN + "\n\nnew\n\n" + DocsPage.END + "\nafter\n");
		assertThatIllegalArgumentException().isThrownBy(() -> DocsPage.replaced("no marks", "new"));
	}

	@Test
	void figuresAreReadFromTheirFileAndDrawn(@TempDir Path directory) throws Exception {
		measured("floor", Metrics.DRAIN, "/s", 30_000);
		measured("floor", Metrics.grown("drain", 1_000, "commands"), "", 10);
		Path file = directory.resolve("rows.csv");
		Files.writeString(file, Row.HEADER + "\n" + this.rows.get(0).toCsv() + "\n" + this.rows.get(1).toCsv() + "\n");
		Results read = Results.read(file);
		assertThat(read.rows()).isEqualTo(this.rows);
		Pictures.write(read, directory);
		assertThat(Pictures.NAMES).allSatisfy((name) -> assertThat(directory.resolve(name)).isNotEmptyFile());
	}

	private void measured(String contender, Metric metric, String unit, double... values) {
		for (int i = 0; i < values.length; i++) {
			this.rows.add(new Row(contender, metric.workload(), metric.scene(), metric.name(), i + 1, values[i], unit));
		}
	}

	private Results results() {
		return new Results(this.rows);
	}

	private String markdown() {
		return new Report("today", results()).toMarkdown();
	}

}
