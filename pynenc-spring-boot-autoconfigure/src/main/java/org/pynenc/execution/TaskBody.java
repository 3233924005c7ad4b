package org.pynenc.execution;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import org.jspecify.annotations.Nullable;
import org.pynenc.Arguments;
import org.pynenc.DistributedInvocation;
import org.pynenc.SerializationException;
import org.pynenc.invocation.Claim;
import org.pynenc.serializer.Serializer;
import org.pynenc.task.ReturnShape;
import org.pynenc.task.TaskDefinition;
import org.pynenc.task.TaskParameter;

/**
 * Executes the body of a task: reads the arguments, calls the bean, and writes the
 * result.
 */
class TaskBody {

	private final Serializer serializer;

	private final TaskInvoker invoker;

	TaskBody(Serializer serializer, TaskInvoker invoker) {
		this.serializer = serializer;
		this.invoker = invoker;
	}

	Ending execute(TaskDefinition task, Claim claim) {
		long start = System.nanoTime();
		@Nullable Object[] arguments;
		try {
			arguments = read(task, claim.invocation().call().arguments());
		}
		catch (Throwable ex) {
			return Ending.failure(ex, false, start);
		}
		try {
			Object result = unwrap(task.shape(), this.invoker.invoke(task, arguments));
			return Ending.success(write(task, result), start);
		}
		catch (UnwritableResultException ex) {
			return Ending.failure(ex.reason, false, start);
		}
		catch (Throwable ex) {
			return Ending.failure(ex, true, start);
		}
	}

	private @Nullable Object[] read(TaskDefinition task, Arguments arguments) {
		List<TaskParameter> parameters = task.parameters();
		@Nullable Object[] values = new Object[parameters.size()];
		for (int i = 0; i < values.length; i++) {
			values[i] = read(task, parameters.get(i), arguments);
		}
		return values;
	}

	/**
	 * An argument that the caller did not send reads as {@code null}, so that a parameter
	 * can be added while calls without it are still queued; a type that has no
	 * {@code null} refuses it.
	 */
	private @Nullable Object read(TaskDefinition task, TaskParameter parameter, Arguments arguments) {
		try {
			return this.serializer.read(arguments.values().getOrDefault(parameter.name(), "null"), parameter.type());
		}
		catch (SerializationException ex) {
			throw new SerializationException("The argument '" + parameter.name() + "' of " + task
					+ " cannot be read; it is kept as it is: " + ex.getMessage(), ex);
		}
	}

	private @Nullable Object unwrap(ReturnShape shape, @Nullable Object returned) throws Throwable {
		return switch (shape) {
			case DIRECT -> returned;
			case VOID -> null;
			case INVOCATION -> (returned instanceof DistributedInvocation<?> invocation) ? invocation.result() : null;
			case FUTURE -> (returned instanceof CompletableFuture<?> future) ? get(future) : null;
		};
	}

	private @Nullable Object get(CompletableFuture<?> future) throws Throwable {
		try {
			return future.get();
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() != null) ? ex.getCause() : ex;
		}
	}

	private String write(TaskDefinition task, @Nullable Object result) {
		try {
			return this.serializer.write(result, task.resultType());
		}
		catch (SerializationException ex) {
			throw new UnwritableResultException(
					new SerializationException("The result of " + task + " cannot be carried: " + ex.getMessage(), ex));
		}
	}

	/**
	 * Tells the result's fault from a {@link SerializationException} of the body's own.
	 */
	private static final class UnwritableResultException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		private final SerializationException reason;

		UnwritableResultException(SerializationException reason) {
			super(reason);
			this.reason = reason;
		}

	}

}
