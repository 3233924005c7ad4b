package org.pynenc.contract;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;

import org.pynenc.broker.Broker;
import org.pynenc.orchestrator.Orchestrator;
import org.pynenc.orchestrator.RunnerRegistry;
import org.pynenc.state.StateBackend;

/**
 * Lets a process "die" after a number of writes to its parts: that write is done, and
 * every later call of this process fails.
 */
final class StoppingParts {

	private static final Set<String> READS = Set.of("capabilities", "sizes", "load", "outcome", "records", "history",
			"onCompleted", "onWork", "ended", "alive", "toString", "hashCode", "equals");

	private final Orchestrator orchestrator;

	private final Broker broker;

	private final StateBackend stateBackend;

	private int writesLeft;

	private String lastWrite = "none";

	private boolean stopped;

	StoppingParts(Orchestrator orchestrator, Broker broker, StateBackend stateBackend, int writes) {
		this.orchestrator = wrap(Orchestrator.class, orchestrator);
		this.broker = wrap(Broker.class, broker);
		this.stateBackend = wrap(StateBackend.class, stateBackend);
		this.writesLeft = writes;
	}

	Orchestrator orchestrator() {
		return this.orchestrator;
	}

	Broker broker() {
		return this.broker;
	}

	StateBackend stateBackend() {
		return this.stateBackend;
	}

	boolean isStopped() {
		return this.stopped;
	}

	String lastWrite() {
		return this.lastWrite;
	}

	private <T> T wrap(Class<T> type, T target) {
		return type
			.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, (proxy, method, args) -> {
				if (this.stopped) {
					throw new StoppedException();
				}
				try {
					Object result = method.invoke(target, args);
					if (method.getReturnType() == RunnerRegistry.class) {
						return wrap(RunnerRegistry.class, (RunnerRegistry) result);
					}
					countWrite(type, method.getName());
					return result;
				}
				catch (InvocationTargetException ex) {
					throw ex.getTargetException();
				}
			}));
	}

	private void countWrite(Class<?> type, String method) {
		if (READS.contains(method)) {
			return;
		}
		this.lastWrite = type.getSimpleName() + "." + method;
		if (--this.writesLeft == 0) {
			this.stopped = true;
			throw new StoppedException();
		}
	}

	/**
	 * Not an exception that anybody handles: the process is gone.
	 */
	static final class StoppedException extends Error {

		private static final long serialVersionUID = 1L;

	}

}
