package org.pynenc.backend.redis;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains that a newer version of pynenc has been here.
 */
class NewerLayoutFailureAnalyzer extends AbstractFailureAnalyzer<NewerLayoutException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, NewerLayoutException cause) {
		return new FailureAnalysis(cause.getMessage() + ".",
				"Update pynenc on this node to the version of the others. If there are no others and the work may be "
						+ "forgotten, another 'pynenc.app-id' begins anew.",
				cause);
	}

}
