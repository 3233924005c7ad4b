package org.pynenc.serializer;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.Serializable;
import java.io.StringReader;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonIdentityInfo;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.ObjectIdGenerators;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pynenc.SerializationException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.ParameterizedTypeReference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for {@link JsonSerializer}: what is written and read by declared types.
 */
class JsonSerializerTests {

	private final JsonSerializer serializer = serializer(JsonMapper.builder().build());

	static JsonSerializer serializer(JsonMapper mapper) {
		return new JsonSerializer(mapper, new ExceptionTypes(List.of(), JsonSerializerTests.class.getClassLoader()));
	}

	@ParameterizedTest
	@MethodSource
	void carriesAsWhatItIs(Object value, Type type) {
		Object arrived = arrive(value, type);
		assertThat(arrived).isEqualTo(value);
		if (!(value instanceof Collection) && !(value instanceof Map)) {
			assertThat(arrived).hasSameClassAs(value);
		}
	}

	static Stream<Arguments> carriesAsWhatItIs() {
		return Stream.of(scalars(), times(), containers(), types()).flatMap((arguments) -> arguments);
	}

	private static Stream<Arguments> scalars() {
		return Stream.of(arguments(42, int.class), arguments(42, Integer.class), arguments(Long.MIN_VALUE, long.class),
				arguments((byte) -1, byte.class), arguments((short) -1, Short.class), arguments(true, boolean.class),
				arguments('\u0000', char.class), arguments(0.1f, float.class), arguments(-0.0, double.class),
				arguments(Double.NaN, double.class), arguments(Float.NEGATIVE_INFINITY, Float.class),
				arguments("", String.class), arguments("\u0000\"\\\u2028\ud83d\ude00", String.class),
				arguments(new BigInteger("9".repeat(200)), BigInteger.class),
				arguments(new BigDecimal("1.10000000000000000000000000000000000000"), BigDecimal.class),
				arguments(new BigDecimal("1E+3"), BigDecimal.class), arguments(new UUID(-1, 1), UUID.class),
				arguments(URI.create("a:b?%20"), URI.class), arguments(new byte[] { 0, -1 }, byte[].class),
				arguments(TimeUnit.DAYS, TimeUnit.class), arguments(Level.LOUD, Level.class),
				arguments(Locale.CANADA_FRENCH, Locale.class),
				arguments(new StringBuilder("x").toString(), CharSequence.class), arguments(5, Number.class),
				arguments(5, Object.class), arguments("x", Serializable.class),
				arguments(OptionalInt.of(1), OptionalInt.class), arguments(Path.of("/a/b"), Path.class));
	}

	private static Stream<Arguments> times() {
		return Stream.of(arguments(Instant.MAX, Instant.class),
				arguments(ZonedDateTime.parse("2020-10-25T02:30:00.123456789+01:00[Europe/Paris]"),
						ZonedDateTime.class),
				arguments(ZonedDateTime.parse("2020-10-25T02:30:00Z[UTC]"), ZonedDateTime.class),
				arguments(OffsetDateTime.parse("2020-01-01T00:00:00.000000001+05:30"), OffsetDateTime.class),
				arguments(OffsetTime.parse("10:00:00.000000001+05:30"), OffsetTime.class),
				arguments(LocalDateTime.of(2020, 2, 29, 0, 0), LocalDateTime.class),
				arguments(LocalDate.MIN, LocalDate.class), arguments(Duration.ofSeconds(-1, 1), Duration.class),
				arguments(Period.of(1, -2, 3), Period.class), arguments(ZoneId.of("Europe/Paris"), ZoneId.class),
				arguments(new Date(1), Date.class),
				arguments(Map.of(ZonedDateTime.parse("2020-10-25T02:30:00.1+01:00[Europe/Paris]"), 1),
						type(new ParameterizedTypeReference<Map<ZonedDateTime, Integer>>() {
						})));
	}

