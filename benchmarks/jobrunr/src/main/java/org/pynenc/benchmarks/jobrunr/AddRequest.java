package org.pynenc.benchmarks.jobrunr;

import org.jobrunr.jobs.lambdas.JobRequest;

/**
 * The job.
 *
 * @param a a number
 * @param b another
 */
public record AddRequest(int a, int b) implements JobRequest {

	@Override
	public Class<Adder> getJobRequestHandler() {
		return Adder.class;
	}

}
