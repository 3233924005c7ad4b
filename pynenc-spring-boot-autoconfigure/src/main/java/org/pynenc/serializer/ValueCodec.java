package org.pynenc.serializer;

import java.lang.reflect.Type;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes and reads the values of one declared type, and remembers the classes of those
 * that are known to arrive as what they are.
 */
final class ValueCodec {

	private static final int MAX_TRUSTED = 256;

	private final Type declared;

	private final JavaType type;

	private final ObjectWriter writer;

	private final ObjectReader reader;

	private final Set<Class<?>> trusted = ConcurrentHashMap.newKeySet();

	ValueCodec(JsonMapper mapper, Type declared) {
		this.declared = declared;
		this.type = mapper.constructType(declared);
		this.writer = saysHowToWrite(mapper, this.type) ? mapper.writerFor(this.type) : mapper.writer();
		this.reader = mapper.readerFor(this.type);
	}

	/**
	 * A bare interface would be written by its own properties alone, so the value's class
	 * has to say.
	 */
	private static boolean saysHowToWrite(JsonMapper mapper, JavaType type) {
		return type.isConcrete() || type.isContainerType() || type.isReferenceType()
				|| mapper._serializationContext().findTypeSerializer(type) != null;
	}

	Type declared() {
		return this.declared;
	}

	JavaType type() {
		return this.type;
	}

	String write(@Nullable Object value) {
		return this.writer.writeValueAsString(value);
	}

	@Nullable Object read(String text) {
		return this.reader.readValue(text);
	}

	boolean trusts(@Nullable Object value) {
		return this.trusted.contains(kind(value));
	}

	void trust(@Nullable Object value) {
		if (this.trusted.size() < MAX_TRUSTED) {
			this.trusted.add(kind(value));
		}
	}

	private static Class<?> kind(@Nullable Object value) {
		return (value != null) ? value.getClass() : Void.class;
	}

}
