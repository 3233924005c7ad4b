package org.pynenc.task;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.pynenc.DistributedInvocation;
import org.pynenc.DistributedTask;
import org.pynenc.TaskId;
import org.pynenc.task.TaskOptions.PropertyOrigins;
import org.pynenc.task.TaskProperties.Options;

import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.core.ResolvableType;
import org.springframework.util.StringUtils;
import org.springframework.util.StringValueResolver;

/**
 * Makes the definition of a task from an annotated method.
 */
class TaskDefinitionFactory {

	private final ParameterNameDiscoverer parameterNames = new DefaultParameterNameDiscoverer();

	private final StringValueResolver placeholders;

	private final TaskProperties properties;

	private final PropertyOrigins origins;

	TaskDefinitionFactory(StringValueResolver placeholders, TaskProperties properties, PropertyOrigins origins) {
		this.placeholders = placeholders;
		this.properties = properties;
		this.origins = origins;
	}

	/**
	 * Makes a definition, whatever is wrong with the method: with a problem noted, the
	 * definition is good for finding more problems and for nothing else.
	 */
	TaskDefinition create(TaskMethod task, TaskProblems problems) {
		TypeVariables variables = new TypeVariables(task.beanType());
		Type returnType = variables.resolve(task.method().getGenericReturnType());
		ReturnShape shape = shape(returnType);
		TaskId id = id(task, problems);
		List<TaskId> aliases = aliases(task, problems);
		TaskOptions options = options(task, id, aliases);
		String queue = options.get("queue", (annotation) -> resolve(annotation.queue(), task, problems),
				Options::queue);
		RetryPolicy retryPolicy = retryPolicy(options);
		int maxRecoveries = options.get("maxRecoveries", DistributedTask::maxRecoveries, Options::maxRecoveries);
		RegistrationPolicy registration = registration(options);
		return new TaskDefinition(id, Set.copyOf(aliases), queue, task.beanName(), task.method(), shape,
				parameters(task, variables, problems), resultType(shape, returnType), retryPolicy, maxRecoveries,
				registration, options.sources());
	}

	private TaskOptions options(TaskMethod task, TaskId id, List<TaskId> aliases) {
		List<String> names = Stream.concat(Stream.of(id), aliases.stream()).map(TaskId::value).toList();
		return new TaskOptions(task.options(), names, this.properties, this.origins);
	}

	private static RetryPolicy retryPolicy(TaskOptions options) {
		return new RetryPolicy(options.get("maxRetries", DistributedTask::maxRetries, Options::maxRetries),
				options.get("retryFor", (annotation) -> List.of(annotation.retryFor()), Options::retryFor),
				options.get("noRetryFor", (annotation) -> List.of(annotation.noRetryFor()), Options::noRetryFor));
	}

	private static RegistrationPolicy registration(TaskOptions options) {
		return new RegistrationPolicy(
				options.get("registrationConcurrency", DistributedTask::registrationConcurrency,
						Options::registrationConcurrency),
				options.get("keyArguments", (annotation) -> List.of(annotation.keyArguments()), Options::keyArguments),
				options.get("onDifferentArguments", DistributedTask::onDifferentArguments,
						Options::onDifferentArguments));
	}

	private TaskId id(TaskMethod task, TaskProblems problems) {
		String id = resolve(task.options().id(), task, problems);
		return new TaskId(StringUtils.hasText(id) ? id : task.beanName() + "." + task.method().getName());
	}

	private List<TaskId> aliases(TaskMethod task, TaskProblems problems) {
		return Arrays.stream(task.options().aliases())
			.map((alias) -> resolve(alias, task, problems))
			.filter((alias) -> isNamed(alias, task, problems))
			.map(TaskId::new)
			.toList();
	}

	private boolean isNamed(String alias, TaskMethod task, TaskProblems problems) {
		if (!StringUtils.hasText(alias)) {
			problems.add(task, "has a blank alias", "Give the alias a text, or take it away.");
			return false;
		}
		return true;
	}

	private String resolve(String text, TaskMethod task, TaskProblems problems) {
		try {
			String resolved = this.placeholders.resolveStringValue(text);
			return (resolved != null) ? resolved : "";
		}
		catch (IllegalArgumentException ex) {
			problems.add(task, "has the option '" + text + "' that cannot be resolved (" + ex.getMessage() + ")",
					"Set the property, or give the placeholder a default.");
			return text;
		}
	}

	private List<TaskParameter> parameters(TaskMethod task, TypeVariables variables, TaskProblems problems) {
		Method method = task.method();
		String[] names = this.parameterNames.getParameterNames(method);
		if (names == null) {
			problems.add(task, "has parameters without names, and arguments travel by name",
					"Compile its class with -parameters.");
			return List.of();
		}
		Type[] types = method.getGenericParameterTypes();
		return IntStream.range(0, types.length)
			.mapToObj((i) -> new TaskParameter(names[i], variables.resolve(types[i])))
			.toList();
	}

	/**
	 * {@code Void} is a value like any other here, so that a method of a generic
	 * interface makes its caller wait whatever the type argument is.
	 */
	private static ReturnShape shape(Type returnType) {
		Class<?> rawType = ResolvableType.forType(returnType).resolve(Object.class);
		if (rawType == void.class) {
			return ReturnShape.VOID;
		}
		if (rawType == DistributedInvocation.class) {
			return ReturnShape.INVOCATION;
		}
		return (rawType == CompletableFuture.class) ? ReturnShape.FUTURE : ReturnShape.DIRECT;
	}

	/**
	 * The type of what is carried back.
	 * @param returnType the declared type, type variables resolved
	 */
	static Type resultType(Type returnType) {
		return resultType(shape(returnType), returnType);
	}

	private static Type resultType(ReturnShape shape, Type returnType) {
		return switch (shape) {
			case DIRECT -> returnType;
			case INVOCATION, FUTURE -> onlyTypeArgument(returnType);
			case VOID -> Void.class;
		};
	}

	private static Type onlyTypeArgument(Type type) {
		if (!(type instanceof ParameterizedType parameterizedType)) {
			return Object.class;
		}
		Type argument = parameterizedType.getActualTypeArguments()[0];
		return (argument instanceof WildcardType wildcardType) ? wildcardType.getUpperBounds()[0] : argument;
	}

}
