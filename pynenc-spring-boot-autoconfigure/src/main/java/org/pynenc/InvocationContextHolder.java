package org.pynenc;

import org.jspecify.annotations.Nullable;

/**
 * Holds the {@link InvocationContext} of each thread. Runners write it; an application
 * reads it through {@link Pynenc#current()}.
 */
public final class InvocationContextHolder {

	private static final ThreadLocal<@Nullable InvocationContext> CURRENT = new ThreadLocal<>();

	private InvocationContextHolder() {
	}

	/**
	 * The context of this thread.
	 * @return the context, or {@code null} outside a body
	 */
	public static @Nullable InvocationContext get() {
		return CURRENT.get();
	}

	/**
	 * Makes a context that of this thread.
	 * @param context the new context, or {@code null} for none
	 * @return the former context, or {@code null} if there was none
	 */
	public static @Nullable InvocationContext swap(@Nullable InvocationContext context) {
		InvocationContext former = CURRENT.get();
		if (context != null) {
			CURRENT.set(context);
		}
		else {
			CURRENT.remove();
		}
		return former;
	}

}
