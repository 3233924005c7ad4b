package org.pynenc.docs.testing;

import java.io.IOException;

import org.springframework.stereotype.Service;

@Service
class YearService {

	private final ReportService reportService;

	YearService(ReportService reportService) {
		this.reportService = reportService;
	}

	String firstHalf(int year) throws IOException {
		var first = this.reportService.build(year + "-Q1");
		var second = this.reportService.build(year + "-Q2");
		return first.result() + ", " + second.result();
	}

}
