package org.pynenc.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * Threads that call.
 */
final class Callers implements AutoCloseable {

	private final int threads;

	private final ExecutorService executor;

	Callers(int threads) {
		this.threads = threads;
		this.executor = Executors.newFixedThreadPool(threads);
	}

	/**
	 * Has all threads do something again and again.
	 * @return how often they did it
	 */
	long repeat(BooleanSupplier goOn, Step step) throws Exception {
		List<Future<Long>> futures = start(goOn, step);
		long sum = 0;
		for (Future<Long> future : futures) {
			sum += result(future);
		}
		return sum;
	}

	long repeat(long times, Step step) throws Exception {
		AtomicLong left = new AtomicLong(times);
		return repeat(() -> left.getAndDecrement() > 0, step);
	}

	long repeat(Duration duration, Step step) throws Exception {
		long end = System.nanoTime() + duration.toNanos();
		return repeat(() -> System.nanoTime() - end < 0, step);
	}

	List<Future<Long>> start(BooleanSupplier goOn, Step step) {
		return IntStream.range(0, this.threads)
			.mapToObj((thread) -> this.executor.submit(() -> loop(goOn, step)))
			.toList();
	}

	private static long loop(BooleanSupplier goOn, Step step) throws Exception {
		long count = 0;
		while (goOn.getAsBoolean()) {
			step.make((int) count);
			count++;
		}
		return count;
	}

	static long result(Future<Long> future) throws Exception {
		try {
			return future.get();
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("A caller failed", ex.getCause());
		}
	}

	@Override
	public void close() {
		this.executor.shutdown();
	}

	/**
	 * What a thread does again and again.
	 */
	@FunctionalInterface
	interface Step {

		void make(int count) throws Exception;

	}

}
