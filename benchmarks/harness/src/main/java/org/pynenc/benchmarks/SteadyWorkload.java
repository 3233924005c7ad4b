package org.pynenc.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * W3: callers and runner together, with a backlog that is bounded.
 */
final class SteadyWorkload implements Workload {

	private static final String NAME = "W3";

	private static final String SCENE = "steady";

	private static final int BACKLOG = 5000;

	private static final long FULL_NANOS = 1_000_000;

	@Override
	public void measure(Bench bench) throws Exception {
		bench.settle();
		bench.contender().startRunner();
		AtomicBoolean goOn = new AtomicBoolean(true);
		try (Callers callers = new Callers(Bench.CALLERS)) {
			List<Future<Long>> calling = callers.start(goOn::get, step(bench.contender()));
			Waits.pause(bench.plan().warmUp());
			measureWhileCalled(bench);
			goOn.set(false);
			for (Future<Long> caller : calling) {
				Callers.result(caller);
			}
		}
		bench.contender().stopRunner();
		bench.purge();
	}

	private static Callers.Step step(Contender contender) {
		LongAdder registered = new LongAdder();
		long ranBefore = Body.runs();
		return (count) -> {
			if (registered.sum() - (Body.runs() - ranBefore) > BACKLOG) {
				LockSupport.parkNanos(FULL_NANOS);
			}
			else {
				contender.register(count, 1);
				registered.increment();
			}
		};
	}

	private static void measureWhileCalled(Bench bench) throws Exception {
		Duration duration = bench.plan().seconds();
		long committed = bench.contender().committed();
		Usage before = bench.usage();
		Waits.pause(duration);
		long count = bench.contender().committed() - committed;
		Usage usage = bench.usage().since(before);
		bench.rows().rate(NAME, SCENE, count, usage.seconds(), usage);
	}

}
