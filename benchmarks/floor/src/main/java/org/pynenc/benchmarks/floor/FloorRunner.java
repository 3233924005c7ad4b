package org.pynenc.benchmarks.floor;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

import io.lettuce.core.api.async.RedisAsyncCommands;
import org.pynenc.benchmarks.Body;
import org.pynenc.benchmarks.Contender;

/**
 * Claims, executes and completes. What has been executed is completed without waiting for
 * the answer.
 */
final class FloorRunner {

	/**
	 * How much is claimed and not yet completed, at most.
	 */
	static final int IN_FLIGHT = 256;

	static final int CLAIM = 16;

	private static final int FIELDS = 3;

	private static final long LOST_SIGNAL_MILLIS = 50;

	private static final long STOP_SECONDS = 30;

	private final FloorScripts scripts;

	private final RedisAsyncCommands<String, String> claiming;

	private final RedisAsyncCommands<String, String> completing;

	private final Semaphore wakeUp;

	private final LongAdder committed;

	private final Semaphore room = new Semaphore(IN_FLIGHT);

	private final ExecutorService bodies = Executors.newFixedThreadPool(Contender.SLOTS);

	private final Thread claimer = new Thread(this::claimAll, "floor-claims");

	private volatile boolean running = true;

	FloorRunner(FloorScripts scripts, RedisAsyncCommands<String, String> claiming,
			RedisAsyncCommands<String, String> completing, Semaphore wakeUp, LongAdder committed) {
		this.scripts = scripts;
		this.claiming = claiming;
		this.completing = completing;
		this.wakeUp = wakeUp;
		this.committed = committed;
	}

	void start() {
		this.claimer.start();
	}

	private void claimAll() {
		try {
			while (this.running) {
				claimSome();
			}
		}
		catch (InterruptedException | ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void claimSome() throws InterruptedException, ExecutionException {
		this.room.acquire(CLAIM);
		this.wakeUp.drainPermits();
		List<String> claimed = this.scripts.claim(this.claiming, CLAIM).get();
		for (int i = 0; i < claimed.size(); i += FIELDS) {
			FloorCall call = new FloorCall(claimed.get(i), claimed.get(i + 1), claimed.get(i + 2));
			this.bodies.execute(() -> execute(call));
		}
		this.room.release(CLAIM - claimed.size() / FIELDS);
		if (claimed.isEmpty()) {
			this.wakeUp.tryAcquire(LOST_SIGNAL_MILLIS, TimeUnit.MILLISECONDS);
		}
	}

	private void execute(FloorCall call) {
		int result = Body.add(call.first(), call.second());
		this.scripts.complete(this.completing, call, result).thenRun(() -> {
			this.committed.increment();
			this.room.release();
		});
	}

	void stop() throws InterruptedException {
		this.running = false;
		this.wakeUp.release();
		this.claimer.join();
		this.room.acquire(IN_FLIGHT);
		this.bodies.shutdown();
		this.bodies.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
	}

}
