package org.pynenc.benchmarks.dbscheduler;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.jspecify.annotations.Nullable;
import org.pynenc.benchmarks.BatchApi;
import org.pynenc.benchmarks.Body;
import org.pynenc.benchmarks.Contender;
import org.pynenc.benchmarks.Measurement;
import org.pynenc.benchmarks.Plan;
import org.pynenc.benchmarks.Store;
import org.pynenc.benchmarks.sql.PostgresStore;

/**
 * One-time tasks of db-scheduler, tuned for throughput: lock and fetch, and what this JVM
 * schedules is executed at once. A commit waits for the disk or, as {@code async}, does
 * not.
 */
public final class DbSchedulerContender implements Contender {

	private static final TaskDescriptor<Numbers> ADD = TaskDescriptor.of("add", Numbers.class);

	private static final double LOWER_LIMIT = 1.0;

	private static final double UPPER_LIMIT = 4.0;

	private static final int CONNECTIONS = 32;

	private final OneTimeTask<Numbers> task = Tasks.oneTime(ADD)
		.execute((instance, context) -> Body.add(instance.getData().a(), instance.getData().b()));

	private final PostgresStore store;

	private final boolean durable;

	private final HikariDataSource dataSource;

	private final SchedulerClient client;

	private volatile @Nullable Scheduler scheduler;

	DbSchedulerContender(Plan plan) {
		this.store = new PostgresStore(plan, "scheduled_tasks");
		this.durable = !plan.variant().endsWith("async");
		HikariConfig config = new HikariConfig();
		config.setJdbcUrl(PostgresStore.url(plan, this.durable));
		config.setMaximumPoolSize(CONNECTIONS);
		this.dataSource = new HikariDataSource(config);
		createTable();
		this.client = SchedulerClient.Builder.create(this.dataSource, this.task).build();
	}

	/**
	 * The program of a JVM.
	 * @param arguments the plan
	 */
	public static void main(String[] arguments) {
		Measurement.run(arguments, DbSchedulerContender::new);
	}

	private void createTable() {
		try (Connection connection = this.dataSource.getConnection();
				Statement statement = connection.createStatement();
				InputStream schema = DbSchedulerContender.class.getResourceAsStream("schema.sql")) {
			statement.execute(new String(schema.readAllBytes(), StandardCharsets.UTF_8));
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public Map<String, String> configuration() {
		return Map.of("threads", String.valueOf(SLOTS), "polling",
				"lock and fetch " + LOWER_LIMIT + "/" + UPPER_LIMIT + ", immediate execution", "connections",
				String.valueOf(CONNECTIONS), "synchronous_commit", this.durable ? "on" : "off");
	}

	@Override
	public Store store() {
		return this.store;
	}

	/**
	 * Only a scheduler that runs executes at once what is given to it.
	 */
	private SchedulerClient client() {
		Scheduler running = this.scheduler;
		return (running != null) ? running : this.client;
	}

	@Override
	public void register(int a, int b) {
		client().scheduleIfNotExists(
				ADD.instance(UUID.randomUUID().toString()).data(new Numbers(a, b)).scheduledTo(Instant.now()));
	}

	@Override
	public List<BatchApi> batchApis() {
		return List.of(new BatchApi("batch", this::registerBatch));
	}

	private void registerBatch(int size) {
		List<TaskInstance<?>> instances = IntStream.range(0, size).<TaskInstance<?>>mapToObj(this::instance).toList();
		client().scheduleBatch(instances, Instant.now());
	}

	private TaskInstance<Numbers> instance(int number) {
		return ADD.instance(UUID.randomUUID().toString()).data(new Numbers(number, 1)).build();
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
		Scheduler started = Scheduler.create(this.dataSource, this.task)
			.threads(SLOTS)
			.pollUsingLockAndFetch(LOWER_LIMIT, UPPER_LIMIT)
			.enableImmediateExecution()
			.build();
		started.start();
		this.scheduler = started;
	}

	@Override
	public void stopRunner() {
		Scheduler running = this.scheduler;
		if (running != null) {
			running.stop();
			this.scheduler = null;
		}
	}

	@Override
	public void close() {
		this.dataSource.close();
	}

}
