package org.pynenc.benchmarks;

import java.time.Duration;

/**
 * What all workloads need: the contender, the plan, and where the figures go.
 */
record Bench(Contender contender, Plan plan, Rows rows) {

	static final int CALLERS = 8;

	static final int BATCH = 1000;

	private static final int LEAST = 16;

	private static final Duration DRAIN_PATIENCE = Duration.ofMinutes(10);

	private static final Duration QUIET_LOOK = Duration.ofMillis(500);

	private static final double QUIET_PERCENT = 5;

	private static final double BETTER = 0.95;

	private static final int MOST_WARM_UPS = 3;

	Usage usage() throws Exception {
		return Usage.now(this.contender.store());
	}

	void purge() throws Exception {
		this.contender.store().purge();
	}

	/**
	 * Registers calls, in the fastest way that the contender has.
	 */
	void fill(int count) throws Exception {
		if (this.contender.batchApis().isEmpty()) {
			try (Callers callers = new Callers(CALLERS)) {
				callers.repeat(count, (number) -> this.contender.register(number, 1));
			}
			return;
		}
		for (int left = count; left > 0; left -= BATCH) {
			this.contender.batchApis().get(0).register().batch(Math.min(BATCH, left));
		}
	}

	/**
	 * Starts the runner, and stops it when so many more outcomes are committed.
	 * @return when the first body ran and when that many outcomes were committed, in
	 * nanoseconds after the start; how many they were by then, and what had been used.
	 * The threads of the bodies still live at that time.
	 */
	Drained drain(long least) throws Exception {
		long before = this.contender.committed();
		Body.awaitFirst();
		long start = System.nanoTime();
		this.contender.startRunner();
		Waits.until(DRAIN_PATIENCE, "the outcomes", () -> this.contender.committed() - before >= least);
		long end = System.nanoTime();
		long count = this.contender.committed() - before;
		Usage usage = usage();
		this.contender.stopRunner();
		return new Drained(Body.firstAt() - start, end - start, count, usage);
	}

	/**
	 * Collects garbage, and waits a while for others to leave the machine alone.
	 */
	void settle() {
		System.gc();
		long end = System.nanoTime() + this.plan.patience().toNanos();
		while (System.nanoTime() - end < 0 && !isQuiet()) {
			Thread.onSpinWait();
		}
	}

	private static boolean isQuiet() {
		double before = Machine.busySeconds();
		Waits.pause(QUIET_LOOK);
		double busy = Machine.busySeconds() - before;
		return 100 * busy / (QUIET_LOOK.toMillis() / 1e3 * Machine.processors()) < QUIET_PERCENT;
	}

	/**
	 * Has the JIT see registering and draining, until it has seen enough of it: for the
	 * time that the plan says, and until an execution no longer takes less of the
	 * processor than before.
	 */
	void warmUp() throws Exception {
		long start = System.nanoTime();
		long least = this.plan.warmUp().toNanos();
		double best = Double.MAX_VALUE;
		boolean better = true;
		while (System.nanoTime() - start < (better ? least * MOST_WARM_UPS : least)) {
			double taken = warmUpLap();
			better = taken < best * BETTER;
			best = Math.min(best, taken);
		}
	}

	private double warmUpLap() throws Exception {
		int tasks = this.plan.tasks();
		register(tasks / 4);
		fill(tasks);
		Usage before = usage();
		Drained drained = drain(tasks);
		purge();
		return drained.usage().since(before).jvmSeconds() / drained.count();
	}

	private void register(int count) throws Exception {
		try (Callers callers = new Callers(CALLERS)) {
			callers.repeat(Math.max(LEAST, count), (number) -> this.contender.register(number, 1));
		}
		this.contender.store().purge();
	}

	/**
	 * How a drain went.
	 */
	record Drained(long firstNanos, long lastNanos, long count, Usage usage) {

		double seconds() {
			return (this.lastNanos - this.firstNanos) / 1e9;
		}

	}

}
