package org.pynenc.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Starts threads at the same moment and collects what they give. One race runs many laps
 * on the same threads.
 */
final class Race implements AutoCloseable {

	private static final int PATIENCE_SECONDS = 30;

	private final ExecutorService threads;

	Race(int threads) {
		this.threads = Executors.newFixedThreadPool(threads);
	}

	<T> List<T> run(List<? extends Callable<T>> racers) throws Exception {
		CyclicBarrier start = new CyclicBarrier(racers.size());
		List<Future<T>> running = new ArrayList<>();
		for (Callable<T> racer : racers) {
			running.add(this.threads.submit(() -> {
				start.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
				return racer.call();
			}));
		}
		List<T> results = new ArrayList<>();
		for (Future<T> future : running) {
			results.add(future.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
		}
		return results;
	}

	@Override
	public void close() {
		this.threads.shutdownNow();
	}

}
