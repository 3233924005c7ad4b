package org.pynenc.client;

import java.lang.reflect.Type;

import org.jspecify.annotations.Nullable;
import org.pynenc.TaskId;
import org.pynenc.task.TaskDefinition;
import org.pynenc.task.TaskRegistry;
import tools.jackson.databind.JsonNode;

import org.springframework.core.ResolvableType;

/**
 * By which type a result is read: by the one that the task declares, or, where this node
 * does not know the task or the caller wants something else, by the one the caller wants;
 * a {@link JsonNode} where nobody says.
 */
class ResultTypes {

	private final TaskRegistry tasks;

	ResultTypes(TaskRegistry tasks) {
		this.tasks = tasks;
	}

	Type of(TaskId task) {
		return of(task, null);
	}

	Type of(TaskId task, @Nullable Type wanted) {
		Type declared = this.tasks.find(task).map(TaskDefinition::resultType).orElse(null);
		if (wanted == null || wanted == Object.class) {
			return (declared != null) ? declared : JsonNode.class;
		}
		return (declared != null && isAssignable(wanted, declared)) ? declared : wanted;
	}

	private static boolean isAssignable(Type wanted, Type declared) {
		Class<?> declaredClass = ResolvableType.forType(declared).toClass();
		return ResolvableType.forType(wanted).toClass().isAssignableFrom(declaredClass);
	}

}
