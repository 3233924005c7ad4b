package org.pynenc.benchmarks.starter;

import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

import org.jspecify.annotations.Nullable;
import org.pynenc.benchmarks.BatchApi;
import org.pynenc.benchmarks.Body;
import org.pynenc.benchmarks.Contender;
import org.pynenc.benchmarks.Store;
import tools.jackson.databind.json.JsonMapper;

/**
 * The executor of the JDK, with arguments and results that travel as JSON.
 */
final class ExecutorContender implements Contender {

	private static final long STOP_SECONDS = 60;

	private final JsonMapper mapper = JsonMapper.builder().build();

	private final BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();

	private final LongAdder committed = new LongAdder();

	private final Store store = new HeapStore(this.queue::clear);

	private @Nullable ThreadPoolExecutor executor;

	@Override
	public Map<String, String> configuration() {
		return Map.of("executor", "ThreadPoolExecutor with " + SLOTS + " threads and a LinkedBlockingQueue");
	}

	@Override
	public Store store() {
		return this.store;
	}

	@Override
	public void register(int a, int b) throws Exception {
		submit(a, b);
	}

	/**
	 * The queue is that of the executor, and fills also while there is none.
	 */
	private CompletableFuture<String> submit(int a, int b) throws Exception {
		String arguments = this.mapper.writeValueAsString(List.of(a, b));
		CompletableFuture<String> result = new CompletableFuture<>();
		this.queue.put(() -> execute(arguments, result));
		return result;
	}

	private void execute(String arguments, CompletableFuture<String> result) {
		int[] numbers = this.mapper.readValue(arguments, int[].class);
		result.complete(this.mapper.writeValueAsString(Body.add(numbers[0], numbers[1])));
		this.committed.increment();
	}

	@Override
	public List<BatchApi> batchApis() {
		return List.of(new BatchApi("batch", (size) -> {
			for (int i = 0; i < size; i++) {
				submit(i, 1);
			}
		}));
	}

	@Override
	public boolean hasResults() {
		return true;
	}

	@Override
	public int call(int a, int b) throws Exception {
		return this.mapper.readValue(submit(a, b).get(), int.class);
	}

	@Override
	public boolean keepsEnded() {
		return false;
	}

	@Override
	public long committed() {
		return this.committed.sum();
	}

	@Override
	public void startRunner() {
		this.executor = new ThreadPoolExecutor(SLOTS, SLOTS, 0, TimeUnit.SECONDS, this.queue);
		this.executor.prestartAllCoreThreads();
	}

	@Override
	public void stopRunner() throws Exception {
		if (this.executor != null) {
			this.executor.shutdown();
			this.executor.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
			this.executor = null;
		}
	}

}
