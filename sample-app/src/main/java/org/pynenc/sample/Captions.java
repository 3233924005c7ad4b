package org.pynenc.sample;

import org.pynenc.DistributedInvocation;
import org.pynenc.DistributedTask;
import org.pynenc.InvocationContext;
import org.pynenc.Pynenc;

import org.springframework.stereotype.Component;

/**
 * Finds captions with the help of a service that is not always there.
 */
@Component
class Captions {

	static final String TASK_ID = "captions.describe";

	private final CaptionService service;

	Captions(CaptionService service) {
		this.service = service;
	}

	@DistributedTask(id = TASK_ID, maxRetries = 3, retryFor = CaptionServiceException.class)
	public DistributedInvocation<String> describe(PhotoFacts facts) {
		int attempt = Pynenc.current().map(InvocationContext::attempt).orElse(1);
		return DistributedInvocation.of(this.service.caption(facts, attempt));
	}

}
