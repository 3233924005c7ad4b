package org.pynenc.benchmarks.redisson;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.pynenc.benchmarks.BatchApi;
import org.pynenc.benchmarks.Contender;
import org.pynenc.benchmarks.Measurement;
import org.pynenc.benchmarks.Plan;
import org.pynenc.benchmarks.RedisStore;
import org.pynenc.benchmarks.Store;
import org.redisson.Redisson;
import org.redisson.api.RScheduledExecutorService;
import org.redisson.api.RedissonClient;
import org.redisson.api.WorkerOptions;
import org.redisson.api.options.ExecutorOptions;
import org.redisson.config.Config;

/**
 * The executor service of Redisson: with results ({@code submit}) or without
 * ({@code execute}).
 */
public final class RedissonContender implements Contender {

	private static final long PATIENCE_SECONDS = 30;

	private static final int NETTY_THREADS = 2 * Runtime.getRuntime().availableProcessors();

	private final RedisStore store;

	private final boolean withResults;

	private final RedissonClient redisson;

	private final RScheduledExecutorService executor;

	RedissonContender(Plan plan) {
		this.store = new RedisStore(plan.redis());
		this.withResults = plan.variant().endsWith("submit");
		Config config = new Config().setNettyThreads(NETTY_THREADS);
		config.useSingleServer().setAddress(plan.redis());
		this.redisson = Redisson.create(config);
		this.executor = this.redisson.getExecutorService(ExecutorOptions.name("benchmarks"));
	}

	/**
	 * The program of a JVM.
	 * @param arguments the plan
	 */
	public static void main(String[] arguments) {
		Measurement.run(arguments, RedissonContender::new);
	}

	@Override
	public Map<String, String> configuration() {
		return Map.of("calls", this.withResults ? "submit(Callable)" : "execute(Runnable)", "codec",
				this.redisson.getConfig().getCodec().getClass().getSimpleName(), "Netty threads",
				String.valueOf(NETTY_THREADS), "workers", String.valueOf(SLOTS));
	}

	@Override
	public Store store() {
		return this.store;
	}

	@Override
	public void register(int a, int b) {
		if (this.withResults) {
			this.executor.submit((Callable<Integer>) new Addition(a, b));
		}
		else {
			this.executor.execute(new Addition(a, b));
		}
	}

	@Override
	public List<BatchApi> batchApis() {
		return List.of(new BatchApi("batch", this::registerBatch));
	}

	private void registerBatch(int size) {
		Addition[] tasks = IntStream.range(0, size).mapToObj((i) -> new Addition(i, 1)).toArray(Addition[]::new);
		if (this.withResults) {
			this.executor.submit((Callable<?>[]) tasks);
		}
		else {
			this.executor.execute((Runnable[]) tasks);
		}
	}

	@Override
	public boolean hasResults() {
		return this.withResults;
	}

	@Override
	public int call(int a, int b) throws Exception {
		return this.executor.submit((Callable<Integer>) new Addition(a, b)).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
	}

	@Override
	public boolean keepsEnded() {
		return false;
	}

	@Override
	public void startRunner() {
		this.executor.registerWorkers(WorkerOptions.defaults().workers(SLOTS));
	}

	@Override
	public void stopRunner() {
		this.executor.deregisterWorkers();
	}

	@Override
	public void close() {
		this.redisson.shutdown();
	}

}
