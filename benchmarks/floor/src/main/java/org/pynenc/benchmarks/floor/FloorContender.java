package org.pynenc.benchmarks.floor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import org.jspecify.annotations.Nullable;
import org.pynenc.benchmarks.BatchApi;
import org.pynenc.benchmarks.Contender;
import org.pynenc.benchmarks.Measurement;
import org.pynenc.benchmarks.Plan;
import org.pynenc.benchmarks.RedisStore;
import org.pynenc.benchmarks.Store;

/**
 * A bare program on Lettuce.
 */
public final class FloorContender implements Contender {

	private static final String WAKE = "wake";

	private static final long PATIENCE_SECONDS = 30;

	private final RedisStore store;

	private final RedisClient client;

	private final StatefulRedisConnection<String, String> registering;

	private final StatefulRedisConnection<String, String> batches;

	private final StatefulRedisConnection<String, String> claiming;

	private final StatefulRedisConnection<String, String> completing;

	private final FloorScripts scripts;

	private final String channel = "reply:" + UUID.randomUUID();

	private final Map<String, CompletableFuture<Integer>> waiting = new ConcurrentHashMap<>();

	private final Semaphore wakeUp = new Semaphore(0);

	private final LongAdder committed = new LongAdder();

	private @Nullable FloorRunner runner;

	FloorContender(Plan plan) {
		this.store = new RedisStore(plan.redis());
		this.client = RedisClient.create(plan.redis());
		this.registering = this.client.connect();
		this.batches = this.client.connect();
		this.batches.setAutoFlushCommands(false);
		this.claiming = this.client.connect();
		this.completing = this.client.connect();
		this.scripts = new FloorScripts(this.registering);
		listen(this.client.connectPubSub());
	}

	/**
	 * The program of a JVM.
	 * @param arguments the plan
	 */
	public static void main(String[] arguments) {
		Measurement.run(arguments, FloorContender::new);
	}

	private void listen(StatefulRedisPubSubConnection<String, String> connection) {
		connection.addListener(new RedisPubSubAdapter<>() {

			@Override
			public void message(String from, String message) {
				receive(from, message);
			}

		});
		connection.sync().subscribe(WAKE, this.channel);
	}

	private void receive(String from, String message) {
		if (from.equals(WAKE)) {
			this.wakeUp.release();
			return;
		}
		int space = message.indexOf(' ');
		CompletableFuture<Integer> result = this.waiting.remove(message.substring(0, space));
		if (result != null) {
			result.complete(Integer.valueOf(message.substring(space + 1)));
		}
	}

	@Override
	public Map<String, String> configuration() {
		return Map.of("client", "Lettuce", "claim", FloorRunner.CLAIM + " at a time, " + FloorRunner.IN_FLIGHT
				+ " claimed at most, completions without waiting for the answer");
	}

	@Override
	public Store store() {
		return this.store;
	}

	@Override
	public void register(int a, int b) throws Exception {
		await(this.scripts.register(this.registering.async(), List.of(FloorCall.of(a, b, ""))));
	}

	@Override
	public List<BatchApi> batchApis() {
		return List.of(new BatchApi("batch", this::registerPipelined),
				new BatchApi("batch in one script", this::registerInOneScript));
	}

	private void registerPipelined(int size) throws Exception {
		List<Future<Long>> answers = new ArrayList<>(size);
		for (int i = 0; i < size; i++) {
			answers.add(this.scripts.register(this.batches.async(), List.of(FloorCall.of(i, 1, ""))));
		}
		this.batches.flushCommands();
		for (Future<Long> answer : answers) {
			await(answer);
		}
	}

	private void registerInOneScript(int size) throws Exception {
		List<FloorCall> calls = IntStream.range(0, size).mapToObj((i) -> FloorCall.of(i, 1, "")).toList();
		await(this.scripts.register(this.registering.async(), calls));
	}

	private static <T> T await(Future<T> answer) throws Exception {
		return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
	}

	@Override
	public boolean hasResults() {
		return true;
	}

	@Override
	public int call(int a, int b) throws Exception {
		FloorCall call = FloorCall.of(a, b, this.channel);
		CompletableFuture<Integer> result = new CompletableFuture<>();
		this.waiting.put(call.id(), result);
		this.scripts.register(this.registering.async(), List.of(call));
		return await(result);
	}

	@Override
	public boolean keepsEnded() {
		return true;
	}

	@Override
	public long committed() {
		return this.committed.sum();
	}

	@Override
	public void startRunner() {
		this.runner = new FloorRunner(this.scripts, this.claiming.async(), this.completing.async(), this.wakeUp,
				this.committed);
		this.runner.start();
	}

	@Override
	public void stopRunner() throws Exception {
		if (this.runner != null) {
			this.runner.stop();
			this.runner = null;
		}
	}

	@Override
	public void close() {
		this.client.shutdown();
	}

}
