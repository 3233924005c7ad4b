package org.pynenc.benchmarks.jobrunr;

import org.jobrunr.server.BackgroundJobServerConfiguration;
import org.pynenc.benchmarks.Contender;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/**
 * An application with one kind of job.
 */
@SpringBootApplication
public class JobRunrApplication {

	@Bean
	BackgroundJobServerConfiguration server() {
		return BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration()
			.andWorkerCount(Contender.SLOTS)
			.andPollInterval(JobRunrContender.POLL);
	}

}
