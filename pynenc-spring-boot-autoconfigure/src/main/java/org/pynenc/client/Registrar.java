package org.pynenc.client;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.pynenc.Call;
import org.pynenc.DifferentArgumentsException;
import org.pynenc.DistributedInvocation;
import org.pynenc.InvocationId;
import org.pynenc.InvocationNotFoundException;
import org.pynenc.InvocationStatus;
import org.pynenc.ReusedInvocation;
import org.pynenc.TaskId;
import org.pynenc.invocation.Invocation;
import org.pynenc.invocation.InvocationEvent;
import org.pynenc.orchestrator.AwaitedRegistration;
import org.pynenc.orchestrator.Registration;
import org.pynenc.state.UnreadableInvocationException;

/**
 * Registers invocations and tells what became of each: its own handle, that of the
 * waiting one that it is reused of, or an exception.
 */
class Registrar {

	private final Handles handles;

	Registrar(Handles handles) {
		this.handles = handles;
	}

	/**
	 * Registers invocations in one step.
	 * @return a handle for each, in the same order
	 * @throws DifferentArgumentsException if one was refused; the others are registered
	 */
	List<DistributedInvocation<?>> register(List<Invocation> invocations) {
		List<Registration> registrations = this.handles.lifecycle().register(invocations);
		for (int i = 0; i < invocations.size(); i++) {
			tell(invocations.get(i).taskId(), registrations.get(i));
		}
		List<DistributedInvocation<?>> registered = new ArrayList<>(invocations.size());
		for (int i = 0; i < invocations.size(); i++) {
			registered.add(handle(invocations.get(i), registrations.get(i)));
		}
		return registered;
	}

	/**
	 * Registers an invocation whose end is waited for from now on.
	 * @return its handle
	 * @throws DifferentArgumentsException if it was refused
	 */
	DistributedInvocation<?> registerAwaited(Invocation invocation) {
		Ends ends = new Ends(List.of(invocation.id()));
		AwaitedRegistration awaited = this.handles.lifecycle().registerAwaited(invocation, ends::ended);
		Registration registration = awaited.registration();
		tell(invocation.taskId(), registration);
		if (!registration.isRegistered()) {
			awaited.subscription().close();
			return handle(invocation, registration);
		}
		DefaultDistributedInvocation<?> registered = this.handles.of(invocation);
		registered.expect(new Awaited(ends, awaited.subscription()));
		return registered;
	}

	private void tell(TaskId task, Registration registration) {
		if (registration.isRegistered()) {
			tell(registration.invocation(), task, InvocationStatus.REGISTERED);
		}
		if (registration.replaced() != null) {
			tell(registration.replaced(), task, InvocationStatus.CONCURRENCY_CONTROLLED_FINAL);
		}
	}

	private void tell(InvocationId id, TaskId task, InvocationStatus status) {
		this.handles.listener().onEvent(InvocationEvent.of(id, task, status));
	}

	private DistributedInvocation<?> handle(Invocation invocation, Registration registration) {
		return switch (registration.kind()) {
			case REGISTERED -> this.handles.of(invocation);
			case REUSED ->
				ReusedInvocation.fromExisting(this.handles.of(registration.invocation(), invocation.taskId(), null),
						registration.differs() ? invocation.call().arguments() : null);
			case REFUSED -> throw new DifferentArgumentsException(registration.invocation(), invocation.taskId(),
					different(invocation.call(), registration.invocation()));
		};
	}

	private Collection<String> different(Call call, InvocationId waiting) {
		Map<String, String> others = arguments(waiting, call.taskId());
		if (others == null) {
			return List.of();
		}
		Map<String, String> own = call.arguments().values();
		Collection<String> names = new TreeSet<>(own.keySet());
		names.addAll(others.keySet());
		names.removeIf((name) -> Objects.equals(own.get(name), others.get(name)));
		return names;
	}

	private @Nullable Map<String, String> arguments(InvocationId id, TaskId task) {
		try {
			return this.handles.reader().invocation(id, task).call().arguments().values();
		}
		catch (InvocationNotFoundException | UnreadableInvocationException ex) {
			return null;
		}
	}

}
