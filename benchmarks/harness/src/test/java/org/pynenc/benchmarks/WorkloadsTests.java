package org.pynenc.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * The workloads, on a contender that does next to nothing.
 */
class WorkloadsTests {

	private static final int TASKS = 500;

	@TempDir
	Path directory;

	@Test
	void eachWorkloadGivesItsFigures() throws Exception {
		QueueContender contender = new QueueContender();
		List<Row> rows = measure(contender, "W1", "W2", "W3", "W4", "W5");
		assertThat(rows).filteredOn((row) -> row.metric().equals("rate") && !row.isAbsent())
			.extracting(Row::workload, Row::scene)
			.extracting(Object::toString)
			.contains("(\"W1\", \"one thread\")", "(\"W1\", \"eight threads\")", "(\"W2\", \"drain\")",
					"(\"W3\", \"steady\")");
		assertThat(rows).filteredOn((row) -> row.metric().equals("rate") && !row.isAbsent())
			.allSatisfy((row) -> assertThat(row.value()).isPositive());
		assertThat(rows).filteredOn((row) -> row.workload().equals("W4"))
			.extracting(Row::metric)
			.contains("p50", "p99");
		assertThat(contender.isRunning()).isFalse();
		assertThat(contender.waiting()).isZero();
	}

	@Test
	void whatTheContenderCannotDoIsSaid() throws Exception {
		List<Row> rows = measure(new QueueContender(), "W1", "W4", "W5");
		assertThat(rows).filteredOn(Row::isAbsent)
			.extracting(Row::unit)
			.containsExactlyInAnyOrder("no batch API", "keeps none");
		assertThat(rows).filteredOn((row) -> row.workload().equals("W4"))
			.extracting(Row::scene)
			.containsOnly("body ran");
	}

	@Test
	void queuedCallsAreMeasuredWhileTheyWait() throws Exception {
		List<Row> rows = measure(new QueueContender(), "W5");
		assertThat(rows).filteredOn((row) -> row.scene().equals("queued"))
			.extracting(Row::value)
			.containsExactly((double) QueueContender.BYTES);
	}

	@Test
	void anUnknownWorkloadIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> Workloads.named("W9")).withMessageContaining("W9");
	}

	private List<Row> measure(Contender contender, String... workloads) throws Exception {
		Path file = this.directory.resolve("rows.csv");
		Plan plan = new Plan("queue", "queue", List.of(workloads), 1, TASKS, Duration.ofMillis(200),
				Duration.ofMillis(10), 20, Duration.ZERO, "", "", 0, false, file);
		Measurement.run(plan, (each) -> contender);
		return Files.readAllLines(file).stream().map(Row::ofCsv).toList();
	}

}
