package org.pynenc.backend.redis;

import org.jspecify.annotations.Nullable;
import org.pynenc.BackendUnavailableException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains that the start needed Redis, because it was asked to or because it called a
 * task.
 */
class RedisUnavailableFailureAnalyzer extends AbstractFailureAnalyzer<BackendUnavailableException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BackendUnavailableException cause) {
		if (cause instanceof NewerLayoutException) {
			return null;
		}
		return new FailureAnalysis(cause.getMessage() + ".",
				"Check that Redis is there, that 'spring.data.redis.*' has its address and its password, and that the user "
						+ "has the rights that it needs. With 'pynenc.fail-fast' set to false an application starts without "
						+ "Redis, as long as it calls no task at its start.",
				cause);
	}

}
