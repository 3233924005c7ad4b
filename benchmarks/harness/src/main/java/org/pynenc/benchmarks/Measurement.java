package org.pynenc.benchmarks;

import java.util.TreeMap;

/**
 * The measurement of one contender in one round, in a JVM of its own.
 */
public final class Measurement {

	private Measurement() {
	}

	/**
	 * Does what the arguments say, and ends the JVM.
	 * @param arguments what {@link Plan#toArguments()} gave
	 * @param factory makes the contender
	 */
	public static void run(String[] arguments, Factory factory) {
		int status = 0;
		try {
			Plan plan = Plan.ofArguments(arguments);
			if (plan.isRunnerOnly()) {
				RunnerJvm.serve(factory.contender(plan));
			}
			else {
				run(plan, factory);
			}
		}
		catch (Throwable ex) {
			ex.printStackTrace();
			status = 1;
		}
		// Some contenders leave threads behind.
		System.exit(status);
	}

	static void run(Plan plan, Factory factory) throws Exception {
		try (Contender contender = factory.contender(plan); Store store = contender.store()) {
			Bench bench = new Bench(contender, plan, new Rows(plan));
			System.out.println("# " + plan.contender() + " on " + store.description());
			new TreeMap<>(contender.configuration())
				.forEach((name, value) -> System.out.println("#   " + name + " = " + value));
			store.purge();
			bench.warmUp();
			for (String workload : plan.workloads()) {
				Workloads.named(workload).measure(bench);
			}
		}
	}

	/**
	 * Makes a contender.
	 */
	@FunctionalInterface
	public interface Factory {

		/**
		 * Makes a contender.
		 * @param plan where its store is, and how to configure it
		 * @return the contender, with its runner stopped
		 * @throws Exception if that fails
		 */
		Contender contender(Plan plan) throws Exception;

	}

}
