package org.pynenc.docs.testing;

import java.io.IOException;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.pynenc.DistributedInvocation;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@SpringBootTest
class RunnerReportTests {

	@Autowired
	private ReportService reportService;

	@Autowired
	private Archive archive;

	@Test
	void aRunnerBuildsTheReport() throws IOException {
		DistributedInvocation<String> report = this.reportService.build("2026-Q1");
		assertThat(report.result(Duration.ofSeconds(30))).isEqualTo("Report of 2026-Q1");
	}

	@Test
	void aRunnerRemovesTheReport() throws IOException {
		this.reportService.build("2026-Q2").result(Duration.ofSeconds(30));
		this.reportService.remove("2026-Q2");
		await().atMost(Duration.ofSeconds(30)).until(() -> !this.archive.contains("2026-Q2"));
	}

}
