package org.pynenc.scenario;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.pynenc.DistributedInvocation;
import org.pynenc.DistributedTask;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.stereotype.Component;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Arguments and results keep their types on the trip.
 */
class TypesTests {

	private final ApplicationContextRunner engine = Engines.engine(Echo.class, Texts.class);

	@Test
	void primitives() {
		this.engine.run((context) -> {
			Echo echo = context.getBean(Echo.class);
			assertThat(echo.primitives((byte) 1, (short) 2, 3, Long.MAX_VALUE, 0.1f, Math.PI, true, 'x'))
				.isEqualTo("1 2 3 9223372036854775807 0.1 3.141592653589793 true x");
			assertThat(echo.number(Long.MIN_VALUE)).isEqualTo(Long.MIN_VALUE);
			assertThat(echo.number(Double.NaN)).isNaN();
		});
	}

	@Test
	void nulls() {
		this.engine.run((context) -> {
			Echo echo = context.getBean(Echo.class);
			assertThat(echo.text(null)).isNull();
			assertThat(echo.order(null).result()).isNull();
			assertThat(echo.optional(Optional.empty())).isEmpty();
		});
	}

	@Test
	void recordsWithinGenericsWithinRecords() {
		this.engine.run((context) -> {
			Order order = new Order(UUID.randomUUID(), List.of(new Item("pen", new BigDecimal("1.10"), Color.RED)),
					Optional.of("fragile"), OptionalInt.of(3), new EnumMap<>(Map.of(Color.BLUE, Duration.ofDays(2))));
			Echo echo = context.getBean(Echo.class);
			assertThat(echo.order(order).result()).isEqualTo(order);
			assertThat(echo.orders(Map.of("a", List.of(order)))).isEqualTo(Map.of("a", List.of(order)));
			assertThat(echo.optional(Optional.of(order))).contains(order);
		});
	}

	@Test
	void timesKeepTheirZone() {
		this.engine.run((context) -> {
			Echo echo = context.getBean(Echo.class);
			Times times = new Times(Instant.parse("2026-03-04T05:06:07.123456789Z"), LocalDate.of(2026, 2, 28),
					OffsetDateTime.parse("2026-03-04T05:06:07+05:30"),
					ZonedDateTime.parse("2026-03-04T05:06:07+01:00[Europe/Paris]"), Duration.ofMillis(1));
			assertThat(echo.times(times)).isEqualTo(times);
		});
	}

	@Test
	void arraysAndSets() {
		this.engine.run((context) -> {
			Echo echo = context.getBean(Echo.class);
			assertThat(echo.bytes(new byte[] { 0, -1, 127 })).containsExactly(0, -1, 127);
			assertThat(echo.items(new Item("a", BigDecimal.ONE, Color.BLUE)))
				.containsExactly(new Item("a", BigDecimal.ONE, Color.BLUE));
			assertThat(echo.colors(Set.of(Color.RED, Color.BLUE))).containsExactlyInAnyOrder(Color.RED, Color.BLUE);
		});
	}

	@Test
	void typeVariablesOfAGenericBaseClass() {
		this.engine.run((context) -> {
			Texts texts = context.getBean(Texts.class);
			assertThat(texts.first(List.of("one", "two"))).isEqualTo("one");
			assertThat(texts.wrap("one").get(30, TimeUnit.SECONDS)).containsExactly("one");
		});
	}

	enum Color {

		RED, BLUE

	}

	record Item(String name, BigDecimal price, Color color) {
	}

	record Order(UUID id, List<Item> items, Optional<String> note, OptionalInt rating,
			Map<Color, Duration> deliveries) {
	}

	record Times(Instant instant, LocalDate date, OffsetDateTime offset, ZonedDateTime zoned, Duration duration) {
	}

	@Component("echo")
	static class Echo {

		@DistributedTask
		public String primitives(byte b, short s, int i, long l, float f, double d, boolean z, char c) {
			return b + " " + s + " " + i + " " + l + " " + f + " " + d + " " + z + " " + c;
		}

		@DistributedTask(id = "echo.long")
		public long number(long value) {
			return value;
		}

		@DistributedTask(id = "echo.double")
		public double number(double value) {
			return value;
		}

		@DistributedTask
		public String text(String value) {
			return value;
		}

		@DistributedTask
		public DistributedInvocation<Order> order(Order order) {
			return DistributedInvocation.of(order);
		}

		@DistributedTask
		public Map<String, List<Order>> orders(Map<String, List<Order>> orders) {
			assertThat(orders.values().iterator().next().get(0)).isInstanceOf(Order.class);
			return orders;
		}

		@DistributedTask
		public Optional<Order> optional(Optional<Order> order) {
			return order;
		}

		@DistributedTask
		public Times times(Times times) {
			return times;
		}

		@DistributedTask
		public byte[] bytes(byte[] bytes) {
			return bytes;
		}

		@DistributedTask
		public Item[] items(Item... items) {
			return items;
		}

		@DistributedTask
		public Set<Color> colors(Set<Color> colors) {
			return colors;
		}

	}

	static class Base<T> {

		@DistributedTask
		public T first(List<T> values) {
			return values.get(0);
		}

		@DistributedTask
		public java.util.concurrent.CompletableFuture<List<T>> wrap(T value) {
			return java.util.concurrent.CompletableFuture.completedFuture(List.of(value));
		}

	}

	@Component("texts")
	static class Texts extends Base<String> {

	}

}
