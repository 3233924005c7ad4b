package org.pynenc.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.pynenc.Arguments;
import org.pynenc.Call;
import org.pynenc.CallDepthException;
import org.pynenc.InvocationId;
import org.pynenc.SerializationException;
import org.pynenc.invocation.CurrentInvocation;
import org.pynenc.invocation.Invocation;
import org.pynenc.serializer.Serializer;
import org.pynenc.task.TaskDefinition;
import org.pynenc.task.TaskParameter;

/**
 * Makes an invocation of a method call: arguments to text, and the place in the call
 * tree.
 */
class InvocationFactory {

	private final Serializer serializer;

	private final RegistrationKeys registrationKeys;

	private final int maxDepth;

	InvocationFactory(Serializer serializer, int maxDepth) {
		this.serializer = serializer;
		this.registrationKeys = new RegistrationKeys(serializer);
		this.maxDepth = maxDepth;
	}

	Invocation create(TaskDefinition task, @Nullable Object[] values) {
		CurrentInvocation current = CurrentInvocation.get();
		Invocation parent = (current != null) ? current.invocation() : null;
		int depth = (parent != null) ? parent.depth() + 1 : 0;
		if (depth > this.maxDepth) {
			throw new CallDepthException("A call of " + task + " would stand deeper than " + this.maxDepth
					+ " calls within calls; pynenc.orchestration.max-depth sets the limit");
		}
		Call call = new Call(task.id(), arguments(task, values));
		return new Invocation(InvocationId.create(), call, (parent != null) ? parent.id() : null, depth, task.queue(),
				0, task.maxRecoveries(), this.registrationKeys.of(task, values), Map.of(), Invocation.WIRE_VERSION);
	}

	private Arguments arguments(TaskDefinition task, @Nullable Object[] values) {
		List<TaskParameter> parameters = task.parameters();
		if (parameters.isEmpty()) {
			return Arguments.none();
		}
		Map<String, String> texts = new LinkedHashMap<>();
		for (int i = 0; i < parameters.size(); i++) {
			texts.put(parameters.get(i).name(), write(task, parameters.get(i), values[i]));
		}
		return new Arguments(texts);
	}

	private String write(TaskDefinition task, TaskParameter parameter, @Nullable Object value) {
		try {
			return this.serializer.write(value, parameter.type());
		}
		catch (SerializationException ex) {
			throw new SerializationException("The argument for parameter '" + parameter.name() + "' of " + task
					+ " cannot be carried: " + ex.getMessage(), ex);
		}
	}

}
