package org.pynenc.benchmarks.jobrunr;

import org.jobrunr.jobs.lambdas.JobRequestHandler;
import org.pynenc.benchmarks.Body;

import org.springframework.stereotype.Component;

/**
 * Executes the jobs.
 */
@Component
public class Adder implements JobRequestHandler<AddRequest> {

	@Override
	public void run(AddRequest request) {
		Body.add(request.a(), request.b());
	}

}
