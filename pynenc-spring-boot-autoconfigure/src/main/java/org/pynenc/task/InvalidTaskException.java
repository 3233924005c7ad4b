package org.pynenc.task;

import java.util.List;
import java.util.stream.Collectors;

import org.pynenc.PynencException;

/**
 * Annotated methods cannot be distributed tasks, so the application does not start. Tells
 * every problem at once.
 */
public class InvalidTaskException extends PynencException {

	private static final long serialVersionUID = 1L;

	private final transient List<Problem> problems;

	InvalidTaskException(List<Problem> problems) {
		super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")), null);
		this.problems = List.copyOf(problems);
	}

	/**
	 * What is wrong, in the order of the beans.
	 * @return one or more problems
	 */
	public List<Problem> problems() {
		return this.problems;
	}

	/**
	 * One thing that is wrong with one annotated method.
	 *
	 * @param beanName the bean whose method it is
	 * @param method the method, with its class and the types of its parameters
	 * @param description what is wrong, as the rest of a sentence whose subject is the
	 * method
	 * @param remedy what to do about it, as a sentence
	 */
	public record Problem(String beanName, String method, String description, String remedy) {

		String statement() {
			return "Method " + this.method + " of bean '" + this.beanName + "' " + this.description + ".";
		}

		@Override
		public String toString() {
			return statement() + " " + this.remedy;
		}

	}

}
