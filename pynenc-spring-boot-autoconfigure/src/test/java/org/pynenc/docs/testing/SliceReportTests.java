package org.pynenc.docs.testing;

import java.io.IOException;

import org.junit.jupiter.api.Test;
import org.pynenc.Pynenc;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.json.JsonTest;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the page says of test slices.
 */
@JsonTest(properties = "pynenc.mode=inline")
@Import({ ReportService.class, ArchiveInMemory.class })
class SliceReportTests {

	@Autowired
	private ReportService reportService;

	@Autowired
	private ObjectProvider<Pynenc> pynenc;

	@Test
	void aSliceHasNoEngineSoACallIsAnOrdinaryCallOfTheBody() throws IOException {
		assertThat(this.pynenc.getIfAvailable()).isNull();
		assertThat(this.reportService.build("2026-Q1")).hasToString("DistributedInvocation.of(Report of 2026-Q1)");
	}

}
