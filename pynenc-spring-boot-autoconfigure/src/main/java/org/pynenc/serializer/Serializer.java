package org.pynenc.serializer;

import java.lang.reflect.Type;
import java.util.Collection;

import org.jspecify.annotations.Nullable;

/**
 * Values and failures to text and back. Values are written and read by the declared type,
 * so that no class name needs to travel. Implementations are safe for use by several
 * threads.
 */
public interface Serializer {

	/**
	 * Writes a value, and refuses one that would not arrive as what it is.
	 * @param value the value, may be {@code null}
	 * @param type its declared type, without type variables
	 * @return the text
	 * @throws org.pynenc.SerializationException if the value cannot be carried by this
	 * type; the message says why and names the type
	 */
	String write(@Nullable Object value, Type type);

	/**
	 * Writes a value so that equal values give the same text on every node, whatever the
	 * order of their properties, entries or elements without order is. It is for
	 * comparing and not for reading.
	 * @param value a value that {@link #write} accepts, may be {@code null}
	 * @param type its declared type, without type variables
	 * @return the text
	 * @throws org.pynenc.SerializationException if the value cannot be written
	 */
	String writeCanonical(@Nullable Object value, Type type);

	/**
	 * Reads a value.
	 * @param text what {@link #write} gave
	 * @param type its declared type, without type variables
	 * @return the value, may be {@code null}
	 * @throws org.pynenc.SerializationException if the text cannot be read as this type
	 */
	@Nullable Object read(String text, Type type);

	/**
	 * Describes a failure: type names, messages and stacks of it and its causes. Works
	 * for every exception, even for one whose own methods fail.
	 * @param failure the failure
	 * @return the text
	 */
	String writeFailure(Throwable failure);

	/**
	 * Rebuilds a failure where that is safe, else stands a
	 * {@link org.pynenc.RemoteException} in for it. Never fails: a text that cannot be
	 * read gives a {@link org.pynenc.SerializationException}.
	 * @param text what {@link #writeFailure} gave
	 * @param declared exception types that may be loaded although no package of theirs is
	 * allowed
	 * @return the failure, with the stack of its origin
	 */
	Throwable readFailure(String text, Collection<? extends Class<?>> declared);

}
