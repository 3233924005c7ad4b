package org.pynenc.serializer;

import java.lang.reflect.Type;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pynenc.SerializationException;
import tools.jackson.databind.ext.javatime.deser.LocalDateTimeDeserializer;
import tools.jackson.databind.ext.javatime.ser.LocalDateTimeSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

import org.springframework.core.ParameterizedTypeReference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for {@link CarryCheck}: whose arrival is looked at, and whose is known.
 */
class CarryCheckTests {

	private final JsonMapper mapper = ExactJson.mapper(JsonMapper.builder().build());

	private final CarryCheck check = new CarryCheck(this.mapper);

	@ParameterizedTest
	@MethodSource
	void looksOnceAtAValueWhoseTypeSaysAll(Object value, Type type) {
		assertThat(isTrusted(this.mapper, value, type)).isTrue();
	}

	static Stream<Arguments> looksOnceAtAValueWhoseTypeSaysAll() {
		return Stream.of(arguments(1, int.class), arguments("x", String.class), arguments(true, Boolean.class),
				arguments(LocalDate.EPOCH, LocalDate.class), arguments(Colour.RED, Colour.class),
				arguments(new Item("a", UUID.randomUUID(), Optional.of(1L), Colour.RED, new byte[0]), Item.class),
				arguments(new Node(List.of(new Node(List.of()))), Node.class), arguments(new Bean(), Bean.class),
				arguments(new Box<>(1), type(new ParameterizedTypeReference<Box<Integer>>() {
				})), arguments(List.of(1), type(new ParameterizedTypeReference<List<Integer>>() {
				})), arguments(Map.of(Colour.RED, List.of("a")),
						type(new ParameterizedTypeReference<Map<Colour, List<String>>>() {
						})),
				arguments(new Dot(1), Figure.class),
				arguments(List.of(new Dot(1), new Plane()), type(new ParameterizedTypeReference<List<Figure>>() {
				})), arguments(new Item[0], Item[].class));
	}

	@ParameterizedTest
	@MethodSource
	void looksEachTimeAtAValueWhoseTypeLeavesRoom(Object value, Type type) {
		assertThat(isTrusted(this.mapper, value, type)).isFalse();
	}

	static Stream<Arguments> looksEachTimeAtAValueWhoseTypeLeavesRoom() {
		return Stream.of(arguments(1, Object.class), arguments(1, Number.class), arguments(new Any(1), Any.class),
				arguments(List.of("x"), List.class), arguments(Map.of("a", 1), Map.class),
				arguments(new Box<>(1), type(new ParameterizedTypeReference<Box<?>>() {
				})), arguments(new Owner(new Bean()), Owner.class),
				arguments(List.of(new Bean()), type(new ParameterizedTypeReference<List<Bean>>() {
				})), arguments(new Formatted(LocalDate.EPOCH), Formatted.class),
				arguments(new Hiding("a", null), Hiding.class), arguments(new Object[] { 1 }, Object[].class));
	}

	@Test
	void looksEachTimeAtTimesThatTheApplicationWritesInItsOwnWay() {
		DateTimeFormatter minutes = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");
		JsonMapper mapper = ExactJson.mapper(JsonMapper.builder()
			.addModule(new SimpleModule().addSerializer(LocalDateTime.class, new LocalDateTimeSerializer(minutes))
				.addDeserializer(LocalDateTime.class, new LocalDateTimeDeserializer(minutes)))
			.build());
		LocalDateTime time = LocalDateTime.of(2020, 1, 1, 10, 30);
		assertThat(isTrusted(mapper, new Meeting(time), Meeting.class)).isFalse();
		JsonSerializer serializer = JsonSerializerTests.serializer(mapper);
		assertThat(serializer.write(new Meeting(time), Meeting.class)).contains("10:30");
		assertThatExceptionOfType(SerializationException.class)
			.isThrownBy(() -> serializer.write(new Meeting(time.plusSeconds(1)), Meeting.class))
			.withMessageContaining("LocalDateTime would arrive with other content at .at");
	}

	@Test
	void knowsAValueByItsClass() {
		ValueCodec codec = new ValueCodec(this.mapper, type(new ParameterizedTypeReference<List<Integer>>() {
		}));
		List<Integer> known = List.of(1);
		this.check.verify(known, codec.write(known), codec);
		assertThat(codec.trust(List.of(2).getClass())).isTrue();
		assertThat(codec.trust(ArrayList.class)).isNull();
		assertThat(codec.trust(Void.class)).isNull();
	}

	@Test
	void doesNotReadWhatItKnows() {
		ValueCodec codec = new ValueCodec(this.mapper, Counted.class);
		Counted value = new Counted("a");
		for (int i = 0; i < 5; i++) {
			this.check.verify(value, codec.write(value), codec);
		}
		assertThat(Counted.created).as("the value and one copy of it").isEqualTo(2);
	}

	@Test
	void refusesTheLaterValueThatTheFirstDidNotShow() {
		JsonSerializer serializer = JsonSerializerTests.serializer(JsonMapper.builder().build());
		assertThat(serializer.write(new Any("text"), Any.class)).isNotEmpty();
		assertThatExceptionOfType(SerializationException.class)
			.isThrownBy(() -> serializer.write(new Any(LocalDate.EPOCH), Any.class));
		assertThat(serializer.write(Arrays.asList((Bean) null), type(new ParameterizedTypeReference<List<Bean>>() {
		}))).isEqualTo("[null]");
		assertThatExceptionOfType(SerializationException.class).isThrownBy(
				() -> serializer.write(List.of(new SpecialBean()), type(new ParameterizedTypeReference<List<Bean>>() {
				})));
	}

	private Boolean isTrusted(JsonMapper mapper, Object value, Type type) {
		ValueCodec codec = new ValueCodec(mapper, type);
		new CarryCheck(mapper).verify(value, codec.write(value), codec);
		return codec.trust(value.getClass());
	}

	private static Type type(ParameterizedTypeReference<?> reference) {
		return reference.getType();
	}

	enum Colour {

		RED

	}

	record Item(@JsonProperty("id") String name, UUID uuid, Optional<Long> size, Colour colour, byte[] content) {
	}

	record Node(List<Node> children) {
	}

	record Box<T>(T content) {
	}

	record Any(Object content) {
	}

	record Owner(Bean bean) {
	}

	record Meeting(LocalDateTime at) {
	}

	record Formatted(@JsonFormat(pattern = "dd.MM.uuuu") LocalDate date) {
	}

	record Hiding(String shown, @JsonIgnore String hidden) {
	}

	record Counted(String name) {

		static int created;

		Counted {
			created++;
		}

	}

	static class Bean {

		private String name;

		public String getName() {
			return this.name;
		}

		public void setName(String name) {
			this.name = name;
		}

	}

	static class SpecialBean extends Bean {

		public int more;

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
	sealed interface Figure permits Dot, Plane {

	}

	record Dot(int at) implements Figure {
	}

	record Plane() implements Figure {
	}

}
