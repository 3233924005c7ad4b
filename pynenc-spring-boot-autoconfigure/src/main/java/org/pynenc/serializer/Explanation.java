package org.pynenc.serializer;

import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.exc.ValueInstantiationException;

/**
 * Says why JSON was not written or read. What was to be read may be private: nothing of
 * it is told, only where reading stopped.
 */
final class Explanation {

	private Explanation() {
	}

	static String ofWriting(RuntimeException failure) {
		return (failure instanceof JacksonException jackson) ? jackson.getOriginalMessage() + path(jackson)
				: failure.toString();
	}

	static String ofReading(RuntimeException failure) {
		return (failure instanceof JacksonException jackson)
				? problem(jackson) + path(jackson) + position(jackson.getLocation()) : failure.getClass().getName();
	}

	/**
	 * Finds what the application's own code threw while a value was read. Other causes
	 * repeat the text in their messages.
	 * @param failure the failure to read
	 * @return its cause, if that may be shown
	 */
	static @Nullable Throwable cause(RuntimeException failure) {
		return (failure instanceof ValueInstantiationException) ? failure.getCause() : null;
	}

	/**
	 * A bad definition is about types alone; other messages quote the text.
	 */
	private static String problem(JacksonException failure) {
		return (failure instanceof InvalidDefinitionException) ? failure.getOriginalMessage()
				: failure.getClass().getSimpleName();
	}

	private static String path(JacksonException failure) {
		String path = failure.getPath().stream().map(Explanation::step).collect(Collectors.joining());
		return path.isEmpty() ? "" : " at " + path;
	}

	private static String step(JacksonException.Reference reference) {
		if (reference.getPropertyName() == null) {
			return "[" + reference.getIndex() + "]";
		}
		return isMap(reference.from()) ? "[key]" : "." + reference.getPropertyName();
	}

	private static boolean isMap(@Nullable Object container) {
		return container instanceof Map || (container instanceof Class<?> type && Map.class.isAssignableFrom(type));
	}

	private static String position(@Nullable TokenStreamLocation location) {
		return (location == null || location.getLineNr() < 1) ? ""
				: ", line " + location.getLineNr() + ", column " + location.getColumnNr();
	}

}
