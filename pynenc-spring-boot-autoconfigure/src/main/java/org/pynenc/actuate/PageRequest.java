package org.pynenc.actuate;

import java.util.Arrays;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.pynenc.InvocationId;
import org.pynenc.InvocationStatus;

/**
 * Which page of invocations is asked for.
 *
 * @param after the last invocation of the page before; {@code null} for the first page
 * @param size how many to give at most
 */
record PageRequest(@Nullable InvocationId after, int size) {

	static final int DEFAULT_SIZE = 50;

	static final int MAX_SIZE = 500;

	static final PageRequest FIRST = new PageRequest(null, DEFAULT_SIZE);

	static PageRequest of(@Nullable String after, @Nullable String size) {
		return new PageRequest((after != null) ? id("after", after) : null, size(size));
	}

	private static int size(@Nullable String text) {
		try {
			int size = (text != null) ? Integer.parseInt(text) : DEFAULT_SIZE;
			if (size >= 1 && size <= MAX_SIZE) {
				return size;
			}
		}
		catch (NumberFormatException ex) {
			// Told below, with what is wrong in any other way.
		}
		throw new InvalidRequestException("'size' must be a number from 1 to " + MAX_SIZE + ", not '" + text + "'");
	}

	static InvocationId id(String name, String text) {
		try {
			return InvocationId.of(text);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidRequestException("'" + name + "' must be the id of an invocation, not '" + text + "'");
		}
	}

	/**
	 * A status that an invocation can stand at.
	 */
	static InvocationStatus status(String text) {
		return Arrays.stream(InvocationStatus.values())
			.filter((status) -> !status.isPassing() && status.name().equals(text.toUpperCase(Locale.ROOT)))
			.findFirst()
			.orElseThrow(() -> new InvalidRequestException("'status' must be one of "
					+ Arrays.stream(InvocationStatus.values()).filter((status) -> !status.isPassing()).toList()
					+ ", not '" + text + "'"));
	}

}
