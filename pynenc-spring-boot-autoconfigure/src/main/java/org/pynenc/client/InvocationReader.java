package org.pynenc.client;

import java.lang.reflect.Type;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.pynenc.InvocationCancelledException;
import org.pynenc.InvocationDroppedException;
import org.pynenc.InvocationFailedException;
import org.pynenc.InvocationId;
import org.pynenc.InvocationNotFinalException;
import org.pynenc.InvocationNotFoundException;
import org.pynenc.InvocationStatus;
import org.pynenc.DistributedInvocation;
import org.pynenc.ExecutionLostException;
import org.pynenc.SerializationException;
import org.pynenc.StatusChange;
import org.pynenc.TaskId;
import org.pynenc.invocation.Invocation;
import org.pynenc.invocation.Outcome;
import org.pynenc.orchestrator.Completion;
import org.pynenc.orchestrator.InvocationRecord;
import org.pynenc.orchestrator.Orchestrator;
import org.pynenc.serializer.Serializer;
import org.pynenc.state.StateBackend;
import org.pynenc.state.UnreadableInvocationException;
import org.pynenc.task.TaskDefinition;
import org.pynenc.task.TaskRegistry;

/**
 * Reads where invocations stand and how they ended, and never changes anything.
 */
class InvocationReader {

	private final Orchestrator orchestrator;

	private final StateBackend stateBackend;

	private final Serializer serializer;

	private final TaskRegistry tasks;

	private final ResultTypes resultTypes;

	private final ResultWaiter waiter;

	InvocationReader(Orchestrator orchestrator, StateBackend stateBackend, Serializer serializer, TaskRegistry tasks) {
		this.resultTypes = new ResultTypes(tasks);
		this.waiter = new ResultWaiter(orchestrator);
		this.orchestrator = orchestrator;
		this.stateBackend = stateBackend;
		this.serializer = serializer;
		this.tasks = tasks;
	}

	/**
	 * Waits for what is read here.
	 */
	ResultWaiter waiter() {
		return this.waiter;
	}

	/**
	 * Knows the types that results are read by.
	 */
	ResultTypes resultTypes() {
		return this.resultTypes;
	}

	Optional<InvocationRecord> find(InvocationId id) {
		return Optional.ofNullable(this.orchestrator.records(List.of(id)).get(id));
	}

	InvocationRecord record(InvocationId id, @Nullable TaskId task) {
		return find(id).orElseThrow(() -> new InvocationNotFoundException(id, task));
	}

	Invocation invocation(InvocationId id, @Nullable TaskId task) {
		Invocation invocation = this.stateBackend.load(List.of(id)).get(id);
		if (invocation == null) {
			throw new InvocationNotFoundException(id, task);
		}
		return invocation;
	}

	List<StatusChange> history(InvocationId id, @Nullable TaskId task) {
		List<StatusChange> history = this.orchestrator.history(id);
		if (history.isEmpty()) {
			throw new InvocationNotFoundException(id, task);
		}
		return history;
	}

	/**
	 * The result of an invocation that has ended, or the exception that says how else it
	 * ended.
	 */
	@Nullable Object result(InvocationRecord record, Type resultType) {
		return switch (record.status()) {
			case SUCCESS -> this.serializer.read(payload(record), resultType);
			case FAILED -> throw new InvocationFailedException(record.id(), record.taskId(), failure(record));
			case CANCELLED -> throw new InvocationCancelledException(record.id(), record.taskId());
			case CONCURRENCY_CONTROLLED_FINAL ->
				throw new InvocationDroppedException(record.id(), record.taskId(), record.reason());
			default -> throw new InvocationNotFinalException(record.id(), record.taskId(), record.status());
		};
	}

	/**
	 * The result that was told with an end, or the exception that says how else it ended.
	 */
	@Nullable Object result(Completion told, TaskId task, Type resultType) {
		Outcome outcome = Objects.requireNonNull(told.outcome(), "An outcome was told");
		if (outcome.status() == InvocationStatus.SUCCESS) {
			return this.serializer.read(outcome.payload(), resultType);
		}
		throw new InvocationFailedException(told.id(), task,
				this.serializer.readFailure(outcome.payload(), declared(task)));
	}

	private String payload(InvocationRecord record) {
		Outcome outcome = outcome(record);
		if (outcome == null) {
			throw new InvocationNotFoundException(record.id(), record.taskId());
		}
		return outcome.payload();
	}

	private @Nullable Outcome outcome(InvocationRecord record) {
		return (record.token() != null) ? this.stateBackend.outcome(record.id(), record.token()) : null;
	}

	/**
	 * What an invocation failed with, as it may be thrown anywhere: a checked exception
	 * needs its wrapping.
	 */
	RuntimeException ownFailure(InvocationRecord record) {
		return (failure(record) instanceof RuntimeException failure) ? failure
				: new InvocationFailedException(record.id(), record.taskId(), failure(record));
	}

	String reference(DistributedInvocation<?> handle) {
		return this.serializer.write(handle, DistributedInvocation.class);
	}

	DistributedInvocation<?> restore(String reference) {
		if (this.serializer.read(reference, DistributedInvocation.class) instanceof DistributedInvocation<?> handle) {
			return handle;
		}
		throw new SerializationException("The reference of an invocation is missing: 'null'", null);
	}

	Map<InvocationId, InvocationRecord> records(Collection<InvocationId> ids) {
		return this.orchestrator.records(ids);
	}

	/**
	 * Where no body's outcome says why, the orchestrator does; and where neither does,
	 * the call itself was lost.
	 */
	private Throwable failure(InvocationRecord record) {
		try {
			Outcome outcome = outcome(record);
			return (outcome != null) ? this.serializer.readFailure(outcome.payload(), declared(record.taskId()))
					: failureWithoutOutcome(record);
		}
		catch (UnreadableInvocationException ex) {
			return ex;
		}
	}

	private static Throwable failureWithoutOutcome(InvocationRecord record) {
		String reason = (record.reason() != null) ? record.reason()
				: "its call or its outcome is missing from the state backend";
		return new ExecutionLostException(reason);
	}

	private Collection<Class<?>> declared(TaskId task) {
		return this.tasks.find(task)
			.map(TaskDefinition::method)
			.map((method) -> List.of(method.getExceptionTypes()))
			.orElseGet(List::of);
	}

}
