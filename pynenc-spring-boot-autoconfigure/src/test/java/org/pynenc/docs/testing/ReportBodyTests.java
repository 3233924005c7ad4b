package org.pynenc.docs.testing;

import java.io.IOException;

import org.junit.jupiter.api.Test;
import org.pynenc.DistributedInvocation;

import static org.assertj.core.api.Assertions.assertThat;

class ReportBodyTests {

	@Test
	void aReportNamesItsPeriodAndIsStored() throws IOException {
		Archive archive = new ArchiveInMemory();
		DistributedInvocation<String> report = new ReportService(archive).build("2026-Q1");
		assertThat(report.result()).isEqualTo("Report of 2026-Q1");
		assertThat(archive.contains("2026-Q1")).isTrue();
	}

}
