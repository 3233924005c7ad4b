package org.pynenc.backend.memory;

import java.time.Duration;
import java.time.InstantSource;

import org.pynenc.invocation.Claim;
import org.pynenc.orchestrator.Transition;

/**
 * The orchestrator of inline mode, in which nothing waits for its time: the caller stands
 * there meanwhile.
 */
final class InlineOrchestrator extends MemoryOrchestrator {

	InlineOrchestrator(InstantSource clock) {
		super(clock);
	}

	@Override
	public Transition retry(Claim claim, Duration delay) {
		return super.retry(claim, Duration.ZERO);
	}

}
