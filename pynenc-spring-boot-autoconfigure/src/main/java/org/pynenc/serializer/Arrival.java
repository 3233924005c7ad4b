package org.pynenc.serializer;

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.pynenc.DistributedInvocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ser.BeanPropertyWriter;

import org.springframework.util.ReflectionUtils;

/**
 * Compares a value with what would arrive of it: containers by their elements, beans by
 * their properties, the rest by class and {@code equals}. Good for one comparison.
 */
final class Arrival {

	private final Beans beans;

	private final ContainerArrival containers = new ContainerArrival(this);

	private final Set<Object> underway = Collections.newSetFromMap(new IdentityHashMap<>());

	private final Set<String> hiddenState = new LinkedHashSet<>();

	Arrival(Beans beans) {
		this.beans = beans;
	}

	/**
	 * The fields met that are not written, so that the comparison says nothing of them.
	 * @return the fields' names
	 */
	Set<String> hiddenState() {
		return this.hiddenState;
	}

	@Nullable Difference compare(@Nullable Object sent, @Nullable Object arrived) {
		if (sent == arrived) {
			return null;
		}
		if (sent == null || arrived == null) {
			return Difference.ofClasses(sent, arrived);
		}
		if (ContainerArrival.applies(sent, arrived)) {
			return this.containers.compare(sent, arrived);
		}
		return isOneByNature(sent, arrived) ? compareByNature(sent, arrived) : compareByClass(sent, arrived);
	}

	/**
	 * Whether the class does not matter: a handle is its id, and text and JSON are what
	 * they say.
	 */
	private static boolean isOneByNature(Object sent, Object arrived) {
		return sent instanceof DistributedInvocation || (sent instanceof JsonNode && arrived instanceof JsonNode)
				|| (sent instanceof CharSequence && arrived instanceof CharSequence);
	}

	private static @Nullable Difference compareByNature(Object sent, Object arrived) {
		boolean same = (sent instanceof DistributedInvocation) ? sent.equals(arrived)
				: sent.toString().equals(arrived.toString());
		return same ? null : Difference.ofContent(sent);
	}

	private @Nullable Difference compareByClass(Object sent, Object arrived) {
		if (sent.getClass() != arrived.getClass()) {
			return isEqualSibling(sent, arrived) ? null : Difference.ofClasses(sent, arrived);
		}
		if (sent instanceof Object[] elements) {
			return this.containers.compare(Arrays.asList(elements), Arrays.asList((Object[]) arrived));
		}
		if (sent instanceof Optional<?> optional) {
			return compare(optional.orElse(null), ((Optional<?>) arrived).orElse(null));
		}
		Beans.Bean bean = this.beans.find(sent.getClass());
		return (bean != null) ? compareBeans(bean, sent, arrived) : comparePlain(sent, arrived);
	}

	/**
	 * Another class that the reader chose is as good if both say so, as with map entries;
	 * a superclass has lost what the subclass knew.
	 */
	private static boolean isEqualSibling(Object sent, Object arrived) {
		return !arrived.getClass().isInstance(sent) && sent.equals(arrived) && arrived.equals(sent);
	}

	private static @Nullable Difference comparePlain(Object sent, Object arrived) {
		boolean same = Objects.deepEquals(sent, arrived) || !hasEquals(sent.getClass());
		return same ? null : Difference.ofContent(sent);
	}

	private static boolean hasEquals(Class<?> type) {
		return type.isArray() || Arrays.stream(ReflectionUtils.getUniqueDeclaredMethods(type))
			.anyMatch((method) -> ReflectionUtils.isEqualsMethod(method) && method.getDeclaringClass() != Object.class);
	}

	private @Nullable Difference compareBeans(Beans.Bean bean, Object sent, Object arrived) {
		if (!this.underway.add(sent)) {
			return null;
		}
		try {
			this.hiddenState.addAll(bean.hiddenFields());
			return compareProperties(bean, sent, arrived);
		}
		finally {
			this.underway.remove(sent);
		}
	}

	private @Nullable Difference compareProperties(Beans.Bean bean, Object sent, Object arrived) {
		for (BeanPropertyWriter property : bean.properties()) {
			Difference difference = compare(get(property, sent), get(property, arrived));
			if (difference != null) {
				return difference.within("." + property.getName());
			}
		}
		return null;
	}

	private static @Nullable Object get(BeanPropertyWriter property, Object bean) {
		try {
			return property.get(bean);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}
