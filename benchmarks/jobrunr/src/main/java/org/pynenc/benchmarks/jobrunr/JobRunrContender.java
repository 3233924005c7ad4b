package org.pynenc.benchmarks.jobrunr;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jobrunr.scheduling.JobRequestScheduler;
import org.jobrunr.server.BackgroundJobServer;
import org.jobrunr.storage.StorageProvider;
import org.pynenc.benchmarks.BatchApi;
import org.pynenc.benchmarks.Contender;
import org.pynenc.benchmarks.Measurement;
import org.pynenc.benchmarks.Pace;
import org.pynenc.benchmarks.Plan;
import org.pynenc.benchmarks.Store;
import org.pynenc.benchmarks.sql.PostgresStore;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Jobs of JobRunr, by requests, which are faster than lambdas.
 */
public final class JobRunrContender implements Contender {

	/**
	 * The shortest that JobRunr allows on a relational database.
	 */
	static final Duration POLL = Duration.ofSeconds(5);

	private static final int LATENCY_CALLS = 20;

	private static final Duration START_PATIENCE = Duration.ofSeconds(30);

	private static final Duration LOOK = Duration.ofMillis(100);

	private final PostgresStore store;

	private final ConfigurableApplicationContext context;

	private final JobRequestScheduler requests;

	private final BackgroundJobServer server;

	JobRunrContender(Plan plan) {
		this.store = new PostgresStore(plan, "jobrunr_jobs");
		this.context = new SpringApplicationBuilder(JobRunrApplication.class)
			.properties("spring.datasource.url=" + PostgresStore.url(plan, true),
					"spring.main.web-application-type=none", "spring.datasource.hikari.maximum-pool-size=32",
					"spring.main.banner-mode=off", "logging.level.root=warn",
					"jobrunr.background-job-server.enabled=true", "jobrunr.dashboard.enabled=false",
					"jobrunr.miscellaneous.allow-anonymous-data-usage=false")
			.run();
		this.requests = this.context.getBean(JobRequestScheduler.class);
		this.server = this.context.getBean(BackgroundJobServer.class);
		awaitServer(this.context.getBean(StorageProvider.class));
		this.server.stop();
	}

	/**
	 * It starts with the application, in threads of its own, and one that is stopped
	 * before it has come up never comes back.
	 */
	private static void awaitServer(StorageProvider storage) {
		long end = System.nanoTime() + START_PATIENCE.toNanos();
		while (storage.getBackgroundJobServers().isEmpty()) {
			LockSupport.parkNanos(LOOK.toNanos());
			if (System.nanoTime() - end > 0) {
				throw new IllegalStateException("The server of JobRunr did not come up");
			}
		}
	}

	/**
	 * The program of a JVM.
	 * @param arguments the plan
	 */
	public static void main(String[] arguments) {
		Measurement.run(arguments, JobRunrContender::new);
	}

	@Override
	public Map<String, String> configuration() {
		return Map.of("poll interval", POLL.toSeconds() + " s", "workers", String.valueOf(SLOTS), "connections", "32",
				"synchronous_commit", "on");
	}

	@Override
	public Store store() {
		return this.store;
	}

	@Override
	public void register(int a, int b) {
		this.requests.enqueue(new AddRequest(a, b));
	}

	@Override
	public List<BatchApi> batchApis() {
		return List.of(new BatchApi("batch", this::registerBatch));
	}

	private void registerBatch(int size) {
		Stream<AddRequest> jobs = IntStream.range(0, size).mapToObj((i) -> new AddRequest(i, 1));
		this.requests.enqueue(jobs);
	}

	@Override
	public boolean hasResults() {
		return false;
	}

	@Override
	public boolean keepsEnded() {
		return true;
	}

	@Override
	public void startRunner() {
		this.server.start();
	}

	@Override
	public void stopRunner() {
		this.server.stop();
	}

	@Override
	public Pace pace() {
		return Pace.ofPolls(POLL, LATENCY_CALLS);
	}

	@Override
	public void close() {
		this.context.close();
	}

}
