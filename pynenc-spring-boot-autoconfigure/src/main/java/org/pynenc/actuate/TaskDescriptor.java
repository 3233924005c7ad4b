package org.pynenc.actuate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.pynenc.TaskId;
import org.pynenc.task.RegistrationPolicy;
import org.pynenc.task.RetryPolicy;
import org.pynenc.task.ReturnShape;
import org.pynenc.task.TaskDefinition;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * One task.
 *
 * @param id its id
 * @param aliases earlier ids of it
 * @param bean the bean whose method it is
 * @param method the method, with its class
 * @param returns what a caller gets
 * @param result the type of its result
 * @param parameters the types of its parameters by name, in order
 * @param options its options as they apply, by the name of the annotation's attribute
 * @param runners how many live runners know it, on all nodes
 */
record TaskDescriptor(String id, List<String> aliases, String bean, String method, ReturnShape returns, String result,
		Map<String, String> parameters, Map<String, OptionDescriptor> options,
		long runners) implements OperationResponseBody {

	static TaskDescriptor of(TaskDefinition task, long runners) {
		return new TaskDescriptor(task.id().value(), task.aliases().stream().map(TaskId::value).sorted().toList(),
				task.beanName(), task.method().getDeclaringClass().getName() + "." + task.method().getName(),
				task.shape(), task.resultType().getTypeName(), parameters(task), options(task), runners);
	}

	private static Map<String, String> parameters(TaskDefinition task) {
		Map<String, String> parameters = new LinkedHashMap<>();
		task.parameters().forEach((parameter) -> parameters.put(parameter.name(), parameter.type().getTypeName()));
		return parameters;
	}

	private static Map<String, OptionDescriptor> options(TaskDefinition task) {
		Map<String, OptionDescriptor> options = new TreeMap<>();
		values(task).forEach((option, value) -> options.put(option,
				new OptionDescriptor(value, task.sources().getOrDefault(option, "default"))));
		return options;
	}

	private static Map<String, Object> values(TaskDefinition task) {
		RetryPolicy retries = task.retryPolicy();
		RegistrationPolicy registration = task.registration();
		return Map.of("queue", task.queue(), "maxRetries", retries.maxRetries(), "retryFor", names(retries.retryFor()),
				"noRetryFor", names(retries.noRetryFor()), "maxRecoveries", task.maxRecoveries(),
				"registrationConcurrency", registration.concurrency(), "keyArguments", registration.keyArguments(),
				"onDifferentArguments", registration.onDifferentArguments());
	}

	private static List<String> names(List<Class<? extends Throwable>> types) {
		return types.stream().<String>map(Class::getName).toList();
	}

	/**
	 * The value of an option.
	 *
	 * @param value the value
	 * @param source {@code default}, {@code annotation}, or the property that sets it and
	 * the place where that is written
	 */
	record OptionDescriptor(Object value, String source) {
	}

}
