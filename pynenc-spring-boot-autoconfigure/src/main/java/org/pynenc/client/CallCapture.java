package org.pynenc.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.pynenc.task.ReturnShape;
import org.pynenc.task.TaskDefinition;

/**
 * Notes the task call that a lambda makes, in place of making it. Belongs to the thread
 * that opened it.
 */
final class CallCapture {

	private static final ThreadLocal<@Nullable CallCapture> OPEN = new ThreadLocal<>();

	private final List<Captured> calls = new ArrayList<>(1);

	private CallCapture() {
	}

	/**
	 * The capture that is open in this thread.
	 */
	static @Nullable CallCapture get() {
		return OPEN.get();
	}

	/**
	 * Notes a call.
	 */
	void add(TaskDefinition task, @Nullable Object[] arguments) {
		this.calls.add(new Captured(task, arguments));
	}

	/**
	 * Runs a lambda that makes exactly one task call and nothing of its result.
	 * @param shape what the task has to return, for the types of the facade to be right
	 * @param lambda the lambda
	 */
	static Captured of(ReturnShape shape, Lambda lambda) {
		CallCapture former = OPEN.get();
		CallCapture capture = new CallCapture();
		OPEN.set(capture);
		try {
			return capture.single(shape, lambda.run());
		}
		catch (IllegalLambdaException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw capture.tripped(ex);
		}
		finally {
			restore(former);
		}
	}

	private static void restore(@Nullable CallCapture former) {
		if (former != null) {
			OPEN.set(former);
		}
		else {
			OPEN.remove();
		}
	}

	private Captured single(ReturnShape shape, @Nullable Object returned) {
		if (this.calls.isEmpty()) {
			throw new IllegalLambdaException(
					"A lambda given to Pynenc makes exactly one call of a task on a bean, and "
							+ "this one made none: is the method annotated, and the bean its proxy (not 'this')?",
					null);
		}
		Captured call = this.calls.get(0);
		if (this.calls.size() > 1) {
			throw new IllegalLambdaException("A lambda given to Pynenc makes exactly one call of a task on a bean, and "
					+ "this one made " + this.calls.size() + ", the first of " + call.task(), null);
		}
		call.requireShape(shape);
		if (!Objects.equals(returned, call.placeholder())) {
			throw new IllegalLambdaException("A lambda given to Pynenc returns what its call of " + call.task()
					+ " returns, and this one returned something else; do further work in the task or with its result",
					null);
		}
		return call;
	}

	private IllegalLambdaException tripped(Exception cause) {
		return new IllegalLambdaException("A lambda given to Pynenc only makes one call of a task on a bean ("
				+ (this.calls.isEmpty() ? "none was made" : "made: " + this.calls.get(0).task())
				+ "), which returns null, zero or false while it is noted; this one failed: " + cause, cause);
	}

	/**
	 * What is given to {@link #of}.
	 */
	@FunctionalInterface
	interface Lambda {

		@Nullable Object run() throws Exception;

	}

	/**
	 * A noted call.
	 */
	record Captured(TaskDefinition task, @Nullable Object[] arguments) {

		@Nullable Object placeholder() {
			return Placeholders.of(this.task.method().getReturnType());
		}

		void requireShape(ReturnShape shape) {
			if (this.task.shape() != shape) {
				throw new IllegalLambdaException("This method of Pynenc is for tasks that return " + describe(shape)
						+ ", and " + this.task + " returns " + describe(this.task.shape())
						+ "; use the method for those, with a lambda that returns what the call returns", null);
			}
		}

		private static String describe(ReturnShape shape) {
			return switch (shape) {
				case DIRECT -> "a value";
				case INVOCATION -> "a DistributedInvocation";
				case FUTURE -> "a CompletableFuture";
				case VOID -> "nothing";
			};
		}

	}

	/**
	 * Tells our refusal from an exception of the lambda's own.
	 */
	private static final class IllegalLambdaException extends IllegalStateException {

		private static final long serialVersionUID = 1L;

		IllegalLambdaException(String message, @Nullable Throwable cause) {
			super(message, cause);
		}

	}

}
