package org.pynenc.client;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.pynenc.DistributedInvocation;
import org.pynenc.DistributedInvocationGroup;
import org.pynenc.GroupRegistrationException;
import org.pynenc.InvocationFailedException;
import org.pynenc.InvocationId;
import org.pynenc.RemoteException;
import org.pynenc.invocation.CurrentInvocation;
import org.pynenc.invocation.Invocation;
import org.pynenc.task.TaskDefinition;

/**
 * Registers invocations and gives out their handles.
 */
class InvocationClient {

	private final InvocationFactory factory;

	private final Registrar registrar;

	private final Handles handles;

	private final ClientProperties properties;

	InvocationClient(InvocationFactory factory, Registrar registrar, Handles handles, ClientProperties properties) {
		this.factory = factory;
		this.registrar = registrar;
		this.handles = handles;
		this.properties = properties;
	}

	/**
	 * Registers one call and gives its handle.
	 */
	DistributedInvocation<?> invoke(TaskDefinition task, @Nullable Object[] arguments) {
		return this.registrar.register(List.of(this.factory.create(task, arguments))).get(0);
	}

	/**
	 * Registers one call whose end is waited for, and gives its handle.
	 */
	DistributedInvocation<?> invokeAwaited(TaskDefinition task, @Nullable Object[] arguments) {
		return this.registrar.registerAwaited(this.factory.create(task, arguments));
	}

	/**
	 * Registers one call and waits for its value.
	 */
	@Nullable Object call(TaskDefinition task, @Nullable Object[] arguments) throws Throwable {
		DistributedInvocation<?> invocation = invokeAwaited(task, arguments);
		CurrentInvocation current = CurrentInvocation.get();
		boolean inBody = current != null && current.isInBody();
		boolean unlimited = inBody || this.properties.directTimeout().isZero();
		try {
			return unlimited ? invocation.result() : invocation.result(this.properties.directTimeout());
		}
		catch (InvocationFailedException ex) {
			throw ownException(task.method(), ex);
		}
	}

	/**
	 * The body's own exception, as if it had been called here, where the method may throw
	 * it.
	 */
	private static Throwable ownException(Method method, InvocationFailedException failure) {
		Throwable own = failure.getCause();
		if (own == null || own instanceof RemoteException || !mayThrow(method, own)) {
			return failure;
		}
		own.addSuppressed(new InvocationFailedException(failure.invocationId(), failure.taskId()));
		return own;
	}

	private static boolean mayThrow(Method method, Throwable exception) {
		return exception instanceof RuntimeException || exception instanceof Error
				|| Stream.of(method.getExceptionTypes()).anyMatch((type) -> type.isInstance(exception));
	}

	/**
	 * Registers calls of one task in batches and gives their handles.
	 */
	<R extends @Nullable Object> DistributedInvocationGroup<R> invokeAll(List<CallCapture.Captured> calls) {
		List<Invocation> invocations = new ArrayList<>(calls.size());
		calls.forEach((call) -> invocations.add(this.factory.create(call.task(), call.arguments())));
		List<DistributedInvocation<R>> registered = new ArrayList<>(calls.size());
		int size = this.properties.batchSize();
		for (int from = 0; from < invocations.size(); from += size) {
			registered.addAll(registerBatch(invocations, from, Math.min(from + size, invocations.size())));
		}
		return new DefaultInvocationGroup<>(this.handles, calls.isEmpty() ? null : calls.get(0).task().id(),
				registered);
	}

	@SuppressWarnings("unchecked")
	private <R extends @Nullable Object> List<DistributedInvocation<R>> registerBatch(List<Invocation> invocations,
			int from, int to) {
		try {
			return this.registrar.register(invocations.subList(from, to))
				.stream()
				.map((handle) -> (DistributedInvocation<R>) handle)
				.toList();
		}
		catch (RuntimeException ex) {
			throw new GroupRegistrationException(from, invocations.size(), ex);
		}
	}

	DistributedInvocation<?> restore(String reference) {
		return this.handles.reader().restore(reference);
	}

	@SuppressWarnings("unchecked")
	<R> Optional<DistributedInvocation<R>> find(InvocationId invocationId, Class<R> resultType) {
		return this.handles.find(invocationId, resultType).map((handle) -> (DistributedInvocation<R>) handle);
	}

}
