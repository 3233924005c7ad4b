package org.pynenc.docs.testing;

import java.io.IOException;

import org.junit.jupiter.api.Test;
import org.pynenc.DistributedInvocation;
import org.pynenc.InvocationFailedException;
import org.pynenc.InvocationStatus;
import org.pynenc.StatusChange;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.willThrow;

@SpringBootTest(properties = "pynenc.mode=inline")
class FailingArchiveTests {

	@Autowired
	private ReportService reportService;

	@MockitoBean
	private Archive archive;

	@Test
	void anArchiveThatIsDownForAMomentCostsARetry() throws IOException {
		willThrow(new IOException("down")).willDoNothing().given(this.archive).store(any(), any());
		DistributedInvocation<String> report = this.reportService.build("2026-Q1");
		assertThat(report.result()).isEqualTo("Report of 2026-Q1");
		assertThat(report.numRetries()).isEqualTo(1);
		assertThat(report.history()).extracting(StatusChange::status)
			.containsSubsequence(InvocationStatus.RUNNING, InvocationStatus.RETRY, InvocationStatus.RUNNING,
					InvocationStatus.SUCCESS);
	}

	@Test
	void anArchiveThatStaysDownFailsTheReport() throws IOException {
		willThrow(new IOException("down")).given(this.archive).store(any(), any());
		DistributedInvocation<String> report = this.reportService.build("2026-Q1");
		assertThat(report.status()).isEqualTo(InvocationStatus.FAILED);
		assertThat(report.numRetries()).isEqualTo(2);
		assertThatExceptionOfType(InvocationFailedException.class).isThrownBy(report::result)
			.havingCause()
			.isInstanceOf(IOException.class)
			.withMessage("down");
	}

}
