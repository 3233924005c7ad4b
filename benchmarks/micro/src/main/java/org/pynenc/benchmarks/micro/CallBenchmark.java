package org.pynenc.benchmarks.micro;

import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * One direct call with the memory backend, from the caller to its result: by a runner, or
 * inline in the caller's thread, without any hand-over.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class CallBenchmark {

	/**
	 * Keeps what has ended from filling the heap.
	 */
	private static final String RETENTION = "pynenc.state-backend.retention=5s";

	@Param({ "distributed", "inline" })
	private String mode = "";

	private ConfigurableApplicationContext context;

	private Application.Adder adder;

	/**
	 * Starts the application.
	 */
	@Setup
	public void start() {
		this.context = Application.run("pynenc.mode=" + this.mode, RETENTION);
		this.adder = this.context.getBean(Application.Adder.class);
	}

	/**
	 * Stops the application.
	 */
	@TearDown
	public void stop() {
		this.context.close();
	}

	/**
	 * One call.
	 * @return its result
	 */
	@Benchmark
	public int call() {
		return this.adder.add(1, 2);
	}

}
