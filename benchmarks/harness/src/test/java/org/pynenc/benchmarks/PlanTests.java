package org.pynenc.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PlanTests {

	private final Plan plan = new Plan("fused", "fused", List.of("W2", "W4"), 3, 20_000, Duration.ofSeconds(10),
			Duration.ofSeconds(6), 500, Duration.ofSeconds(2), "redis://127.0.0.1:6379", "jdbc:postgresql://x/y?user=z",
			7, false, Path.of("rows.csv"));

	@Test
	void arrivesInAnotherJvm() {
		assertThat(Plan.ofArguments(this.plan.toArguments().toArray(String[]::new))).isEqualTo(this.plan);
	}

	@Test
	void arrivesAtARunner() {
		Plan plan = Plan.ofArguments(this.plan.runnerOnly().toArguments().toArray(String[]::new));
		assertThat(plan.isRunnerOnly()).isTrue();
		assertThat(plan.redis()).isEqualTo(this.plan.redis());
	}

}
