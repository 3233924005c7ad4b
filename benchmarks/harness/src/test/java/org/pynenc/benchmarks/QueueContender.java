package org.pynenc.benchmarks;

import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;

import org.jspecify.annotations.Nullable;

/**
 * A queue and one thread.
 */
final class QueueContender implements Contender, Store {

	static final long BYTES = 100;

	private final LinkedBlockingQueue<int[]> queue = new LinkedBlockingQueue<>();

	private @Nullable Thread runner;

	@Override
	public Map<String, String> configuration() {
		return Map.of();
	}

	@Override
	public Store store() {
		return this;
	}

	@Override
	public void register(int a, int b) throws InterruptedException {
		this.queue.put(new int[] { a, b });
	}

	@Override
	public boolean hasResults() {
		return false;
	}

	@Override
	public boolean keepsEnded() {
		return false;
	}

	@Override
	public void startRunner() {
		this.runner = new Thread(this::execute);
		this.runner.start();
	}

	private void execute() {
		try {
			while (true) {
				int[] arguments = this.queue.take();
				Body.add(arguments[0], arguments[1]);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void stopRunner() throws InterruptedException {
		Thread running = this.runner;
		if (running != null) {
			running.interrupt();
			running.join();
			this.runner = null;
		}
	}

	boolean isRunning() {
		return this.runner != null;
	}

	int waiting() {
		return this.queue.size();
	}

	@Override
	public String description() {
		return "a queue";
	}

	@Override
	public void purge() {
		this.queue.clear();
	}

	@Override
	public long bytes() {
		return this.queue.size() * BYTES;
	}

	@Override
	public StoreWork work() {
		return StoreWork.NONE;
	}

	@Override
	public void close() {
	}

}
