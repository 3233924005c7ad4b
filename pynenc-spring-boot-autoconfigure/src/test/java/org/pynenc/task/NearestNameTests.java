package org.pynenc.task;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NearestNameTests {

	@Test
	void takesTheNameWithTheFewestChanges() {
		assertThat(NearestName.of("kitten", List.of("sitting", "kitchen", "mitten"))).contains("mitten");
		assertThat(NearestName.of("report.build", List.of("reports.build", "reports.plain"))).contains("reports.build");
		assertThat(NearestName.of("build", List.of("b", "rebuilding"))).contains("b");
		assertThat(NearestName.of("", List.of("ab", "a"))).contains("a");
	}

	@Test
	void caseDoesNotMatter() {
		assertThat(NearestName.of("REPORTS", List.of("report", "Reports"))).contains("Reports");
	}

	@Test
	void theFirstOfTwoWins() {
		assertThat(NearestName.of("c", List.of("b", "a"))).contains("a");
	}

	@Test
	void nothingIsNearToNothing() {
		assertThat(NearestName.of("c", List.of())).isEmpty();
	}

}
