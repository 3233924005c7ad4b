package org.pynenc.benchmarks.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.pynenc.benchmarks.Machine;
import org.pynenc.benchmarks.Plan;

/**
 * Measures, contender by contender in each round, so that all of them meet the same moods
 * of the machine.
 */
public final class Launcher {

	private final Options options;

	private final ContenderJvm jvm;

	private final Path rows;

	private boolean complete = true;

	private Launcher(Options options, Path modules) {
		this.options = options;
		this.jvm = new ContenderJvm(modules, options.jvm());
		this.rows = options.output().resolve("rows.csv");
	}

	/**
	 * The program.
	 * @param arguments what to measure; the README of the benchmarks has the options
	 * @throws Exception if that fails
	 */
	public static void main(String[] arguments) throws Exception {
		Launcher launcher = new Launcher(Options.of(arguments), Path.of("benchmarks"));
		launcher.measure();
		launcher.report();
		System.exit(launcher.complete ? 0 : 1);
	}

	private void measure() throws Exception {
		Files.createDirectories(this.options.output());
		Files.deleteIfExists(this.rows);
		System.out.println("# " + Machine.description());
		System.out.println("# JVM options: " + String.join(" ", this.options.jvm()));
		for (int round = 1; round <= this.options.rounds(); round++) {
			for (ContenderKind kind : this.options.contenders()) {
				measure(kind, round);
			}
		}
	}

	private void measure(ContenderKind kind, int round) throws Exception {
		switch (kind.store()) {
			case NONE -> run(kind, plan(kind, round, "", "", 0));
			case REDIS -> measureOnRedis(kind, round);
			case POSTGRES -> measureOnPostgres(kind, round);
		}
	}

	private void measureOnRedis(ContenderKind kind, int round) throws Exception {
		try (RedisServer redis = RedisServer.start()) {
			run(kind, plan(kind, round, redis.url(), "", 0));
		}
	}

	private void measureOnPostgres(ContenderKind kind, int round) throws Exception {
		try (PostgresServer postgres = PostgresServer.start()) {
			run(kind, plan(kind, round, "", postgres.url(), postgres.pid()));
		}
		catch (IOException | IllegalStateException ex) {
			fail(kind, round, "PostgreSQL does not start here: " + ex.getMessage());
		}
	}

	private void run(ContenderKind kind, Plan plan) throws IOException, InterruptedException {
		if (!this.jvm.run(kind, plan)) {
			fail(kind, plan.round(), "see its output above");
		}
	}

	private void fail(ContenderKind kind, int round, String why) {
		System.out.println("# " + kind.title() + " failed in round " + round + ": " + why);
		this.complete = false;
	}

	private Plan plan(ContenderKind kind, int round, String redis, String postgres, long postgresPid) {
		return new Plan(kind.title(), kind.title(), workloads(kind), round, this.options.tasks(),
				this.options.seconds(), this.options.warmUp(), this.options.calls(), this.options.patience(), redis,
				postgres, postgresPid, this.rows);
	}

	private List<String> workloads(ContenderKind kind) {
		return this.options.workloads().stream().filter(kind::takesPartIn).toList();
	}

	private void report() throws IOException {
		Results results = Results.read(this.rows);
		if (this.options.isShort()) {
			System.out.println(ShortLine.of(results));
		}
	}

}
