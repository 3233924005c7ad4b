package org.pynenc.orchestrator;

import java.util.Map;

import org.pynenc.Arguments;
import org.pynenc.Call;
import org.pynenc.InvocationId;
import org.pynenc.TaskId;
import org.pynenc.invocation.Invocation;

/**
 * Stands for an invocation of which only the id is left.
 */
final class LostCall {

	private static final Call UNKNOWN = new Call(new TaskId("unknown"), Arguments.none());

	private LostCall() {
	}

	static Invocation of(InvocationId id) {
		return new Invocation(id, UNKNOWN, null, 0, "unknown", 0, 0, null, Map.of(), Invocation.WIRE_VERSION);
	}

}
