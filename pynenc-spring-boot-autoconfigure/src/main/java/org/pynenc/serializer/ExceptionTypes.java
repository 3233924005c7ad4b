package org.pynenc.serializer;

import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.pynenc.PynencException;

import org.springframework.util.ClassUtils;

/**
 * The exception types that a name in a text may stand for: declared ones, the JDK's and
 * those of allowed packages. No other class is loaded, and none is initialised by looking
 * for it.
 */
final class ExceptionTypes {

	private static final ClassLoader JDK = ClassLoader.getPlatformClassLoader();

	private final List<String> packages;

	private final @Nullable ClassLoader classLoader;

	ExceptionTypes(Collection<String> packages, @Nullable ClassLoader classLoader) {
		this.packages = packages.stream().map((name) -> name + ".").toList();
		this.classLoader = classLoader;
	}

	/**
	 * Finds the type that a name stands for.
	 * @param name a class name
	 * @param declared types that may be used besides the allowed ones
	 * @return the type, or {@code null} if there is none or it may not be used
	 */
	@Nullable Class<? extends Throwable> find(String name, Collection<? extends Class<?>> declared) {
		Class<?> type = findClass(name, declared);
		return (type != null && Throwable.class.isAssignableFrom(type) && isRebuildable(type))
				? type.asSubclass(Throwable.class) : null;
	}

	private @Nullable Class<?> findClass(String name, Collection<? extends Class<?>> declared) {
		for (Class<?> type : declared) {
			if (type.getName().equals(name)) {
				return type;
			}
		}
		// Never asks the application's class loader for a name that is not allowed.
		Class<?> type = load(name, JDK);
		return (type == null && isInAllowedPackage(name)) ? load(name, this.classLoader) : type;
	}

	/**
	 * The exceptions of our own API are allowed as well, so that a body's wait that fails
	 * says the same elsewhere.
	 */
	private boolean isInAllowedPackage(String name) {
		return this.packages.stream().anyMatch(name::startsWith)
				|| ClassUtils.getPackageName(name).equals(PynencException.class.getPackageName());
	}

	private static @Nullable Class<?> load(String name, @Nullable ClassLoader classLoader) {
		try {
			return Class.forName(name, false, classLoader);
		}
		catch (ClassNotFoundException | LinkageError | RuntimeException ex) {
			return null;
		}
	}

	/**
	 * An error of another JVM is none of this one: who catches it here would act on it.
	 */
	private static boolean isRebuildable(Class<?> type) {
		return !VirtualMachineError.class.isAssignableFrom(type) && !type.getName().equals("java.lang.ThreadDeath");
	}

}
