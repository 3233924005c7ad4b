package org.pynenc.benchmarks;

import java.time.Duration;

/**
 * W1: how many calls are registered a second while nobody executes them.
 */
final class RegistrationWorkload implements Workload {

	private static final String NAME = "W1";

	@Override
	public void measure(Bench bench) throws Exception {
		Contender contender = bench.contender();
		measure(bench, "one thread", 1, 1, (count) -> contender.register(count, 1));
		measure(bench, "eight threads", Bench.CALLERS, 1, (count) -> contender.register(count, 1));
		if (contender.batchApis().isEmpty()) {
			bench.rows().absent(NAME, "batch", "rate", "no batch API");
		}
		for (BatchApi api : contender.batchApis()) {
			measure(bench, api.name(), 1, Bench.BATCH, (count) -> api.register().batch(Bench.BATCH));
		}
	}

	private static void measure(Bench bench, String scene, int threads, int each, Callers.Step step) throws Exception {
		try (Callers callers = new Callers(threads)) {
			Duration duration = bench.plan().seconds().dividedBy(2);
			callers.repeat(duration.dividedBy(4), step);
			bench.purge();
			bench.settle();
			Usage before = bench.usage();
			long count = callers.repeat(duration, step) * each;
			Usage usage = bench.usage().since(before);
			bench.rows().rate(NAME, scene, count, usage.seconds(), usage);
			bench.purge();
		}
	}

}
