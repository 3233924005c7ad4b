package org.pynenc.serializer;

import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.introspect.BeanPropertyDefinition;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells the types whose declaration says all: if one value of such a type and class
 * arrives as what it is, every one does. Other types leave room, as {@code Object} or a
 * class that has subclasses do; their values have to be looked at one by one.
 */
final class ClosedTypes {

	private static final Set<Class<?>> CONTAINERS = Set.of(Collection.class, List.class, Set.class, ArrayList.class,
			HashSet.class, LinkedHashSet.class, Map.class, HashMap.class, LinkedHashMap.class, Optional.class);

	/**
	 * The annotations that change names and order at most.
	 */
	private static final Set<Class<? extends Annotation>> HARMLESS = Set.of(JsonProperty.class, JsonAlias.class,
			JsonCreator.class, JsonPropertyDescription.class, JsonPropertyOrder.class, JsonTypeInfo.class,
			JsonSubTypes.class, JsonTypeName.class);

	private final JsonMapper mapper;

	private final Beans beans;

	private final ExactScalars scalars;

	ClosedTypes(JsonMapper mapper, Beans beans) {
		this.mapper = mapper;
		this.beans = beans;
		this.scalars = new ExactScalars(mapper);
	}

	/**
	 * Whether a type is closed for the values of a class.
	 * @param declared the declared type
	 * @param actual the class of a value
	 * @return whether all such values arrive if one of them does
	 */
	boolean isClosed(JavaType declared, Class<?> actual) {
		Set<JavaType> underway = new HashSet<>();
		if (isNamedByText(declared)) {
			JavaType type = this.mapper.getTypeFactory().constructSpecializedType(declared, actual);
			return isClosedBean(type, underway);
		}
		return (declared.getRawClass() == actual && this.beans.find(actual) != null) ? isClosedBean(declared, underway)
				: isClosed(declared, underway);
	}

	private boolean isClosed(JavaType type, Set<JavaType> underway) {
		if (!underway.add(type)) {
			return true;
		}
		if (type.isContainerType() || type.isReferenceType()) {
			return isClosedContainer(type, underway);
		}
		if (isNamedByText(type)) {
			return isClosedFamily(type, underway);
		}
		return this.scalars.contains(type.getRawClass()) || (type.isFinal() && isClosedBean(type, underway));
	}

	private boolean isNamedByText(JavaType type) {
		return !type.isContainerType() && !type.isJavaLangObject()
				&& this.mapper._serializationContext().findTypeSerializer(type) != null;
	}

	private boolean isClosedContainer(JavaType type, Set<JavaType> underway) {
		boolean keyIsClosed = type.getKeyType() == null || this.scalars.containsKey(type.getKeyType().getRawClass());
		return (type.isArrayType() || CONTAINERS.contains(type.getRawClass())) && keyIsClosed
				&& isClosed(type.getContentType(), underway);
	}

	private boolean isClosedFamily(JavaType type, Set<JavaType> underway) {
		Class<?> raw = type.getRawClass();
		if (!raw.isSealed()) {
			return type.isFinal() && isClosedBean(type, underway);
		}
		return type.isAbstract() && Arrays.stream(raw.getPermittedSubclasses())
			.map((member) -> this.mapper.getTypeFactory().constructSpecializedType(type, member))
			.allMatch((member) -> isClosed(member, underway));
	}

	private boolean isClosedBean(JavaType type, Set<JavaType> underway) {
		Beans.Bean bean = this.beans.find(type.getRawClass());
		if (bean == null || !bean.hiddenFields().isEmpty()) {
			return false;
		}
		BeanDescription description = this.beans.written(type);
		Set<String> readable = this.beans.readable(type);
		return isHarmless(description.getClassInfo().annotations()) && description.findProperties()
			.stream()
			.allMatch((property) -> readable.contains(property.getName()) && isClosedProperty(property, underway));
	}

	private boolean isClosedProperty(BeanPropertyDefinition property, Set<JavaType> underway) {
		return isHarmless(property.getAccessor().annotations()) && isClosed(property.getAccessor().getType(), underway);
	}

	private static boolean isHarmless(Stream<Annotation> annotations) {
		return annotations.map(Annotation::annotationType)
			.noneMatch((type) -> isOfJackson(type) && !HARMLESS.contains(type));
	}

	private static boolean isOfJackson(Class<?> type) {
		return type.getName().startsWith("com.fasterxml.jackson.") || type.getName().startsWith("tools.jackson.");
	}

}
