package org.pynenc.client;

import java.lang.reflect.Array;

import org.jspecify.annotations.Nullable;

/**
 * What a noted call returns in place of a result.
 */
final class Placeholders {

	private Placeholders() {
	}

	/**
	 * Zero or {@code false} for a primitive type, else {@code null}.
	 */
	static @Nullable Object of(Class<?> type) {
		return (type.isPrimitive() && type != void.class) ? Array.get(Array.newInstance(type, 1), 0) : null;
	}

}
