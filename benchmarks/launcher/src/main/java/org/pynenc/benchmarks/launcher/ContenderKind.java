package org.pynenc.benchmarks.launcher;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Who can be measured.
 */
enum ContenderKind {

	FLOOR("floor", "floor", "floor.FloorContender", StoreKind.REDIS),

	FUSED("fused", "starter", "starter.StarterMain", StoreKind.REDIS),

	COMPOSED("composed", "starter", "starter.StarterMain", StoreKind.REDIS),

	MEMORY("memory", "starter", "starter.StarterMain", StoreKind.NONE),

	EXECUTOR("executor", "starter", "starter.StarterMain", StoreKind.NONE),

	REDISSON_EXECUTE("redisson-execute", "redisson", "redisson.RedissonContender", StoreKind.REDIS),

	REDISSON_SUBMIT("redisson-submit", "redisson", "redisson.RedissonContender", StoreKind.REDIS),

	RQUEUE("rqueue", "rqueue", "rqueue.RqueueContender", StoreKind.REDIS),

	DB_SCHEDULER("db-scheduler", "db-scheduler", "dbscheduler.DbSchedulerContender", StoreKind.POSTGRES),

	DB_SCHEDULER_ASYNC("db-scheduler-async", "db-scheduler", "dbscheduler.DbSchedulerContender", StoreKind.POSTGRES),

	JOBRUNR("jobrunr", "jobrunr", "jobrunr.JobRunrContender", StoreKind.POSTGRES);

	private static final String PACKAGE = "org.pynenc.benchmarks.";

	private final String title;

	private final String module;

	private final String mainClass;

	private final StoreKind store;

	ContenderKind(String title, String module, String mainClass, StoreKind store) {
		this.title = title;
		this.module = module;
		this.mainClass = mainClass;
		this.store = store;
	}

	static ContenderKind titled(String title) {
		return Arrays.stream(values())
			.filter((kind) -> kind.title.equals(title))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("There is no contender " + title + ", only " + titles()));
	}

	static String titles() {
		return Arrays.stream(values()).map(ContenderKind::title).collect(Collectors.joining(", "));
	}

	String title() {
		return this.title;
	}

	String module() {
		return this.module;
	}

	String mainClass() {
		return PACKAGE + this.mainClass;
	}

	/**
	 * What is kept in the heap has no bytes of a store, and only who says what it does is
	 * asked how it grows.
	 */
	boolean takesPartIn(String workload) {
		return switch (workload) {
			case "W5" -> this.store != StoreKind.NONE;
			case "W6" -> this == FLOOR || this == FUSED;
			case StartUp.WORKLOAD -> false;
			default -> true;
		};
	}

	StoreKind store() {
		return this.store;
	}

}
