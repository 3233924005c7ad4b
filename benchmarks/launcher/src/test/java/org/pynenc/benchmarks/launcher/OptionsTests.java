package org.pynenc.benchmarks.launcher;

import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class OptionsTests {

	@Test
	void everythingIsMeasuredByDefault() {
		Options options = Options.of();
		assertThat(options.isShort()).isFalse();
		assertThat(options.contenders()).containsExactly(ContenderKind.values());
		assertThat(options.workloads()).containsExactly("W1", "W2", "W3", "W4", "W5", "W6", "start");
		assertThat(options.rounds()).isEqualTo(3);
		assertThat(options.docs()).isNull();
		assertThat(options.redis()).isNull();
	}

	@Test
	void theShortModeComparesTheStarterWithTheFloor() {
		Options options = Options.of("--short", "--rounds", "5");
		assertThat(options.isShort()).isTrue();
		assertThat(options.contenders()).containsExactly(ContenderKind.FLOOR, ContenderKind.FUSED);
		assertThat(options.workloads()).containsExactly("W2", "W4");
		assertThat(options.rounds()).isEqualTo(5);
	}

	@Test
	void whatIsGivenCounts() {
		Options options = Options.of("--contenders", "fused, memory", "--workloads", "W3", "--seconds", "60", "--jvm",
				"-Xmx1g,-XX:+UseParallelGC", "--docs", "docs/performance.md", "--redis", "/usr/bin/redis-server");
		assertThat(options.contenders()).containsExactly(ContenderKind.FUSED, ContenderKind.MEMORY);
		assertThat(options.workloads()).containsExactly("W3");
		assertThat(options.seconds()).isEqualTo(Duration.ofMinutes(1));
		assertThat(options.jvm()).containsExactly("-Xmx1g", "-XX:+UseParallelGC");
		assertThat(options.docs()).isEqualTo(Path.of("docs/performance.md"));
		assertThat(options.redis()).isEqualTo(Path.of("/usr/bin/redis-server"));
	}

	@Test
	void whatWasMeasuredCanBeReportedAgain() {
		assertThat(Options.of("--report").isReportOnly()).isTrue();
		assertThat(Options.of("--short").isReportOnly()).isFalse();
	}

	@Test
	void whatIsUnknownIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> Options.of("--fast")).withMessageContaining("--fast");
		assertThatIllegalArgumentException().isThrownBy(() -> Options.of("fast")).withMessageContaining("fast");
		assertThatIllegalArgumentException().isThrownBy(() -> Options.of("--rounds")).withMessageContaining("--rounds");
		assertThatIllegalArgumentException().isThrownBy(() -> Options.of("--contenders", "nobody"))
			.withMessageContaining("nobody")
			.withMessageContaining("fused");
	}

}
