package org.pynenc.backend.redis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * What a script answered, read from the front. Used by one thread.
 */
final class RedisReply {

	private final Iterator<byte[]> values;

	RedisReply(List<byte[]> values) {
		this.values = values.iterator();
	}

	boolean hasNext() {
		return this.values.hasNext();
	}

	byte[] bytes() {
		return this.values.next();
	}

	String text() {
		return new String(bytes(), StandardCharsets.UTF_8);
	}

	/**
	 * The next text.
	 * @return {@code null} if it is empty
	 */
	@Nullable String textOrNull() {
		String text = text();
		return text.isEmpty() ? null : text;
	}

	long number() {
		return Long.parseLong(text());
	}

	int smallNumber() {
		return Integer.parseInt(text());
	}

	/**
	 * As many things as the next text says.
	 */
	<T> List<T> list(Supplier<T> element) {
		int size = smallNumber();
		List<T> list = new ArrayList<>(size);
		for (int i = 0; i < size; i++) {
			list.add(element.get());
		}
		return list;
	}

	/**
	 * As many things as there are to the end.
	 */
	<T> List<T> rest(Supplier<T> element) {
		List<T> list = new ArrayList<>();
		while (hasNext()) {
			list.add(element.get());
		}
		return list;
	}

}
