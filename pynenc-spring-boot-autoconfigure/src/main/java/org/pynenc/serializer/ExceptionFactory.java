package org.pynenc.serializer;

import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.pynenc.RemoteException;

/**
 * Rebuilds an exception by one of its usual constructors, or lets a
 * {@link RemoteException} stand for it.
 */
final class ExceptionFactory {

	private static final List<Shape> SHAPES = List.of(new Shape(true, true), new Shape(true, false),
			new Shape(false, true), new Shape(false, false));

	private final ExceptionTypes types;

	ExceptionFactory(ExceptionTypes types) {
		this.types = types;
	}

	Throwable create(FailureDescription.Link link, @Nullable Throwable cause, Collection<? extends Class<?>> declared) {
		Class<? extends Throwable> type = this.types.find(link.type(), declared);
		Throwable rebuilt = (type != null) ? rebuild(type, link, cause) : null;
		if (rebuilt != null) {
			return rebuilt;
		}
		RemoteException remote = new RemoteException(link.type(), link.message(), cause);
		remote.setStackTrace(link.stackTrace());
		return remote;
	}

	private static @Nullable Throwable rebuild(Class<? extends Throwable> type, FailureDescription.Link link,
			@Nullable Throwable cause) {
		for (Shape shape : SHAPES) {
			for (Constructor<?> constructor : constructors(type)) {
				Throwable rebuilt = shape.fits(constructor, cause) ? attempt(constructor, shape, link, cause) : null;
				if (rebuilt != null) {
					return rebuilt;
				}
			}
		}
		return null;
	}

	/**
	 * What the JDK does not open is left closed.
	 */
	private static Constructor<?>[] constructors(Class<?> type) {
		try {
			return isOfJdk(type) ? type.getConstructors() : type.getDeclaredConstructors();
		}
		catch (LinkageError ex) {
			return new Constructor<?>[0];
		}
	}

	private static boolean isOfJdk(Class<?> type) {
		ClassLoader loader = type.getClassLoader();
		return loader == null || loader == ClassLoader.getPlatformClassLoader();
	}

	private static @Nullable Throwable attempt(Constructor<?> constructor, Shape shape, FailureDescription.Link link,
			@Nullable Throwable cause) {
		try {
			if (!isOfJdk(constructor.getDeclaringClass()) && !constructor.trySetAccessible()) {
				return null;
			}
			Throwable rebuilt = (Throwable) constructor.newInstance(shape.arguments(link.message(), cause));
			if (cause != null && rebuilt.getCause() == null) {
				rebuilt.initCause(cause);
			}
			rebuilt.setStackTrace(link.stackTrace());
			return isTheSame(rebuilt, link, cause) ? rebuilt : null;
		}
		// The exception's own code runs here, and may throw anything.
		catch (Throwable ex) {
			return null;
		}
	}

	/**
	 * A constructor that makes another message of its argument is not a usual one: the
	 * argument was not meant to be a message.
	 */
	private static boolean isTheSame(Throwable rebuilt, FailureDescription.Link link, @Nullable Throwable cause) {
		return Objects.equals(rebuilt.getMessage(), link.message()) && (cause == null || rebuilt.getCause() == cause);
	}

	/**
	 * What a usual constructor takes.
	 *
	 * @param message whether it takes a message
	 * @param cause whether it takes a cause
	 */
	private record Shape(boolean message, boolean cause) {

		boolean fits(Constructor<?> constructor, @Nullable Throwable cause) {
			Class<?>[] types = constructor.getParameterTypes();
			return types.length == (this.message ? 1 : 0) + (this.cause ? 1 : 0)
					&& (!this.message || types[0] == String.class)
					&& (!this.cause || takes(types[types.length - 1], cause));
		}

		private static boolean takes(Class<?> type, @Nullable Throwable cause) {
			return Throwable.class.isAssignableFrom(type) && (cause == null || type.isInstance(cause));
		}

		@Nullable Object[] arguments(@Nullable String message, @Nullable Throwable cause) {
			@Nullable Object[] arguments = { message, cause };
			return Arrays.copyOfRange(arguments, this.message ? 0 : 1, this.cause ? 2 : 1);
		}

	}

}
