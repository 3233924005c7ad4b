package org.pynenc.serializer;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.ser.ValueSerializerModifier;
import tools.jackson.databind.type.CollectionType;
import tools.jackson.databind.util.TokenBuffer;

import org.springframework.util.ConcurrentLruCache;

/**
 * JSON that is the same for equal values: members sorted by name, and the elements of a
 * set by their own canonical JSON. A list keeps its order.
 */
final class CanonicalJson {

	private static final int MAX_TYPES = 2048;

	private final ConcurrentLruCache<Type, ValueCodec> codecs;

	private final ObjectReader trees;

	CanonicalJson(JsonMapper exact) {
		this.trees = exact.reader()
			.with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
			.without(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES);
		SimpleModule sortedSets = new SimpleModule("pynenc-sorted-sets");
		sortedSets.setSerializerModifier(new SortedSets(this.trees));
		JsonMapper mapper = exact.rebuild().addModule(sortedSets).build();
		this.codecs = new ConcurrentLruCache<>(MAX_TYPES, (type) -> new ValueCodec(mapper, type));
	}

	String write(@Nullable Object value, Type type) {
		return sorted(this.trees.readTree(this.codecs.get(type).write(value))).toString();
	}

	private static JsonNode sorted(JsonNode node) {
		if (node instanceof ObjectNode object) {
			TreeMap<String, JsonNode> members = new TreeMap<>();
			object.properties().forEach((member) -> members.put(member.getKey(), sorted(member.getValue())));
			return JsonNodeFactory.instance.objectNode().setAll(members);
		}
		if (node instanceof ArrayNode array) {
			ArrayNode elements = JsonNodeFactory.instance.arrayNode(array.size());
			array.forEach((element) -> elements.add(sorted(element)));
			return elements;
		}
		return node;
	}

	/**
	 * Puts a sorting writer around that of each set.
	 */
	private static final class SortedSets extends ValueSerializerModifier {

		private static final long serialVersionUID = 1L;

		private final transient ObjectReader trees;

		SortedSets(ObjectReader trees) {
			this.trees = trees;
		}

		@Override
		public ValueSerializer<?> modifyCollectionSerializer(SerializationConfig config, CollectionType type,
				BeanDescription.Supplier description, ValueSerializer<?> serializer) {
			return Set.class.isAssignableFrom(type.getRawClass()) ? new SortingWriter(serializer, this.trees)
					: serializer;
		}

	}

	/**
	 * Lets another serializer write a set, and sorts what it wrote.
	 */
	private static final class SortingWriter extends ValueSerializer<Object> {

		private final ValueSerializer<Object> writer;

		private final ObjectReader trees;

		@SuppressWarnings("unchecked")
		SortingWriter(ValueSerializer<?> writer, ObjectReader trees) {
			this.writer = (ValueSerializer<Object>) writer;
			this.trees = trees;
		}

		@Override
		public ValueSerializer<?> createContextual(SerializationContext context, @Nullable BeanProperty property) {
			return new SortingWriter(context.handlePrimaryContextualization(this.writer, property), this.trees);
		}

		@Override
		public void serialize(Object value, JsonGenerator generator, SerializationContext context) {
			try (TokenBuffer buffer = context.bufferForValueConversion()) {
				this.writer.serialize(value, buffer, context);
				generator.writeTree(sortedElements(this.trees.readTree(buffer.asParser(ObjectReadContext.empty()))));
			}
		}

		/**
		 * Of which class a set is makes it no other set.
		 */
		@Override
		public void serializeWithType(Object value, JsonGenerator generator, SerializationContext context,
				TypeSerializer typeSerializer) {
			serialize(value, generator, context);
		}

		private static JsonNode sortedElements(JsonNode written) {
			if (!(written instanceof ArrayNode array)) {
				return written;
			}
			List<JsonNode> elements = new ArrayList<>();
			array.forEach((element) -> elements.add(sorted(element)));
			elements.sort(Comparator.comparing(JsonNode::toString));
			return JsonNodeFactory.instance.arrayNode(elements.size()).addAll(elements);
		}

	}

}
