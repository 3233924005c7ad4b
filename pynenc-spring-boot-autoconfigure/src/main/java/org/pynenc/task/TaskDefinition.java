package org.pynenc.task;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.pynenc.TaskId;

/**
 * A task: an annotated method of a bean, with its options.
 *
 * @param id the task's identity
 * @param aliases earlier ids of it
 * @param queue the queue that its invocations wait in
 * @param beanName the bean whose method it is
 * @param method the method, as the bean's class declares it
 * @param shape what its caller gets
 * @param parameters its parameters, in order
 * @param resultType the type of its result, type variables resolved; what the handle or
 * future holds, and {@link Void} for a method that returns nothing
 * @param retryPolicy when a failed body is tried again
 * @param maxRecoveries how often a started body is run again because its runner died
 * @param registration when a call is reused of one that is waiting
 * @param sources where the value of each option comes from that can be set without code,
 * by the name of the annotation's attribute: {@code default}, {@code annotation}, or the
 * property and the place where it is written
 */
public record TaskDefinition(TaskId id, Set<TaskId> aliases, String queue, String beanName, Method method,
		ReturnShape shape, List<TaskParameter> parameters, Type resultType, RetryPolicy retryPolicy, int maxRecoveries,
		RegistrationPolicy registration, Map<String, String> sources) {

	public TaskDefinition {
		aliases = Set.copyOf(aliases);
		parameters = List.copyOf(parameters);
		sources = Collections.unmodifiableMap(new TreeMap<>(sources));
	}

	@Override
	public String toString() {
		return "task '" + this.id + "' (" + this.method.toGenericString() + " of bean '" + this.beanName + "')";
	}

}
