package org.pynenc.backend;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains why memory cannot serve some components while another backend serves the rest.
 */
class MixedBackendsFailureAnalyzer extends AbstractFailureAnalyzer<MixedBackendsException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, MixedBackendsException cause) {
		return new FailureAnalysis(cause.getMessage(), "Choose one backend for all components with '"
				+ Component.DEFAULT_PROPERTY + "', or one other than 'memory' for each of them.", cause);
	}

}