	private static Stream<Arguments> containers() {
		return Stream.of(arguments(List.of(1L, 2L), type(new ParameterizedTypeReference<List<Long>>() {
		})), arguments(Arrays.asList("a", null), type(new ParameterizedTypeReference<Collection<String>>() {
		})), arguments(Set.of(LocalDate.EPOCH), type(new ParameterizedTypeReference<Set<LocalDate>>() {
		})), arguments(new EnumMap<>(Map.of(Level.LOUD, List.of(new Line("a", BigDecimal.ONE)))),
				type(new ParameterizedTypeReference<Map<Level, List<Line>>>() {
				})), arguments(Map.of("a", Map.of(1, new Line("a", BigDecimal.TEN))),
						type(new ParameterizedTypeReference<Map<String, Map<Integer, Line>>>() {
						})),
				arguments(Map.of(new UUID(1, 2), 1), type(new ParameterizedTypeReference<Map<UUID, Integer>>() {
				})), arguments(Optional.of(new Line("a", BigDecimal.ONE)),
						type(new ParameterizedTypeReference<Optional<Line>>() {
						})),
				arguments(Optional.empty(), type(new ParameterizedTypeReference<Optional<String>>() {
				})), arguments(new int[][] { { 1 }, {} }, int[][].class),
				arguments(new Line[] { new Line("a", BigDecimal.ONE), null }, Line[].class),
				arguments(new TreeMap<>(Map.of("b", 1, "a", 2)),
						type(new ParameterizedTypeReference<SortedMap<String, Integer>>() {
						})),
				arguments(Map.of("a", List.of(1, "x", true, 1.5, Map.of())),
						type(new ParameterizedTypeReference<Map<String, Object>>() {
						})));
	}

	private static Stream<Arguments> types() {
		return Stream.of(arguments(new Line("a", new BigDecimal("1.10")), Line.class),
				arguments(new Empty(), Empty.class), arguments(new Circle(1.5), Shape.class),
				arguments(new Drawing(List.of(new Circle(1), new Square(2)), null), Drawing.class),
				arguments(List.of(new Circle(1), new Square(2)), type(new ParameterizedTypeReference<List<Shape>>() {
				})), arguments(new Pair<>(LocalDate.EPOCH, List.of(1L)),
						type(new ParameterizedTypeReference<Pair<LocalDate, List<Long>>>() {
						})),
				arguments(new Tree("a", List.of(new Tree("b", List.of()))), Tree.class),
				arguments(new Open("x", 5), Open.class));
	}

	@ParameterizedTest
	@MethodSource
	void refusesWhatWouldNotArrive(Object value, Type type, String reason) {
		assertThatExceptionOfType(SerializationException.class).isThrownBy(() -> this.serializer.write(value, type))
			.withMessageContaining(type.getTypeName())
			.withMessageContaining(reason);
	}

	static Stream<Arguments> refusesWhatWouldNotArrive() {
		return Stream.of(refusedTypes(), otherThings(), lostState()).flatMap((arguments) -> arguments);
	}

	private static Stream<Arguments> refusedTypes() {
		return Stream.of(arguments(Stream.of(1), Stream.class, "is open here"),
				arguments(IntStream.of(1), Object.class, "is open here"),
				arguments(new ByteArrayInputStream(new byte[1]), InputStream.class, "is open here"),
				arguments(new StringReader(""), Reader.class, "is open here"),
				arguments(List.of(1).iterator(), type(new ParameterizedTypeReference<Iterator<Integer>>() {
				}), "used up"), arguments(Map.of("a", List.of(1).iterator()), Map.class, "used up"),
				arguments(new Open("x", Stream.of(1)), Open.class, "is open here"),
				arguments(new CompletableFuture<>(), Future.class, "completes in this JVM only"),
				arguments(String.class, Class.class, "load any class"),
				arguments(Map.of("a", String.class), Map.class, "load any class"));
	}

