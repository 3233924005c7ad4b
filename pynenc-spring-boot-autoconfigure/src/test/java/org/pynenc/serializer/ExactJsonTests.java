package org.pynenc.serializer;

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.text.SimpleDateFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonView;
import com.fasterxml.jackson.annotation.Nulls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pynenc.SerializationException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.ParameterizedTypeReference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for {@link ExactJson}: an application whose mapper prefers brevity loses nothing.
 */
class ExactJsonTests {

	private final JsonSerializer serializer = JsonSerializerTests.serializer(brief());

	private static JsonMapper brief() {
		return JsonMapper.builder()
			.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
			.changeDefaultPropertyInclusion((value) -> JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY,
					JsonInclude.Include.NON_EMPTY))
			.changeDefaultNullHandling((value) -> JsonSetter.Value.forValueNulls(Nulls.SKIP, Nulls.SKIP))
			.defaultView(Summary.class)
			.enable(SerializationFeature.WRAP_ROOT_VALUE, SerializationFeature.INDENT_OUTPUT,
					SerializationFeature.WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED,
					SerializationFeature.WRITE_SELF_REFERENCES_AS_NULL)
			.disable(SerializationFeature.WRITE_EMPTY_JSON_ARRAYS, SerializationFeature.FAIL_ON_SELF_REFERENCES,
					SerializationFeature.WRAP_EXCEPTIONS)
			.enable(DeserializationFeature.UNWRAP_ROOT_VALUE, DeserializationFeature.UNWRAP_SINGLE_VALUE_ARRAYS,
					DeserializationFeature.ACCEPT_EMPTY_STRING_AS_NULL_OBJECT,
					DeserializationFeature.ACCEPT_EMPTY_ARRAY_AS_NULL_OBJECT)
			.disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
					DeserializationFeature.FAIL_ON_INVALID_SUBTYPE, DeserializationFeature.WRAP_EXCEPTIONS)
			.enable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
			.enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
			.disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
			.enable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS, DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS,
					DateTimeFeature.TRUNCATE_TO_MSECS_ON_READ, DateTimeFeature.TRUNCATE_TO_MSECS_ON_WRITE,
					DateTimeFeature.WRITE_DATES_WITH_CONTEXT_TIME_ZONE)
			.disable(DateTimeFeature.WRITE_DATE_TIMESTAMPS_AS_NANOSECONDS,
					DateTimeFeature.READ_DATE_TIMESTAMPS_AS_NANOSECONDS)
			.enable(EnumFeature.WRITE_ENUMS_USING_INDEX, EnumFeature.WRITE_ENUM_KEYS_USING_INDEX,
					EnumFeature.WRITE_ENUMS_TO_LOWERCASE, EnumFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
			.defaultTimeZone(TimeZone.getTimeZone("Asia/Tokyo"))
			.defaultDateFormat(new SimpleDateFormat("yyyy", Locale.ROOT))
			.build();
	}

	@ParameterizedTest
	@MethodSource
	void carriesExactly(Object value, Type type) {
		assertThat(this.serializer.read(this.serializer.write(value, type), type)).isEqualTo(value);
	}

	static Stream<Arguments> carriesExactly() {
		return Stream.concat(values(), containers());
	}

	private static Stream<Arguments> values() {
		Instant instant = Instant.ofEpochSecond(1, 123456789);
		return Stream.of(arguments(instant, Instant.class), arguments(new Date(1), Date.class),
				arguments(OffsetDateTime.parse("2020-01-01T00:00:00.123456789+05:30"), OffsetDateTime.class),
				arguments(ZonedDateTime.parse("2020-10-25T02:30:00.1+01:00[Europe/Paris]"), ZonedDateTime.class),
				arguments(Duration.ofSeconds(1, 123456789), Duration.class), arguments(Size.EXTRA_LARGE, Size.class),
				arguments(new BigDecimal("1E+3"), BigDecimal.class), arguments(Double.NaN, double.class),
				arguments(new Order("a", List.of(), null, instant), Order.class));
	}

	private static Stream<Arguments> containers() {
		return Stream
			.of(arguments(Map.of(Size.EXTRA_LARGE, ""), type(new ParameterizedTypeReference<Map<Size, String>>() {
			})), arguments(Map.of(OffsetDateTime.parse("2020-01-01T00:00:00.123456789+05:30"), 1),
					type(new ParameterizedTypeReference<Map<OffsetDateTime, Integer>>() {
					})),
					arguments(Map.of("", List.of()), type(new ParameterizedTypeReference<Map<String, List<String>>>() {
					})), arguments(List.of("a"), type(new ParameterizedTypeReference<List<String>>() {
					})), arguments(List.of(List.of()), type(new ParameterizedTypeReference<List<List<String>>>() {
					})), arguments(Arrays.asList("a", null), type(new ParameterizedTypeReference<List<String>>() {
					})));
	}

	private static Type type(ParameterizedTypeReference<?> reference) {
		return reference.getType();
	}

	@Test
	void carriesANullOverADefault() {
		Defaulted value = new Defaulted();
		value.name = null;
		String text = this.serializer.write(value, Defaulted.class);
		assertThat(((Defaulted) this.serializer.read(text, Defaulted.class)).name).isNull();
	}

	@Test
	void keepsTheNamesThatTheApplicationGives() {
		assertThat(this.serializer.write(new Order("a", List.of(), Size.EXTRA_LARGE, null), Order.class))
			.isEqualTo("{\"order_id\":\"a\",\"all_lines\":[],\"size\":\"EXTRA_LARGE\",\"placed\":null}");
	}

	@ParameterizedTest
	@MethodSource
	void readsNothingElseThanWhatWasWritten(String text, Type type) {
		assertThatExceptionOfType(SerializationException.class).isThrownBy(() -> this.serializer.read(text, type))
			.withMessageNotContaining("secret");
	}

	static Stream<Arguments> readsNothingElseThanWhatWasWritten() {
		return Stream.of(arguments("1 2", int.class), arguments("null", int.class), arguments("\"secret\"", Size.class),
				arguments("\"\"", Order.class), arguments("[]", Order.class), arguments("[\"a\"]", String.class),
				arguments("{\"secret\":", Order.class), arguments("{\"@type\":\"secret\"}", Event.class));
	}

	@Test
	void refusesAnObjectThatHoldsItself() {
		Selfish selfish = new Selfish();
		assertThatExceptionOfType(SerializationException.class)
			.isThrownBy(() -> this.serializer.write(selfish, Selfish.class))
			.withMessageContaining("self-reference");
	}

	@Test
	void tellsWhatTheApplicationsCodeThrows() {
		assertThatExceptionOfType(SerializationException.class)
			.isThrownBy(() -> this.serializer.read("{\"amount\":-1}", Positive.class))
			.withCauseInstanceOf(IllegalArgumentException.class)
			.havingCause()
			.withMessage("too small");
		assertThatExceptionOfType(SerializationException.class)
			.isThrownBy(() -> this.serializer.write(List.of(new Broken()), List.class))
			.withMessageContaining("out of order at [0].state");
	}

	@Test
	void tellsWhereTheApplicationsCodeThrows() {
		assertThatExceptionOfType(SerializationException.class)
			.isThrownBy(() -> this.serializer.read("[{\"state\":\"secret\"}]", Picky[].class))
			.withMessageContaining("at [0].state")
			.withMessageNotContaining("secret");
	}

	interface Summary {

	}

	interface Details {

	}

	enum Size {

		SMALL, EXTRA_LARGE

	}

	record Order(String orderId, List<String> allLines, Size size, @JsonView(Details.class) Instant placed) {
	}

	static class Defaulted {

		public String name = "default";

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
	interface Event {

	}

	record Positive(int amount) {

		Positive {
			if (amount < 0) {
				throw new IllegalArgumentException("too small");
			}
		}

	}

	static class Broken {

		public String getState() {
			throw new IllegalStateException("out of order");
		}

	}

	static class Picky {

		public void setState(String state) {
			throw new IllegalStateException(state);
		}

	}

	static class Selfish {

		public Selfish self = this;

	}

}
