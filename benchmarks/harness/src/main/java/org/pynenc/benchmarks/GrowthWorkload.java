package org.pynenc.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * W6: what an invocation costs the store with more and more of them waiting, and with
 * more and more JVMs that execute; and what a runner asks for that has nothing to do.
 */
final class GrowthWorkload implements Workload {

	private static final String NAME = "W6";

	private static final int[] BACKLOGS = { 1_000, 100_000, 1_000_000 };

	private static final int[] JVMS = { 1, 2, 4 };

	private static final int SAMPLE = 5_000;

	private static final Duration PATIENCE = Duration.ofMinutes(5);

	private static final Duration UNTIL_IDLE = Duration.ofSeconds(3);

	@Override
	public void measure(Bench bench) throws Exception {
		for (int backlog : BACKLOGS) {
			withBacklog(bench, backlog);
		}
		for (int jvms : JVMS) {
			withJvms(bench, jvms);
		}
		idle(bench);
	}

	private static void withBacklog(Bench bench, int backlog) throws Exception {
		bench.fill(backlog);
		Usage before = bench.usage();
		try (Callers callers = new Callers(Bench.CALLERS)) {
			callers.repeat(SAMPLE, (number) -> bench.contender().register(number, 1));
		}
		Usage registered = bench.usage();
		Bench.Drained drained = bench.drain(SAMPLE);
		Usage registering = registered.since(before);
		bench.rows().rate(NAME, "register at " + backlog, SAMPLE, registering.seconds(), registering);
		bench.rows().figure(NAME, "drain at " + backlog, "rate", SAMPLE / drained.seconds(), "/s");
		bench.rows().cost(NAME, "drain at " + backlog, drained.count(), drained.usage().since(registered));
		bench.purge();
	}

	private static void withJvms(Bench bench, int number) throws Exception {
		List<RunnerJvm> jvms = new ArrayList<>();
		try {
			for (int i = 0; i < number; i++) {
				jvms.add(RunnerJvm.launch(bench.plan()));
			}
			drain(bench, jvms);
		}
		finally {
			jvms.forEach(RunnerJvm::close);
		}
		bench.purge();
	}

	private static void drain(Bench bench, List<RunnerJvm> jvms) throws Exception {
		int tasks = bench.plan().tasks();
		bench.fill(tasks);
		Usage before = bench.usage();
		for (RunnerJvm jvm : jvms) {
			jvm.start();
		}
		long end = System.nanoTime() + PATIENCE.toNanos();
		while (committed(jvms) < tasks) {
			Waits.pause(Duration.ofMillis(10));
			if (System.nanoTime() - end > 0) {
				throw new IllegalStateException("The runners did not finish");
			}
		}
		Usage usage = bench.usage().since(before);
		String scene = jvms.size() + " runner JVMs";
		bench.rows().figure(NAME, scene, "rate", tasks / usage.seconds(), "/s");
		bench.rows().storeCost(NAME, scene, tasks, usage.store());
	}

	private static long committed(List<RunnerJvm> jvms) throws Exception {
		long sum = 0;
		for (RunnerJvm jvm : jvms) {
			sum += jvm.count();
		}
		return sum;
	}

	private static void idle(Bench bench) throws Exception {
		bench.contender().startRunner();
		Waits.pause(UNTIL_IDLE);
		Usage before = bench.usage();
		Waits.pause(bench.plan().seconds());
		Usage usage = bench.usage().since(before);
		bench.contender().stopRunner();
		bench.rows().figure(NAME, "idle", "trips", usage.store().trips() / usage.seconds(), "/s");
		bench.rows().figure(NAME, "idle", "commands", usage.store().commands() / usage.seconds(), "/s");
	}

}
