package org.pynenc.serializer;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.introspect.BeanPropertyDefinition;
import tools.jackson.databind.introspect.ClassIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.ser.BeanPropertyWriter;
import tools.jackson.databind.ser.PropertyWriter;
import tools.jackson.databind.ser.bean.BeanSerializerBase;

import org.springframework.util.ConcurrentLruCache;
import org.springframework.util.ReflectionUtils;

/**
 * Knows the classes that Jackson writes property by property: records and beans.
 */
final class Beans {

	private static final int MAX_CLASSES = 2048;

	private static final Bean NONE = new Bean(List.of(), List.of());

	private final JsonMapper mapper;

	private final ConcurrentLruCache<Class<?>, Bean> beans = new ConcurrentLruCache<>(MAX_CLASSES, this::inspect);

	Beans(JsonMapper mapper) {
		this.mapper = mapper;
	}

	/**
	 * How a class is written, if that is property by property.
	 * @param type the class
	 * @return its properties, or {@code null} if it is written in another way
	 */
	@Nullable Bean find(Class<?> type) {
		Bean bean = this.beans.get(type);
		return (bean != NONE) ? bean : null;
	}

	private Bean inspect(Class<?> type) {
		ValueSerializer<?> serializer = this.mapper._serializationContext().findValueSerializer(type);
		return (serializer instanceof BeanSerializerBase)
				? new Bean(properties(serializer), hiddenFields(this.mapper.constructType(type))) : NONE;
	}

	private static List<BeanPropertyWriter> properties(ValueSerializer<?> serializer) {
		List<BeanPropertyWriter> properties = new ArrayList<>();
		Iterator<PropertyWriter> writers = serializer.properties();
		while (writers.hasNext()) {
			if (writers.next() instanceof BeanPropertyWriter property && !property.isVirtual()) {
				properties.add(property);
			}
		}
		return properties;
	}

	private List<String> hiddenFields(JavaType type) {
		Set<String> properties = written(type).findProperties()
			.stream()
			.map(BeanPropertyDefinition::getInternalName)
			.collect(Collectors.toSet());
		return instanceFields(type.getRawClass()).filter((field) -> !properties.contains(field.getName()))
			.map((field) -> field.getDeclaringClass().getName() + "." + field.getName())
			.toList();
	}

	private static Stream<Field> instanceFields(Class<?> type) {
		List<Field> fields = new ArrayList<>();
		ReflectionUtils.doWithFields(type, fields::add,
				(field) -> !Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers()));
		return fields.stream();
	}

	/**
	 * What Jackson finds in a class for writing it.
	 * @param type a bean's type
	 * @return the description
	 */
	BeanDescription written(JavaType type) {
		SerializationConfig config = this.mapper.serializationConfig();
		ClassIntrospector introspector = config.classIntrospectorInstance();
		return introspector.introspectForSerialization(type, introspector.introspectClassAnnotations(type));
	}

	/**
	 * The properties that a reader takes.
	 * @param type a bean's type
	 * @return their names in JSON
	 */
	Set<String> readable(JavaType type) {
		DeserializationConfig config = this.mapper.deserializationConfig();
		ClassIntrospector introspector = config.classIntrospectorInstance();
		return introspector.introspectForDeserialization(type, introspector.introspectClassAnnotations(type))
			.findProperties()
			.stream()
			.filter(BeanPropertyDefinition::couldDeserialize)
			.map(BeanPropertyDefinition::getName)
			.collect(Collectors.toSet());
	}

	/**
	 * A class that is written property by property.
	 *
	 * @param properties what is written
	 * @param hiddenFields the fields that no property stands for: what they hold is not
	 * written
	 */
	record Bean(List<BeanPropertyWriter> properties, List<String> hiddenFields) {
	}

}
