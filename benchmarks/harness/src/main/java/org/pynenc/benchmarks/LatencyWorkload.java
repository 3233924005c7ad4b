package org.pynenc.benchmarks;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * W4: one caller, nothing else to do: from the call to its result, and from a call whose
 * result nobody waits for until its body has run.
 */
final class LatencyWorkload implements Workload {

	private static final String NAME = "W4";

	private static final int[] PERCENTILES = { 50, 95, 99 };

	private static final Duration CALL_PATIENCE = Duration.ofMinutes(1);

	private static final Duration LONG_PAUSE = Duration.ofMillis(50);

	private static final int WARM_UP = 3;

	private static final int LONG_WARM_UP = 3000;

	@Override
	public void measure(Bench bench) throws Exception {
		Contender contender = bench.contender();
		bench.settle();
		contender.startRunner();
		if (contender.hasResults()) {
			measure(bench, "result", (number) -> call(contender, number));
		}
		measure(bench, "body ran", (number) -> run(contender, number));
		contender.stopRunner();
		bench.purge();
	}

	private static void measure(Bench bench, String scene, Attempt attempt) throws Exception {
		Pace pace = bench.contender().pace();
		millis(attempt, pace, pace.longestPause().compareTo(LONG_PAUSE) > 0 ? WARM_UP : LONG_WARM_UP);
		Usage before = bench.usage();
		double[] millis = millis(attempt, pace, Math.min(bench.plan().calls(), pace.calls()));
		Usage usage = bench.usage().since(before);
		for (int percentile : PERCENTILES) {
			bench.rows().figure(NAME, scene, "p" + percentile, Samples.percentile(millis, percentile), "ms");
		}
		bench.rows().cost(NAME, scene, millis.length, usage);
	}

	private static double[] millis(Attempt attempt, Pace pace, int calls) throws Exception {
		double[] millis = new double[calls];
		for (int i = 0; i < calls; i++) {
			long micros = pace.longestPause().toMillis() * 1000;
			Waits.pause(Duration.ofNanos(1000 * ThreadLocalRandom.current().nextLong(micros + 1)));
			millis[i] = attempt.nanos(i) / 1e6;
		}
		return millis;
	}

	private static long call(Contender contender, int number) throws Exception {
		long start = System.nanoTime();
		int sum = contender.call(number, 1);
		long took = System.nanoTime() - start;
		if (sum != number + 1) {
			throw new IllegalStateException("Wrong result: " + sum);
		}
		return took;
	}

	private static long run(Contender contender, int number) throws Exception {
		Body.wake(Thread.currentThread());
		long runs = Body.runs();
		long start = System.nanoTime();
		contender.register(number, 1);
		Waits.until(CALL_PATIENCE, "the body", () -> Body.runs() > runs);
		long took = System.nanoTime() - start;
		Body.wake(null);
		return took;
	}

	/**
	 * One call.
	 */
	private interface Attempt {

		/**
		 * Makes it.
		 * @param number of the call
		 * @return how long it took, in nanoseconds
		 * @throws Exception if it fails
		 */
		long nanos(int number) throws Exception;

	}

}
