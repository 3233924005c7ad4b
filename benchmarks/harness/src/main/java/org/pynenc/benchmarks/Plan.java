package org.pynenc.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the JVM of a contender is asked to do.
 *
 * @param contender the name to report under
 * @param variant which configuration of it
 * @param workloads the workloads, in order
 * @param round the number of the round
 * @param tasks how many calls W2 and W5 register
 * @param seconds how long W3 takes; W1 takes half of it
 * @param warmUp how long the JIT is given before, for each thing that is measured
 * @param calls how many calls W4 makes
 * @param patience how long to wait, before each measurement, for others to leave the
 * machine alone
 * @param redis where Redis is, or an empty text
 * @param postgres where PostgreSQL is, as JDBC has it, or an empty text
 * @param postgresPid the process of PostgreSQL, or 0
 * @param isRunnerOnly whether it only executes, when it is told to
 * @param output the file to append rows to
 */
public record Plan(String contender, String variant, List<String> workloads, int round, int tasks, Duration seconds,
		Duration warmUp, int calls, Duration patience, String redis, String postgres, long postgresPid,
		boolean isRunnerOnly, Path output) {

	/**
	 * Reads what {@link #toArguments()} gave.
	 * @param arguments the arguments of a JVM
	 * @return the plan
	 */
	public static Plan ofArguments(String... arguments) {
		Map<String, String> values = new HashMap<>();
		for (String argument : arguments) {
			int equals = argument.indexOf('=');
			values.put(argument.substring(0, equals), argument.substring(equals + 1));
		}
		return new Plan(values.get("contender"), values.get("variant"),
				Arrays.asList(values.get("workloads").split("\\+")), Integer.parseInt(values.get("round")),
				Integer.parseInt(values.get("tasks")), Duration.parse(values.get("seconds")),
				Duration.parse(values.get("warm-up")), Integer.parseInt(values.get("calls")),
				Duration.parse(values.get("patience")), values.get("redis"), values.get("postgres"),
				Long.parseLong(values.get("postgres-pid")), Boolean.parseBoolean(values.get("runner-only")),
				Path.of(values.get("output")));
	}

	/**
	 * Writes it as arguments of a JVM.
	 * @return the arguments
	 */
	public List<String> toArguments() {
		return List.of("contender=" + this.contender, "variant=" + this.variant,
				"workloads=" + String.join("+", this.workloads), "round=" + this.round, "tasks=" + this.tasks,
				"seconds=" + this.seconds, "warm-up=" + this.warmUp, "calls=" + this.calls, "patience=" + this.patience,
				"redis=" + this.redis, "postgres=" + this.postgres, "postgres-pid=" + this.postgresPid,
				"runner-only=" + this.isRunnerOnly, "output=" + this.output);
	}

	Plan runnerOnly() {
		return new Plan(this.contender, this.variant, this.workloads, this.round, this.tasks, this.seconds, this.warmUp,
				this.calls, this.patience, this.redis, this.postgres, this.postgresPid, true, this.output);
	}

}
