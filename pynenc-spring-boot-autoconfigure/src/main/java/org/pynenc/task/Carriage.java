package org.pynenc.task;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Which types JSON can never carry from one JVM to another. A type that passes may still
 * turn out to be unfit when a value of it is written.
 */
final class Carriage {

	private static final Map<String, String> REMEDIES = remedies();

	private Carriage() {
	}

	/**
	 * By name, for a library or a module of the JDK may be absent.
	 */
	private static Map<String, String> remedies() {
		Map<String, String> remedies = new LinkedHashMap<>();
		Stream
			.of("java.util.concurrent.Future", "java.util.concurrent.CompletionStage",
					"java.util.concurrent.Flow$Publisher", "org.reactivestreams.Publisher")
			.forEach((type) -> remedies.put(type,
					"Use the value itself; a method that does not hold its caller up returns exactly "
							+ "CompletableFuture or DistributedInvocation."));
		remedies.put("java.util.stream.BaseStream", "Use a collection.");
		Stream.of("java.io.InputStream", "java.io.OutputStream", "java.io.Reader", "java.io.Writer")
			.forEach((type) -> remedies.put(type, "Use the content, or the name of the place where it is kept."));
		Stream.of("java.sql.Connection", "java.sql.Statement", "java.sql.ResultSet")
			.forEach((type) -> remedies.put(type, "Let the body open its own, and carry the data."));
		Stream.of("java.lang.Thread", "java.lang.ClassLoader")
			.forEach((type) -> remedies.put(type, "Let the body find its own: it runs elsewhere."));
		return remedies;
	}

	/**
	 * What speaks against a type, its type arguments and array components included.
	 */
	static Optional<Objection> objection(Type type) {
		if (type instanceof TypeVariable<?> variable) {
			return Optional.of(unbound(variable));
		}
		if (type instanceof Class<?> classType) {
			return classType.isArray() ? objection(classType.componentType()) : unfit(classType);
		}
		return parts(type).map(Carriage::objection).flatMap(Optional::stream).findFirst();
	}

	private static Stream<Type> parts(Type type) {
		if (type instanceof ParameterizedType parameterizedType) {
			return Stream.concat(Stream.of(parameterizedType.getRawType()),
					Stream.of(parameterizedType.getActualTypeArguments()));
		}
		if (type instanceof GenericArrayType arrayType) {
			return Stream.of(arrayType.getGenericComponentType());
		}
		return Stream.of(((WildcardType) type).getUpperBounds());
	}

	private static Objection unbound(TypeVariable<?> variable) {
		return new Objection(
				"the type variable " + variable.getName() + " of " + variable.getGenericDeclaration()
						+ " stands for no type, and values are read back by their types",
				"Let a subclass or the return type of the bean's method say what " + variable.getName()
						+ " stands for, or use a type without variables.");
	}

	private static Optional<Objection> unfit(Class<?> type) {
		return REMEDIES.entrySet()
			.stream()
			.filter((entry) -> isA(type, entry.getKey()))
			.findFirst()
			.map((entry) -> new Objection(entry.getKey() + " can never be carried as JSON", entry.getValue()));
	}

	private static boolean isA(@Nullable Class<?> type, String typeName) {
		return type != null && (type.getName().equals(typeName) || isA(type.getSuperclass(), typeName)
				|| Stream.of(type.getInterfaces()).anyMatch((superinterface) -> isA(superinterface, typeName)));
	}

	/**
	 * Why a type is unfit, as a sentence without its end, and what to do, as a sentence.
	 */
	record Objection(String reason, String remedy) {

	}

}