	private static Stream<Arguments> otherThings() {
		return Stream.of(arguments(null, int.class, "null"),
				arguments(null, type(new ParameterizedTypeReference<Optional<String>>() {
				}), "null would arrive as java.util.Optional"),
				arguments((Named) () -> "x", Named.class, "abstract types"),
				arguments(new Object(), Object.class, "No serializer found"),
				arguments(LocalDate.EPOCH, Object.class, "java.time.LocalDate would arrive as java.lang.String"),
				arguments(new Line("a", BigDecimal.ONE), Object.class, "Line would arrive as"),
				arguments(5L, Object.class, "java.lang.Long would arrive as java.lang.Integer"),
				arguments(BigDecimal.ONE, Number.class, "would arrive as java.lang.Integer"),
				arguments(Double.NaN, Object.class, "java.lang.Double would arrive as java.lang.String"),
				arguments(5, Comparable.class, "abstract types"), arguments(Set.of(1), Object.class, "would arrive as"),
				arguments(Map.of(1, 2), Map.class, "a key of class java.lang.Integer"),
				arguments(Map.of("secret", List.of(LocalDate.EPOCH)),
						type(new ParameterizedTypeReference<Map<String, Object>>() {
						}), "java.time.LocalDate would arrive as java.lang.String at [key][0]"),
				arguments(List.of(new Object[] { 1L }), type(new ParameterizedTypeReference<List<?>>() {
				}), "at [0]"), arguments(new Object[] { LocalDate.EPOCH }, Object[].class, "at [0]"),
				arguments(new Open("x", LocalDate.EPOCH), Open.class, "at .content"),
				arguments(new Holder(new Open("x", LocalDate.EPOCH)), Holder.class, "at .open.content"),
				arguments(new AtomicInteger(1), Number.class, "AtomicInteger would arrive"),
				arguments(new Date(1), Object.class, "java.util.Date would arrive as java.lang.String"));
	}

	private static Stream<Arguments> lostState() {
		return Stream.of(arguments(new Dog(), Animal.class, "Dog would arrive as"),
				arguments(new Cat(), Pet.class, "Cat would arrive as"),
				arguments(new Kennel(new Dog()), Kennel.class, "Dog would arrive as"),
				arguments(List.of(new Dog()), type(new ParameterizedTypeReference<List<Animal>>() {
				}), "at [0]"), arguments(new Secretive("a", "b"), Secretive.class, "Secretive.hidden"),
				arguments(Path.of("relative"), Path.class, "other content"),
				arguments(new TreeMap<String, Integer>(String.CASE_INSENSITIVE_ORDER),
						type(new ParameterizedTypeReference<SortedMap<String, Integer>>() {
						}), "without its comparator"),
				arguments(new Terse(List.of(), LocalDateTime.MIN), Terse.class, "null at .lines"),
				arguments(new Timestamp(1), Date.class, "java.sql.Timestamp would arrive as java.util.Date"),
				arguments(Map.of(new Line("a", BigDecimal.ONE), 1),
						type(new ParameterizedTypeReference<Map<Line, Integer>>() {
						}), "Line"),
				arguments(Loop.create(), Loop.class, "Loop"));
	}

	@Test
	void carriesNull() {
		assertThat(this.serializer.read(this.serializer.write(null, Line.class), Line.class)).isNull();
		assertThat(this.serializer.read(this.serializer.write(null, Void.class), Void.class)).isNull();
	}

	@Test
	void carriesAnArrayWithinARecord() {
		Blob arrived = (Blob) arrive(new Blob(new byte[] { 1, 2 }), Blob.class);
		assertThat(arrived.content()).containsExactly(1, 2);
	}

	@Test
	void carriesABeanWithoutEquals() {
		Animal animal = new Animal();
		animal.legs = 4;
		assertThat(((Animal) arrive(animal, Animal.class)).legs).isEqualTo(4);
	}

	@Test
	void carriesABeanWhoseEqualsIsByAnIdentityThatIsNotYetThere() {
		Entity entity = new Entity();
		entity.name = "a";
		assertThat(((Entity) arrive(entity, Entity.class)).name).isEqualTo("a");
	}

	@Test
	void carriesTreesAsTheyRead() {
		JsonNode node = JsonMapper.shared().createObjectNode().put("long", 5L).put("text", "x");
		assertThat(arrive(node, JsonNode.class)).hasToString(node.toString());
	}

