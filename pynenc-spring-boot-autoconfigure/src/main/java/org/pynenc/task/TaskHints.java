package org.pynenc.task;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.stream.Stream;

import org.pynenc.DistributedInvocation;

import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.ReflectionHints;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * What a task needs of reflection: its method, however it is called, the types of its
 * arguments and its result, and the exceptions that it declares.
 */
final class TaskHints {

	private final BindingReflectionHintsRegistrar binding = new BindingReflectionHintsRegistrar();

	private final ReflectionHints reflection;

	TaskHints(ReflectionHints reflection) {
		this.reflection = reflection;
	}

	void register(TaskMethod task) {
		this.reflection.registerType(task.beanClass());
		declarations(task).forEach(this::registerMethod);
		carried(task).flatMap(TaskHints::classes)
			.filter((type) -> type != DistributedInvocation.class)
			.forEach((type) -> this.binding.registerReflectionHints(this.reflection, type));
	}

	private void registerMethod(Method method) {
		this.reflection.registerMethod(method, ExecutableMode.INVOKE);
		// They are rebuilt from what the runner has written.
		Stream.of(method.getExceptionTypes())
			.forEach((type) -> this.reflection.registerType(type, MemberCategory.INVOKE_DECLARED_CONSTRUCTORS));
	}

	/**
	 * The method, and all that end up in it: those of interfaces, by which proxies are
	 * called, those that it overrides, which may have the annotation, and bridges.
	 */
	private static Stream<Method> declarations(TaskMethod task) {
		return types(task.beanClass()).flatMap((type) -> Arrays.stream(type.getDeclaredMethods()))
			.filter((method) -> method.getName().equals(task.method().getName())
					&& TaskMethod.mostSpecific(method, task.beanClass()).equals(task.method()));
	}

	private static Stream<Class<?>> types(Class<?> beanClass) {
		Stream<Class<?>> classes = Stream.iterate(beanClass, (type) -> type != null, Class::getSuperclass);
		return Stream.concat(classes, ClassUtils.getAllInterfacesForClassAsSet(beanClass).stream());
	}

	private static Stream<Type> carried(TaskMethod task) {
		TypeVariables variables = new TypeVariables(task.beanType());
		Type result = TaskDefinitionFactory.resultType(variables.resolve(task.method().getGenericReturnType()));
		return Stream.concat(Stream.of(result),
				Arrays.stream(task.method().getGenericParameterTypes()).map(variables::resolve));
	}

	/**
	 * The classes that a type is made of. Those of its properties are found by Spring.
	 */
	private static Stream<Class<?>> classes(Type type) {
		Stream<Class<?>> own = Stream.ofNullable(ResolvableType.forType(type).resolve());
		return Stream.concat(own, parts(type).flatMap(TaskHints::classes));
	}

	private static Stream<Type> parts(Type type) {
		if (type instanceof ParameterizedType parameterizedType) {
			return Stream.of(parameterizedType.getActualTypeArguments());
		}
		if (type instanceof GenericArrayType arrayType) {
			return Stream.of(arrayType.getGenericComponentType());
		}
		if (type instanceof WildcardType wildcardType) {
			return Stream.of(wildcardType.getUpperBounds());
		}
		return (type instanceof Class<?> classType) ? Stream.ofNullable(classType.componentType()) : Stream.empty();
	}

}
