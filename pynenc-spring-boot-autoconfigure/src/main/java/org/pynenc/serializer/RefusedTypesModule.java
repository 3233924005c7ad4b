package org.pynenc.serializer;

import java.util.Enumeration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.Spliterator;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.module.SimpleModule;

/**
 * Refuses, at any depth, what belongs to one JVM: streams, connections, iterators,
 * futures. Jackson would write some of them, and use them up by that. Classes are refused
 * since reading one would load whatever class the text names.
 */
final class RefusedTypesModule extends SimpleModule {

	private static final long serialVersionUID = 1L;

	RefusedTypesModule() {
		super("pynenc-refused-types");
		addSerializer(AutoCloseable.class, new Refusal("is open here and cannot be opened elsewhere"));
		addSerializer(Future.class, new Refusal("completes in this JVM only"));
		addSerializer(CompletionStage.class, new Refusal("completes in this JVM only"));
		addSerializer(Iterator.class, new Refusal("would be used up by writing it"));
		addSerializer(Enumeration.class, new Refusal("would be used up by writing it"));
		addSerializer(Spliterator.class, new Refusal("would be used up by writing it"));
		addSerializer(Class.class, new Refusal("would make the reader load any class that the text names"));
		addDeserializer(Class.class, new ClassRefusal());
		addKeyDeserializer(Class.class, new ClassKeyRefusal());
		// Keeps the order of the elements.
		addAbstractTypeMapping(Set.class, LinkedHashSet.class);
	}

	private static final class Refusal extends ValueSerializer<Object> {

		private final String reason;

		private Refusal(String reason) {
			this.reason = reason;
		}

		@Override
		public void serialize(Object value, JsonGenerator generator, SerializationContext context) {
			context.reportMappingProblem("%s %s", value.getClass().getName(), this.reason);
		}

		@Override
		public void serializeWithType(Object value, JsonGenerator generator, SerializationContext context,
				TypeSerializer typeSerializer) {
			serialize(value, generator, context);
		}

	}

	private static final class ClassRefusal extends ValueDeserializer<Class<?>> {

		@Override
		public Class<?> deserialize(JsonParser parser, DeserializationContext context) {
			return context.reportBadDefinition(Class.class, "Classes are not loaded by name");
		}

	}

	private static final class ClassKeyRefusal extends KeyDeserializer {

		@Override
		public Object deserializeKey(String key, DeserializationContext context) {
			return context.reportBadDefinition(Class.class, "Classes are not loaded by name");
		}

	}

}
