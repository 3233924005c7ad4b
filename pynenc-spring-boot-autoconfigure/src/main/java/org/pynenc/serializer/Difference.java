package org.pynenc.serializer;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * What would arrive differently, and where in the value. Tells of classes only, never of
 * content.
 *
 * @param path the steps to the place
 * @param reason what is different
 */
record Difference(List<String> path, String reason) {

	static Difference of(String reason) {
		return new Difference(List.of(), reason);
	}

	static Difference ofClasses(@Nullable Object sent, @Nullable Object arrived) {
		return of(name(sent) + " would arrive as " + name(arrived));
	}

	static Difference ofContent(Object sent) {
		return of(sent.getClass().getTypeName() + " would arrive with other content");
	}

	private static String name(@Nullable Object value) {
		return (value != null) ? value.getClass().getTypeName() : "null";
	}

	Difference within(String step) {
		return new Difference(Stream.concat(Stream.of(step), this.path.stream()).toList(), this.reason);
	}

	@Override
	public String toString() {
		return this.path.isEmpty() ? this.reason : this.reason + " at " + String.join("", this.path);
	}

}
