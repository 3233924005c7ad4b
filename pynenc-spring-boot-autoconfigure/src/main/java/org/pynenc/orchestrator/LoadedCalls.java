package org.pynenc.orchestrator;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.pynenc.InvocationId;
import org.pynenc.invocation.Invocation;
import org.pynenc.state.StateBackend;
import org.pynenc.state.UnreadableInvocationException;

/**
 * The calls of what was claimed. One that cannot be read is no hindrance to the others.
 */
final class LoadedCalls {

	private static final String MISSING = "Its call is missing from the state backend";

	private final Map<InvocationId, Invocation> calls = new HashMap<>();

	private final Map<InvocationId, String> problems = new HashMap<>();

	private LoadedCalls() {
	}

	static LoadedCalls of(StateBackend stateBackend, List<InvocationId> ids) {
		LoadedCalls loaded = new LoadedCalls();
		if (!ids.isEmpty()) {
			loaded.load(stateBackend, ids);
		}
		return loaded;
	}

	private void load(StateBackend stateBackend, List<InvocationId> ids) {
		try {
			this.calls.putAll(stateBackend.load(ids));
		}
		catch (UnreadableInvocationException ex) {
			ids.forEach((id) -> load(stateBackend, id));
		}
	}

	private void load(StateBackend stateBackend, InvocationId id) {
		try {
			this.calls.putAll(stateBackend.load(List.of(id)));
		}
		catch (UnreadableInvocationException ex) {
			this.problems.put(id, String.valueOf(ex.getMessage()));
		}
	}

	@Nullable Invocation find(InvocationId id) {
		return this.calls.get(id);
	}

	/**
	 * Why a call was not found.
	 */
	String problem(InvocationId id) {
		return this.problems.getOrDefault(id, MISSING);
	}

}
