package org.pynenc.docs.testing;

import java.io.IOException;

import org.pynenc.DistributedInvocation;
import org.pynenc.DistributedTask;

import org.springframework.stereotype.Service;

@Service
class ReportService {

	private final Archive archive;

	ReportService(Archive archive) {
		this.archive = archive;
	}

	@DistributedTask(maxRetries = 2, retryFor = IOException.class)
	public DistributedInvocation<String> build(String period) throws IOException {
		String report = "Report of " + period;
		this.archive.store(period, report);
		return DistributedInvocation.of(report);
	}

	@DistributedTask
	public void remove(String period) {
		this.archive.remove(period);
	}

}
