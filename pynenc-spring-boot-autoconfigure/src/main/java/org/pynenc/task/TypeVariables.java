package org.pynenc.task;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;

/**
 * What the type variables of a bean's class and of its supertypes stand for. Unlike
 * {@link org.springframework.core.GenericTypeResolver} it keeps the arguments of what a
 * variable stands for, and leaves a variable alone that stands for nothing, instead of
 * taking its bound.
 */
final class TypeVariables {

	private final Map<TypeVariable<?>, Type> values = new HashMap<>();

	TypeVariables(ResolvableType beanType) {
		collect(beanType.getType());
	}

	private void collect(@Nullable Type type) {
		if (type == null) {
			return;
		}
		Class<?> rawType = ResolvableType.forType(type).toClass();
		if (type instanceof ParameterizedType parameterizedType) {
			Type[] arguments = parameterizedType.getActualTypeArguments();
			for (int i = 0; i < arguments.length; i++) {
				this.values.putIfAbsent(rawType.getTypeParameters()[i], resolve(arguments[i]));
			}
		}
		collect(rawType.getGenericSuperclass());
		Arrays.stream(rawType.getGenericInterfaces()).forEach(this::collect);
	}

	/**
	 * Replaces the variables in a type by what they stand for. A type without any comes
	 * back as it is.
	 */
	Type resolve(Type type) {
		if (type instanceof TypeVariable<?> variable) {
			return this.values.getOrDefault(variable, variable);
		}
		if (type instanceof ParameterizedType parameterizedType) {
			return resolve(parameterizedType);
		}
		if (type instanceof GenericArrayType arrayType) {
			return resolve(arrayType);
		}
		return (type instanceof WildcardType wildcardType) ? resolve(wildcardType) : type;
	}

	private Type resolve(ParameterizedType type) {
		Type[] declared = type.getActualTypeArguments();
		Type[] resolved = Arrays.stream(declared).map(this::resolve).toArray(Type[]::new);
		if (Arrays.equals(declared, resolved)) {
			return type;
		}
		ResolvableType[] arguments = Arrays.stream(resolved)
			.map(ResolvableType::forType)
			.toArray(ResolvableType[]::new);
		return ResolvableType.forClassWithGenerics((Class<?>) type.getRawType(), arguments).getType();
	}

	private Type resolve(GenericArrayType type) {
		Type component = resolve(type.getGenericComponentType());
		if (component.equals(type.getGenericComponentType())) {
			return type;
		}
		return (component instanceof Class<?> rawComponent) ? rawComponent.arrayType() : new ArrayOf(component);
	}

	private Type resolve(WildcardType type) {
		Type bound = type.getUpperBounds()[0];
		Type resolved = resolve(bound);
		// Values are read back by the bound, so it can stand for the wildcard.
		return resolved.equals(bound) ? type : resolved;
	}

	private record ArrayOf(Type getGenericComponentType) implements GenericArrayType {

		@Override
		public String toString() {
			return this.getGenericComponentType.getTypeName() + "[]";
		}

	}

}