	@Test
	void carriesAMapEntryAsAnyMapEntry() {
		Type type = type(new ParameterizedTypeReference<Map.Entry<String, Integer>>() {
		});
		assertThat(arrive(Map.entry("a", 1), type)).isEqualTo(Map.entry("a", 1));
	}

	@Test
	void carriesTextOfAnyKind() {
		assertThat(arrive(new StringBuilder("x"), CharSequence.class)).hasToString("x");
	}

	@Test
	void keepsTheOrderOfASet() {
		List<Integer> numbers = IntStream.range(0, 100).map((i) -> i * 7919 % 1000).boxed().toList();
		Type type = type(new ParameterizedTypeReference<Set<Integer>>() {
		});
		assertThat(new ArrayList<Object>((Set<?>) arrive(new LinkedHashSet<>(numbers), type)))
			.isEqualTo(List.copyOf(new LinkedHashSet<>(numbers)));
	}

	@Test
	void carriesASetInWhateverOrderItIsWritten() {
		Set<Integer> wide = new HashSet<>(1024);
		wide.addAll(List.of(1, 16));
		Type type = type(new ParameterizedTypeReference<HashSet<Integer>>() {
		});
		Set<?> arrived = (Set<?>) arrive(wide, type);
		assertThat(arrived).isEqualTo(wide);
		assertThat(arrived.toString()).as("the order differs").isNotEqualTo(wide.toString());
	}

	@Test
	void carriesACircleWhoseObjectsHaveIds() {
		Friend friend = new Friend("a");
		friend.friend = new Friend("b");
		friend.friend.friend = friend;
		Friend arrived = (Friend) arrive(friend, Friend.class);
		assertThat(arrived.friend.name).isEqualTo("b");
		assertThat(arrived.friend.friend).isSameAs(arrived);
	}

	@Test
	void doesNotUseUpWhatItRefuses() {
		Stream<Integer> stream = Stream.of(1);
		assertThatExceptionOfType(SerializationException.class)
			.isThrownBy(() -> this.serializer.write(stream, Object.class));
		assertThat(stream).containsExactly(1);
	}

	@Test
	void refusesTextOfAnotherType() {
		assertThatExceptionOfType(SerializationException.class)
			.isThrownBy(() -> this.serializer.read("{\"name\":\"a\",\"price\":\"top secret\"}", Line.class))
			.withMessageContaining(Line.class.getTypeName())
			.withMessageContaining(".price")
			.withMessageContaining("line 1, column ")
			.satisfies(JsonSerializerTests::doesNotTell);
	}

	@ParameterizedTest
	@MethodSource
	void refusesTextThatIsNoValue(String text, Type type) {
		assertThatExceptionOfType(SerializationException.class).isThrownBy(() -> this.serializer.read(text, type))
			.withMessageContaining(type.getTypeName())
			.satisfies(JsonSerializerTests::doesNotTell);
	}

	static Stream<Arguments> refusesTextThatIsNoValue() {
		return Stream.of(arguments("", int.class), arguments("top secret", String.class), arguments("null", int.class),
				arguments("1 \"top secret\"", int.class), arguments("\"top secret\"", LocalDate.class),
				arguments("\"top secret\"", Level.class),
				arguments("{\"top secret\":1}", type(new ParameterizedTypeReference<Map<Integer, Integer>>() {
				})), arguments("{\"top secret\":\"x\"}", type(new ParameterizedTypeReference<Map<String, Integer>>() {
				})), arguments("{\"@type\":\"top secret\"}", Shape.class), arguments("{}", Named.class),
				arguments("[".repeat(100_000), Object.class));
	}

	private static void doesNotTell(Throwable failure) {
		assertThat(failure).hasMessageNotContaining("top secret").hasNoCause();
	}

	@Test
	void tellsWhatTheApplicationsOwnConstructorThrew() {
		assertThatExceptionOfType(SerializationException.class)
			.isThrownBy(() -> this.serializer.read("{\"amount\":-1}", Positive.class))
			.withCauseInstanceOf(IllegalArgumentException.class)
			.havingCause()
			.withMessage("too small");
	}

