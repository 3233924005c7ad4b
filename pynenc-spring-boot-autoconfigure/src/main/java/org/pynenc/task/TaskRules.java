package org.pynenc.task;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import org.pynenc.ConcurrencyControl;
import org.pynenc.DistributedInvocation;

import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * What can be known at start-up to go wrong with a task later.
 */
final class TaskRules {

	private static final Set<String> WEB_SCOPES = Set.of("request", "session", "websocket");

	private static final String ASYNC = "org.springframework.scheduling.annotation.Async";

	/**
	 * By name, for the libraries may be absent.
	 */
	private static final List<String> METHOD_SECURITY = List.of(
			"org.springframework.security.access.prepost.PreAuthorize",
			"org.springframework.security.access.prepost.PostAuthorize",
			"org.springframework.security.access.prepost.PreFilter",
			"org.springframework.security.access.prepost.PostFilter",
			"org.springframework.security.access.annotation.Secured", "jakarta.annotation.security.RolesAllowed",
			"jakarta.annotation.security.DenyAll");

	private final TaskMethod task;

	private final TaskDefinition definition;

	private final TaskProblems problems;

	private TaskRules(TaskMethod task, TaskDefinition definition, TaskProblems problems) {
		this.task = task;
		this.definition = definition;
		this.problems = problems;
	}

	static void check(TaskMethod task, TaskDefinition definition, TaskProblems problems) {
		TaskRules rules = new TaskRules(task, definition, problems);
		rules.checkProxying();
		rules.checkScope();
		rules.checkOtherAnnotations();
		rules.checkOptions();
		rules.checkKeys();
		rules.checkTypes();
	}

	private void checkProxying() {
		Method method = this.task.method();
		int modifiers = method.getModifiers();
		refuseIf(Modifier.isFinal(modifiers), "is final, so that a proxy cannot pass on its calls",
				"Take away 'final'.");
		refuseIf(Modifier.isPrivate(modifiers), "is private, so that a proxy cannot pass on its calls",
				"Make it at least package-private.");
		refuseIf(Modifier.isStatic(modifiers), "is static, so that a proxy cannot pass on its calls",
				"Take away 'static'.");
		refuseIf(isOutOfReach(method), "belongs to a " + kind() + " class, so that a proxy cannot pass on its calls",
				wayIn());
	}

	/**
	 * Whether neither a subclass nor an interface can stand before the method.
	 */
	private boolean isOutOfReach(Method method) {
		Class<?> beanClass = this.task.beanClass();
		boolean hasSubclasses = !Modifier.isFinal(beanClass.getModifiers()) && !beanClass.isSealed();
		return !hasSubclasses && ClassUtils.getAllInterfacesForClassAsSet(beanClass)
			.stream()
			.flatMap((type) -> Arrays.stream(type.getMethods()))
			.map((candidate) -> TaskMethod.mostSpecific(candidate, beanClass))
			.noneMatch(method::equals);
	}

	private String kind() {
		return this.task.beanClass().isSealed() ? "sealed" : "final";
	}

	private String wayIn() {
		Class<?> beanClass = this.task.beanClass();
		String opening = beanClass.isRecord() ? "Make a class of the record " : "Take away '" + kind() + "' from ";
		return opening + beanClass.getName() + ", or declare the method in an interface of it.";
	}

	private void checkScope() {
		refuseIf(WEB_SCOPES.contains(this.task.scope()),
				"belongs to a bean of the scope '" + this.task.scope() + "', which a runner does not have",
				"Move the method to a singleton and pass what it needs as arguments.");
	}

	private void checkOtherAnnotations() {
		refuseIf(isAnnotated(ASYNC), "is @Async besides, and would run in two other threads",
				"Take away @Async: a task that returns void, CompletableFuture or DistributedInvocation "
						+ "does not hold its caller up.");
		METHOD_SECURITY.stream()
			.filter(this::isAnnotated)
			.forEach((type) -> refuse(
					"is secured by @" + ClassUtils.getShortName(type) + ", which would find no user on the runner",
					"Secure a method that calls the task instead, and pass what it needs to know of the user "
							+ "as arguments."));
	}

	private boolean isAnnotated(String annotationType) {
		return MergedAnnotations.from(this.task.method(), SearchStrategy.TYPE_HIERARCHY).isPresent(annotationType)
				|| MergedAnnotations.from(this.task.beanClass(), SearchStrategy.TYPE_HIERARCHY)
					.isPresent(annotationType);
	}

	private void checkOptions() {
		refuseIf(!StringUtils.hasText(this.definition.queue()), "has a blank queue",
				"Name a queue, or leave the option out.");
		refuseIf(this.definition.retryPolicy().maxRetries() < 0, "has negative maxRetries",
				"Set 0 for no retries, or a larger number.");
		refuseIf(this.definition.maxRecoveries() < 0, "has negative maxRecoveries",
				"Set 0 for a body that starts at most once, or a larger number.");
	}

	private void checkKeys() {
		RegistrationPolicy registration = this.definition.registration();
		List<String> names = this.definition.parameters().stream().map(TaskParameter::name).toList();
		registration.keyArguments()
			.stream()
			.filter((key) -> !names.contains(key))
			.forEach((key) -> refuse("has the key argument '" + key + "', which is no parameter of it", names.isEmpty()
					? "Leave keyArguments out." : "Name parameters of the method: " + String.join(", ", names) + "."));
		refuseIf(registration.concurrency() == ConcurrencyControl.KEYS && registration.keyArguments().isEmpty(),
				"has registrationConcurrency KEYS and no keyArguments",
				"Name the parameters that make the key in keyArguments, or choose TASK or ARGUMENTS.");
	}

	private void checkTypes() {
		this.definition.parameters()
			.forEach((parameter) -> checkCarriage("has the parameter '" + parameter.name() + "'", parameter.type()));
		Type resultType = this.definition.resultType();
		checkCarriage("has a result", resultType);
		Class<?> rawType = ResolvableType.forType(resultType).resolve(Object.class);
		refuseIf(this.definition.shape() == ReturnShape.DIRECT && DistributedInvocation.class.isAssignableFrom(rawType),
				"returns a " + rawType.getName() + ", which is not what its caller would get",
				"Let it return DistributedInvocation.");
	}

	private void checkCarriage(String what, Type type) {
		Carriage.objection(type)
			.ifPresent((objection) -> refuse(what + " of type " + type.getTypeName() + ": " + objection.reason(),
					objection.remedy()));
	}

	private void refuseIf(boolean condition, String description, String remedy) {
		if (condition) {
			refuse(description, remedy);
		}
	}

	private void refuse(String description, String remedy) {
		this.problems.add(this.task, description, remedy);
	}

}
