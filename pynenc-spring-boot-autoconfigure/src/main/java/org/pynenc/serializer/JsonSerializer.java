package org.pynenc.serializer;

import java.lang.reflect.Type;
import java.util.Collection;

import org.jspecify.annotations.Nullable;
import org.pynenc.SerializationException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.ConcurrentLruCache;

/**
 * Values as JSON by their declared types, with the application's own mapper as the model,
 * and failures as a JSON of our own.
 */
final class JsonSerializer implements Serializer {

	private static final int MAX_TYPES = 2048;

	private final ConcurrentLruCache<Type, ValueCodec> codecs;

	private final CanonicalJson canonical;

	private final CarryCheck carryCheck;

	private final FailureCodec failures;

	JsonSerializer(JsonMapper application, ExceptionTypes exceptionTypes) {
		JsonMapper mapper = ExactJson.mapper(application);
		this.codecs = new ConcurrentLruCache<>(MAX_TYPES, (type) -> new ValueCodec(mapper, type));
		this.canonical = new CanonicalJson(mapper);
		this.carryCheck = new CarryCheck(mapper);
		this.failures = new FailureCodec(new ExceptionFactory(exceptionTypes));
	}

	@Override
	public String write(@Nullable Object value, Type type) {
		ValueCodec codec = this.codecs.get(type);
		String text = write(value, codec);
		this.carryCheck.verify(value, text, codec);
		return text;
	}

	@Override
	public String writeCanonical(@Nullable Object value, Type type) {
		try {
			return this.canonical.write(value, type);
		}
		catch (RuntimeException ex) {
			throw CarryCheck.refusal(value, this.codecs.get(type), Explanation.ofWriting(ex), ex);
		}
	}

	private String write(@Nullable Object value, ValueCodec codec) {
		try {
			return codec.write(value);
		}
		catch (RuntimeException ex) {
			throw CarryCheck.refusal(value, codec, Explanation.ofWriting(ex), ex);
		}
	}

	@Override
	public @Nullable Object read(String text, Type type) {
		try {
			return this.codecs.get(type).read(text);
		}
		catch (RuntimeException ex) {
			throw new SerializationException(
					"The text cannot be read as " + type.getTypeName() + ": " + Explanation.ofReading(ex),
					Explanation.cause(ex));
		}
	}

	@Override
	public String writeFailure(Throwable failure) {
		return this.failures.write(failure);
	}

	@Override
	public Throwable readFailure(String text, Collection<? extends Class<?>> declared) {
		return this.failures.read(text, declared);
	}

}
