package org.pynenc.docs.testing;

import java.io.IOException;

import org.junit.jupiter.api.Test;
import org.pynenc.DistributedInvocation;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;

@SpringBootTest(properties = "pynenc.mode=inline")
class MockedReportTests {

	@Autowired
	private YearService yearService;

	@MockitoBean
	private ReportService reportService;

	@Test
	void aHalfIsTwoQuarters() throws IOException {
		given(this.reportService.build("2026-Q1")).willReturn(DistributedInvocation.of("one"));
		given(this.reportService.build("2026-Q2")).willReturn(DistributedInvocation.of("two"));
		assertThat(this.yearService.firstHalf(2026)).isEqualTo("one, two");
	}

}
