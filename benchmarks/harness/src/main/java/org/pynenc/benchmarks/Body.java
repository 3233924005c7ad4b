package org.pynenc.benchmarks;

import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * The body that every contender executes. It adds two numbers, and notes that it ran.
 */
public final class Body {

	private static final LongAdder runs = new LongAdder();

	private static volatile boolean firstAwaited;

	private static volatile long firstAt;

	private static volatile @Nullable Thread waiter;

	private Body() {
	}

	/**
	 * Runs the body.
	 * @param a a number
	 * @param b another
	 * @return their sum
	 */
	public static int add(int a, int b) {
		if (firstAwaited) {
			firstAt = System.nanoTime();
			firstAwaited = false;
		}
		runs.increment();
		Thread waiting = waiter;
		if (waiting != null) {
			LockSupport.unpark(waiting);
		}
		return a + b;
	}

	/**
	 * How many bodies have run in this JVM.
	 * @return their number
	 */
	public static long runs() {
		return runs.sum();
	}

	static void awaitFirst() {
		firstAt = 0;
		firstAwaited = true;
	}

	/**
	 * When the first body after {@link #awaitFirst()} ran, or 0.
	 */
	static long firstAt() {
		return firstAt;
	}

	/**
	 * Has each run of a body wake a thread.
	 */
	static void wake(@Nullable Thread thread) {
		waiter = thread;
	}

}
