package org.pynenc.serializer;

import java.lang.reflect.Type;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes and reads the values of one declared type, and remembers of which classes they
 * arrive as what they are.
 */
final class ValueCodec {

	private static final int MAX_CLASSES = 256;

	private final Type declared;

	private final JavaType type;

	private final ObjectWriter writer;

	private final ObjectReader reader;

	private final Map<Class<?>, Boolean> trust = new ConcurrentHashMap<>();

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

	/**
	 * Whether values of this class need no look.
	 * @param kind the class, or {@link Void} for {@code null}
	 * @return whether they are trusted, or {@code null} if that was not decided yet
	 */
	@Nullable Boolean trust(Class<?> kind) {
		return this.trust.get(kind);
	}

	void trust(Class<?> kind, boolean trusted) {
		if (this.trust.size() < MAX_CLASSES) {
			this.trust.put(kind, trusted);
		}
	}

}
