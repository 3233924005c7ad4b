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
	 * Has the JIT see registering and draining, until it has seen enough of it.
	 */
	void warmUp() throws Exception {
		long end = System.nanoTime() + this.plan.warmUp().toNanos();
		do {
			register(this.plan.tasks() / 4);
			fill(this.plan.tasks());
			drain(this.plan.tasks());
			purge();
		}
		while (System.nanoTime() - end < 0);
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
