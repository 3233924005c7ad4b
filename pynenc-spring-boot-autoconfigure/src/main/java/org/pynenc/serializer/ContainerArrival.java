package org.pynenc.serializer;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;

import org.jspecify.annotations.Nullable;

/**
 * Compares containers of the same kind, whatever their classes: a list for a list, a set
 * for a set, a map for a map.
 */
final class ContainerArrival {

	private final Arrival elements;

	ContainerArrival(Arrival elements) {
		this.elements = elements;
	}

	static boolean applies(Object sent, Object arrived) {
		return (sent instanceof Map && arrived instanceof Map)
				|| (sent instanceof Collection && arrived instanceof Collection);
	}

	@Nullable Difference compare(Object sent, Object arrived) {
		if (isOtherKind(sent, arrived)) {
			return Difference.ofClasses(sent, arrived);
		}
		if (comparator(sent) != null && comparator(arrived) == null && isSorted(arrived)) {
			return Difference.of(sent.getClass().getTypeName() + " would arrive without its comparator");
		}
		return (sent instanceof Map<?, ?> map) ? compareMaps(map, (Map<?, ?>) arrived)
				: compareCollections((Collection<?>) sent, (Collection<?>) arrived);
	}

	private static boolean isOtherKind(Object sent, Object arrived) {
		return sent instanceof Set != arrived instanceof Set || (sent instanceof List && !(arrived instanceof List));
	}

	private static boolean isSorted(Object container) {
		return container instanceof SortedMap || container instanceof SortedSet || container instanceof PriorityQueue;
	}

	private static @Nullable Comparator<?> comparator(Object container) {
		if (container instanceof SortedMap<?, ?> map) {
			return map.comparator();
		}
		if (container instanceof SortedSet<?> set) {
			return set.comparator();
		}
		return (container instanceof PriorityQueue<?> queue) ? queue.comparator() : null;
	}

	private @Nullable Difference compareMaps(Map<?, ?> sent, Map<?, ?> arrived) {
		if (sent.size() != arrived.size()) {
			return Difference.ofContent(sent);
		}
		for (Map.Entry<?, ?> entry : sent.entrySet()) {
			Difference difference = compareEntry(entry, arrived);
			if (difference != null) {
				return difference.within("[key]");
			}
		}
		return null;
	}

	private @Nullable Difference compareEntry(Map.Entry<?, ?> sent, Map<?, ?> arrived) {
		Object key = sent.getKey();
		return arrived.containsKey(key) ? this.elements.compare(sent.getValue(), arrived.get(key))
				: Difference.of("a key of class " + key.getClass().getTypeName() + " would not be found again");
	}

	private @Nullable Difference compareCollections(Collection<?> sent, Collection<?> arrived) {
		if (sent.size() != arrived.size()) {
			return Difference.ofContent(sent);
		}
		return (sent instanceof Set && arrived.containsAll(sent)) ? compareSets(sent, arrived)
				: compareInOrder(sent, arrived);
	}

	private @Nullable Difference compareSets(Collection<?> sent, Collection<?> arrived) {
		Map<Object, Object> found = new HashMap<>();
		arrived.forEach((element) -> found.put(element, element));
		for (Object element : sent) {
			Difference difference = this.elements.compare(element, found.get(element));
			if (difference != null) {
				return difference.within("[element]");
			}
		}
		return null;
	}

	private @Nullable Difference compareInOrder(Collection<?> sent, Collection<?> arrived) {
		Iterator<?> counterparts = arrived.iterator();
		int index = 0;
		for (Object element : sent) {
			Difference difference = this.elements.compare(element, counterparts.next());
			if (difference != null) {
				return difference.within("[" + index + "]");
			}
			index++;
		}
		return null;
	}

}
