package org.pynenc.actuate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.pynenc.Arguments;
import org.pynenc.RemoteException;
import org.pynenc.SerializationException;
import org.pynenc.actuate.InvocationDescriptor.FailureDescriptor;
import org.pynenc.serializer.Serializer;
import tools.jackson.databind.node.NullNode;

import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.Sanitizer;

/**
 * Arguments, results and failures as they may be shown. The sanitising functions are
 * asked under the name of the parameter, under {@code result} and {@code message}, and
 * under the names of fields within.
 */
class ShownValues {

	/**
	 * What is longer is no help to an operator, and a burden to who answers.
	 */
	static final int MAX_LENGTH = 10_000;

	/**
	 * An exception of the application's may name itself as its cause.
	 */
	private static final int MAX_CAUSES = 10;

	private final Serializer serializer;

	private final Sanitizer sanitizer;

	ShownValues(Serializer serializer, Sanitizer sanitizer) {
		this.serializer = serializer;
		this.sanitizer = sanitizer;
	}

	Map<String, Object> arguments(Arguments arguments, boolean shown) {
		Map<String, Object> values = new LinkedHashMap<>();
		arguments.values().forEach((name, text) -> {
			Object value = value(name, text, shown);
			// The endpoint's mapper leaves out null, and an argument is there even so.
			values.put(name, (value != null) ? value : NullNode.getInstance());
		});
		return values;
	}

	@Nullable Object value(String name, String text, boolean shown) {
		return sanitize(name, shown ? read(text) : text, shown);
	}

	private @Nullable Object read(String text) {
		if (text.length() > MAX_LENGTH) {
			return lengthOf(text);
		}
		try {
			return this.serializer.read(text, Object.class);
		}
		catch (SerializationException ex) {
			return text;
		}
	}

	private static String lengthOf(String text) {
		return "(" + text.length() + " characters)";
	}

	private @Nullable Object sanitize(String name, @Nullable Object value, boolean shown) {
		Object sanitized = this.sanitizer.sanitize(new SanitizableData(null, name, value), shown);
		return (sanitized == value) ? sanitizeWithin(name, value) : sanitized;
	}

	private @Nullable Object sanitizeWithin(String name, @Nullable Object value) {
		if (value instanceof Map<?, ?> fields) {
			Map<String, @Nullable Object> sanitized = new LinkedHashMap<>();
			fields.forEach((field, within) -> sanitized.put(String.valueOf(field),
					sanitize(String.valueOf(field), within, true)));
			return sanitized;
		}
		if (value instanceof List<?> elements) {
			return elements.stream().map((element) -> sanitizeWithin(name, element)).toList();
		}
		return value;
	}

	FailureDescriptor failure(String text, boolean shown) {
		return describe(this.serializer.readFailure(text, List.of()), shown, MAX_CAUSES);
	}

	/**
	 * An exception of the application's may throw instead of telling its message.
	 */
	private static @Nullable String message(Throwable failure) {
		try {
			String message = (failure instanceof RemoteException remote) ? remote.remoteMessage()
					: failure.getMessage();
			return (message != null && message.length() > MAX_LENGTH) ? lengthOf(message) : message;
		}
		catch (RuntimeException | Error ex) {
			return "(not to be had: " + ex.getClass().getName() + ")";
		}
	}

	private static @Nullable Throwable cause(Throwable failure) {
		try {
			return failure.getCause();
		}
		catch (RuntimeException | Error ex) {
			return null;
		}
	}

	private FailureDescriptor describe(Throwable failure, boolean shown, int causes) {
		Throwable cause = (causes > 0) ? cause(failure) : null;
		String type = (failure instanceof RemoteException remote) ? remote.typeName() : failure.getClass().getName();
		return new FailureDescriptor(type, sanitize("message", message(failure), shown),
				shown ? stackTrace(failure) : null, (cause != null) ? describe(cause, shown, causes - 1) : null);
	}

	private static List<String> stackTrace(Throwable failure) {
		try {
			return Stream.of(failure.getStackTrace()).map(StackTraceElement::toString).toList();
		}
		catch (RuntimeException | Error ex) {
			return List.of();
		}
	}

}
