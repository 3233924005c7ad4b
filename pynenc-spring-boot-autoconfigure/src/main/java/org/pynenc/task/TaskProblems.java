package org.pynenc.task;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects what is wrong with annotated methods, so that all of it can be told at once.
 */
final class TaskProblems {

	private final List<InvalidTaskException.Problem> problems = new ArrayList<>();

	void add(TaskMethod task, String description, String remedy) {
		this.problems.add(new InvalidTaskException.Problem(task.beanName(), task.signature(), description, remedy));
	}

	void throwIfAny() {
		if (!this.problems.isEmpty()) {
			throw new InvalidTaskException(this.problems);
		}
	}

}
