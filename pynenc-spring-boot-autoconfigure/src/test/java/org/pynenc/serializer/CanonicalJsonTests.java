package org.pynenc.serializer;

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.ResolvableType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the JSON that is compared.
 */
class CanonicalJsonTests {

	private static final Type STRINGS = ResolvableType.forClassWithGenerics(Set.class, String.class).getType();

	private final CanonicalJson canonical = new CanonicalJson(ExactJson.mapper(JsonMapper.builder().build()));

	@Test
	void setsAreTheSameInWhateverOrder() {
		Set<String> forth = new LinkedHashSet<>(List.of("b", "a", "c"));
		Set<String> back = new LinkedHashSet<>(List.of("c", "a", "b"));
		assertSame(forth, back, STRINGS);
		assertSame(new HashSet<>(forth), forth, STRINGS);
		assertThat(write(forth, STRINGS)).isEqualTo("[\"a\",\"b\",\"c\"]");
	}

	@Test
	void setsWithinSetsAreTheSameInWhateverOrder() {
		Type type = ResolvableType
			.forClassWithGenerics(Set.class, ResolvableType.forClassWithGenerics(Set.class, String.class))
			.getType();
		Set<Set<String>> forth = new LinkedHashSet<>(List.of(ordered("x", "b"), ordered("a", "z")));
		Set<Set<String>> back = new LinkedHashSet<>(List.of(ordered("z", "a"), ordered("b", "x")));
		assertSame(forth, back, type);
	}

	@Test
	void setsOfRecordsAreTheSameInWhateverOrder() {
		Type type = ResolvableType.forClassWithGenerics(Set.class, Point.class).getType();
		Point one = new Point(1, 2, ordered("b", "a"));
		Point two = new Point(1, 3, ordered());
		assertSame(new LinkedHashSet<>(List.of(one, two)),
				new LinkedHashSet<>(List.of(two, new Point(1, 2, ordered("a", "b")))), type);
	}

	@Test
	void mapsAreTheSameInWhateverOrder() {
		Type type = ResolvableType.forClassWithGenerics(Map.class, String.class, Integer.class).getType();
		Map<String, Integer> forth = new LinkedHashMap<>();
		forth.put("b", 1);
		forth.put("a", 2);
		Map<String, Integer> back = new LinkedHashMap<>();
		back.put("a", 2);
		back.put("b", 1);
		assertSame(forth, back, type);
		back.put("c", null);
		assertThat(write(back, type)).isNotEqualTo(write(forth, type));
	}

	@Test
	void enumSetsAreSorted() {
		Type type = ResolvableType.forClassWithGenerics(Set.class, TimeUnit.class).getType();
		assertSame(EnumSet.of(TimeUnit.DAYS, TimeUnit.HOURS),
				new LinkedHashSet<>(List.of(TimeUnit.HOURS, TimeUnit.DAYS)), type);
	}

	@Test
	void setsInPropertiesAndElsewhereAreSorted() {
		assertSame(new Point(1, 2, ordered("b", "a")), new Point(1, 2, ordered("a", "b")), Point.class);
		Type lists = ResolvableType.forClassWithGenerics(List.class, Point.class).getType();
		assertSame(List.of(new Point(1, 2, ordered("b", "a"))), List.of(new Point(1, 2, ordered("a", "b"))), lists);
		assertSame(ordered("b", "a"), ordered("a", "b"), Object.class);
	}

	@Test
	void listsKeepTheirOrder() {
		Type type = ResolvableType.forClassWithGenerics(List.class, String.class).getType();
		List<String> forth = List.of("b", "a");
		List<String> back = new ArrayList<>(forth);
		Collections.reverse(back);
		assertThat(write(forth, type)).isNotEqualTo(write(back, type));
	}

	@Test
	void numbersKeepAllDigits() {
		BigDecimal long1 = new BigDecimal("0.12345678901234567890123456789");
		assertThat(write(long1, BigDecimal.class))
			.isNotEqualTo(write(long1.add(BigDecimal.ONE.movePointLeft(29)), BigDecimal.class));
		Type type = ResolvableType.forClassWithGenerics(Set.class, BigDecimal.class).getType();
		assertThat(write(Set.of(long1), type)).contains("0.12345678901234567890123456789");
		assertThat(write(Set.of(new BigDecimal("1.0")), type))
			.isNotEqualTo(write(Set.of(new BigDecimal("1.00")), type));
	}

	@Test
	void nothingIsAValueToo() {
		assertThat(write(null, String.class)).isEqualTo("null").isNotEqualTo(write("null", String.class));
	}

	private static Set<String> ordered(String... values) {
		return new LinkedHashSet<>(Arrays.asList(values));
	}

	private void assertSame(Object one, Object other, Type type) {
		assertThat(one).isEqualTo(other);
		assertThat(write(one, type)).isEqualTo(write(other, type));
	}

	private String write(@Nullable Object value, Type type) {
		return this.canonical.write(value, type);
	}

	record Point(int y, int x, Set<String> names) {
	}

}
