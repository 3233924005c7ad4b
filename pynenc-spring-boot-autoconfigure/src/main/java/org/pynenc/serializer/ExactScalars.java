package org.pynenc.serializer;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;

import tools.jackson.databind.JavaType;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.ClassUtils;
import org.springframework.util.ConcurrentLruCache;

/**
 * The single values that arrive exactly with a given mapper. An application may have told
 * its mapper to write dates without seconds; so an awkward value of each class is sent
 * through it and has to come back.
 */
final class ExactScalars {

	private static final int MAX_CLASSES = 2048;

	private static final Map<Class<?>, Object> AWKWARD = List
		.of("\u0000\"\\\u2028\ud83d\ude00", true, '\u0000', Byte.MIN_VALUE, Short.MIN_VALUE, Integer.MIN_VALUE,
				Long.MIN_VALUE, Float.MIN_VALUE, Double.MIN_VALUE, new BigInteger("-12345678901234567890"),
				new BigDecimal("-12345678901234567890.12345678901234567890"), new UUID(-1, 1), URI.create("a:b?%20"),
				Currency.getInstance("EUR"), Instant.parse("1969-12-31T23:59:59.123456789Z"), LocalDate.of(-1, 2, 28),
				LocalTime.of(1, 2, 3, 4), LocalDateTime.of(1, 2, 3, 4, 5, 6, 7),
				OffsetDateTime.parse("2001-02-03T04:05:06.000000007+05:30"),
				OffsetTime.parse("04:05:06.000000007+05:30"),
				ZonedDateTime.parse("2020-10-25T02:30:00.000000007+01:00[Europe/Paris]"), ZoneOffset.ofHours(-3),
				Duration.ofSeconds(-1, 1), Period.of(1, -2, 3), Year.of(-5), YearMonth.of(1, 2), MonthDay.of(2, 29),
				OptionalInt.of(1), OptionalLong.of(Long.MIN_VALUE), OptionalDouble.of(0.1))
		.stream()
		.collect(Collectors.toMap(Object::getClass, Function.identity()));

	private final JsonMapper mapper;

	private final ConcurrentLruCache<Class<?>, Boolean> values = new ConcurrentLruCache<>(MAX_CLASSES,
			(type) -> samples(type, this::arrives));

	private final ConcurrentLruCache<Class<?>, Boolean> keys = new ConcurrentLruCache<>(MAX_CLASSES,
			(type) -> samples(type, this::arrivesAsKey));

	ExactScalars(JsonMapper mapper) {
		this.mapper = mapper;
	}

	boolean contains(Class<?> type) {
		return this.values.get(ClassUtils.resolvePrimitiveIfNecessary(type));
	}

	boolean containsKey(Class<?> type) {
		return this.keys.get(type);
	}

	private static boolean samples(Class<?> type, BiPredicate<Object, Class<?>> test) {
		if (type.isEnum()) {
			return Arrays.stream(type.getEnumConstants()).allMatch((constant) -> test.test(constant, type));
		}
		Object value = AWKWARD.get(type);
		return value != null && test.test(value, type);
	}

	private boolean arrives(Object value, Class<?> type) {
		return arrives(value, this.mapper.constructType(type));
	}

	private boolean arrivesAsKey(Object value, Class<?> type) {
		return arrives(Map.of(value, ""), this.mapper.getTypeFactory().constructMapType(Map.class, type, String.class));
	}

	private boolean arrives(Object value, JavaType type) {
		try {
			String text = this.mapper.writerFor(type).writeValueAsString(value);
			return value.equals(this.mapper.readerFor(type).readValue(text));
		}
		catch (RuntimeException ex) {
			return false;
		}
	}

}
