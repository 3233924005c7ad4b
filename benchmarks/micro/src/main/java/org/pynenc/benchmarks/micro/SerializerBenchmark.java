package org.pynenc.benchmarks.micro;

import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.pynenc.serializer.Serializer;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * What an argument and a result take on their way: written once and read once.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class SerializerBenchmark {

	private final Order order = new Order("4711", 3, true);

	private ConfigurableApplicationContext context;

	private Serializer serializer;

	/**
	 * Starts the application whose serializer is measured.
	 */
	@Setup
	public void start() {
		this.context = Application.run("pynenc.runner.enabled=false");
		this.serializer = this.context.getBean(Serializer.class);
	}

	/**
	 * Stops the application.
	 */
	@TearDown
	public void stop() {
		this.context.close();
	}

	/**
	 * A number.
	 * @return what is read
	 */
	@Benchmark
	public Object number() {
		return this.serializer.read(this.serializer.write(42, int.class), int.class);
	}

	/**
	 * A record.
	 * @return what is read
	 */
	@Benchmark
	public Object value() {
		return this.serializer.read(this.serializer.write(this.order, Order.class), Order.class);
	}

	/**
	 * An argument.
	 *
	 * @param id a text
	 * @param amount a number
	 * @param isUrgent a truth value
	 */
	public record Order(String id, int amount, boolean isUrgent) {
	}

}
