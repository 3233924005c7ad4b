package org.pynenc.benchmarks;

/**
 * W5: what the store takes for a call that waits, and for one that has ended and is kept.
 */
final class MemoryWorkload implements Workload {

	private static final String NAME = "W5";

	@Override
	public void measure(Bench bench) throws Exception {
		int tasks = bench.plan().tasks();
		warmUpStore(bench);
		double empty = bench.contender().store().bytes();
		bench.fill(tasks);
		bench.rows().figure(NAME, "queued", "bytes", (bench.contender().store().bytes() - empty) / tasks, "B");
		bench.drain(tasks);
		if (bench.contender().keepsEnded()) {
			bench.rows().figure(NAME, "kept", "bytes", (bench.contender().store().bytes() - empty) / tasks, "B");
		}
		else {
			bench.rows().absent(NAME, "kept", "bytes", "keeps none");
		}
		bench.purge();
	}

	/**
	 * What is there only once, as scripts and buffers are, does not count.
	 */
	private static void warmUpStore(Bench bench) throws Exception {
		bench.fill(Bench.BATCH);
		bench.drain(Bench.BATCH);
		bench.purge();
	}

}
