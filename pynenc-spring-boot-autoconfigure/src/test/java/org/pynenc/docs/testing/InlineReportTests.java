package org.pynenc.docs.testing;

import java.io.IOException;

import org.junit.jupiter.api.Test;
import org.pynenc.DistributedInvocation;
import org.pynenc.InvocationStatus;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(properties = "pynenc.mode=inline")
class InlineReportTests {

	@Autowired
	private ReportService reportService;

	@Autowired
	private Archive archive;

	@Test
	void aReportIsThereWhenTheCallReturns() throws IOException {
		DistributedInvocation<String> report = this.reportService.build("2026-Q1");
		assertThat(report.status()).isEqualTo(InvocationStatus.SUCCESS);
		assertThat(report.result()).isEqualTo("Report of 2026-Q1");
	}

	@Test
	void aReportIsGoneWhenTheCallReturns() throws IOException {
		this.reportService.build("2026-Q2");
		this.reportService.remove("2026-Q2");
		assertThat(this.archive.contains("2026-Q2")).isFalse();
	}

}
