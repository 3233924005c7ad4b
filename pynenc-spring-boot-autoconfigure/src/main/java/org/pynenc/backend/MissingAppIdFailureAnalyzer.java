package org.pynenc.backend;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains how an application gets the name that its backend needs.
 */
class MissingAppIdFailureAnalyzer extends AbstractFailureAnalyzer<MissingAppIdException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, MissingAppIdException cause) {
		return new FailureAnalysis(cause.getMessage(),
				"Set '" + AppId.PROPERTY
						+ "' or 'spring.application.name', the same on every node of this application and on no other.",
				cause);
	}

}
