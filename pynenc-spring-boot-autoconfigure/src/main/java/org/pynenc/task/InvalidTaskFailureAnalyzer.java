package org.pynenc.task;

import java.util.function.Function;
import java.util.stream.Collectors;

import org.pynenc.task.InvalidTaskException.Problem;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains why annotated methods cannot be distributed tasks, and what to do about it.
 */
class InvalidTaskFailureAnalyzer extends AbstractFailureAnalyzer<InvalidTaskException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidTaskException cause) {
		return new FailureAnalysis(
				"Methods annotated with @DistributedTask cannot be distributed tasks:\n\n"
						+ list(cause, Problem::statement),
				list(cause, (problem) -> problem.method() + ": " + problem.remedy()), cause);
	}

	private static String list(InvalidTaskException cause, Function<Problem, String> line) {
		return cause.problems().stream().map(line).distinct().collect(Collectors.joining("\n- ", "- ", ""));
	}

}
