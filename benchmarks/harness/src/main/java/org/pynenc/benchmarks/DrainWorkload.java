package org.pynenc.benchmarks;

/**
 * W2: how fast a runner gets through a backlog, from its first body to the commit of the
 * last outcome.
 */
final class DrainWorkload implements Workload {

	private static final String NAME = "W2";

	private static final String SCENE = "drain";

	@Override
	public void measure(Bench bench) throws Exception {
		int tasks = bench.plan().tasks();
		bench.fill(tasks);
		bench.settle();
		Usage before = bench.usage();
		Bench.Drained drained = bench.drain(tasks);
		Usage usage = drained.usage().since(before);
		bench.rows().rate(NAME, SCENE, drained.count(), drained.seconds(), usage);
		bench.rows().figure(NAME, SCENE, "start", drained.firstNanos() / 1e6, "ms");
		bench.purge();
	}

}
