package org.pynenc.client;

import java.util.List;

import org.pynenc.DifferentArgumentsException;
import org.pynenc.DistributedInvocation;
import org.pynenc.invocation.Invocation;

/**
 * Executes what it registers, in the calling thread, before it returns. A waiting
 * invocation that is reused is executed too: it may wait for the end of this very call.
 */
final class InlineRegistrar extends Registrar {

	private final InlineRunner runner;

	InlineRegistrar(Handles handles, InlineRunner runner) {
		super(handles);
		this.runner = runner;
	}

	@Override
	DistributedInvocation<?> registerAwaited(Invocation invocation) {
		return register(List.of(invocation)).get(0);
	}

	@Override
	List<DistributedInvocation<?>> register(List<Invocation> invocations) {
		// Before anybody knows them: afterwards they would stay without an end.
		invocations.stream().limit(1).forEach(StackReserve::require);
		this.runner.sweep();
		try {
			List<DistributedInvocation<?>> registered = super.register(invocations);
			for (int i = 0; i < invocations.size(); i++) {
				this.runner.run(registered.get(i).invocationId(), invocations.get(i).taskId());
			}
			return registered;
		}
		catch (DifferentArgumentsException ex) {
			// One was refused, and the others are registered.
			invocations.forEach((invocation) -> this.runner.run(invocation.id(), invocation.taskId()));
			throw ex;
		}
	}

}