	@Test
	void neverLoadsAClassThatTheTextNames() {
		String name = "\"" + NeverInitialised.class.getName() + "\"";
		assertThatExceptionOfType(SerializationException.class)
			.isThrownBy(() -> this.serializer.read(name, Class.class));
		assertThatExceptionOfType(SerializationException.class).isThrownBy(() -> this.serializer
			.read("{" + name + ":1}", type(new ParameterizedTypeReference<Map<Class<?>, Integer>>() {
			})));
	}

	@Test
	void refusesAValueThatIsNotOfItsDeclaredType() {
		assertThatExceptionOfType(SerializationException.class)
			.isThrownBy(() -> this.serializer.write("x", LocalDate.class))
			.withMessageContaining("java.lang.String")
			.withMessageContaining("java.time.LocalDate");
	}

	@Test
	void refusesAValueThatCannotBeAsked() {
		assertThatExceptionOfType(SerializationException.class)
			.isThrownBy(() -> this.serializer.write(new Broken(), Broken.class))
			.withMessageContaining("Broken")
			.withMessageContaining("out of order");
	}

	@Test
	void carriesALinkedMapInItsOrder() {
		Map<String, Integer> map = new LinkedHashMap<>();
		List.of("z", "a", "m").forEach((key) -> map.put(key, 1));
		Type type = type(new ParameterizedTypeReference<Map<String, Integer>>() {
		});
		assertThat(((Map<?, ?>) arrive(map, type)).keySet().toString()).isEqualTo("[z, a, m]");
	}

	private Object arrive(Object value, Type type) {
		return this.serializer.read(this.serializer.write(value, type), type);
	}

	static Type type(ParameterizedTypeReference<?> reference) {
		return reference.getType();
	}

	enum Level {

		QUIET, LOUD {

			@Override
			public String toString() {
				return "VERY " + name();
			}

		}

	}

	record Line(String name, BigDecimal price) {
	}

	record Empty() {
	}

	record Pair<A, B>(A first, B second) {
	}

	record Tree(String name, List<Tree> children) {
	}

	record Open(String name, Object content) {
	}

	record Holder(Open open) {
	}

	record Blob(byte[] content) {
	}

	record Positive(int amount) {

		Positive {
			if (amount < 0) {
				throw new IllegalArgumentException("too small");
			}
		}

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
	sealed interface Shape permits Circle, Square {

	}

	record Circle(double radius) implements Shape {
	}

	record Square(double side) implements Shape {
	}

	record Drawing(List<Shape> shapes, Shape frame) {
	}

	@FunctionalInterface
	interface Named {

		String getName();

	}

	static class Animal {

		public int legs;

	}

	static class Dog extends Animal {

		public String name = "Rex";

	}

	static class Pet {

		public int id;

		@Override
		public boolean equals(Object other) {
			return other instanceof Pet pet && this.id == pet.id;
		}

		@Override
		public int hashCode() {
			return this.id;
		}

	}

	static class Cat extends Pet {

		public String name = "Tom";

	}

	@JsonIdentityInfo(generator = ObjectIdGenerators.IntSequenceGenerator.class)
	static class Friend {

		public String name;

		public Friend friend;

		Friend() {
		}

		Friend(String name) {
			this.name = name;
		}

	}

	record Kennel(Animal inhabitant) {
	}

	static class Entity {

		public Long id;

		public String name;

		@JsonIgnore
		public boolean loaded;

		@Override
		public boolean equals(Object other) {
			return this == other || (other instanceof Entity entity && this.id != null && this.id.equals(entity.id));
		}

		@Override
		public int hashCode() {
			return 1;
		}

	}

	record Secretive(String shown, @JsonIgnore String hidden) {
	}

	@JsonInclude(JsonInclude.Include.NON_EMPTY)
	record Terse(List<String> lines, LocalDateTime time) {
	}

	static class Broken {

		public String getState() {
			throw new IllegalStateException("out of order");
		}

	}

	static class Loop {

		public List<Loop> next = new ArrayList<>();

		static Loop create() {
			Loop loop = new Loop();
			loop.next.add(loop);
			return loop;
		}

	}

	static class NeverInitialised {

		static {
			fail("initialised by reading");
		}

	}

}
