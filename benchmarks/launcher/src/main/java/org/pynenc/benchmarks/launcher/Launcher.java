package org.pynenc.benchmarks.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

import org.pynenc.benchmarks.Machine;
import org.pynenc.benchmarks.Plan;
import org.pynenc.benchmarks.Row;

/**
 * Measures, contender by contender in each round, so that all of them meet the same moods
 * of the machine.
 */
public final class Launcher {

	private final Options options;

	private final ContenderJvm jvm;

	private final Path rows;

	private final StartUp startUp;

	/**
	 * The machine and its state before it was measured on.
	 */
	private final Path machine;

	private boolean complete = true;

	private Launcher(Options options, Path modules) {
		this.options = options;
		this.jvm = new ContenderJvm(modules, options.jvm());
		this.rows = options.output().resolve("rows.csv");
		this.startUp = new StartUp(modules, this.rows);
		this.machine = options.output().resolve("machine.txt");
	}

	/**
	 * The program.
	 * @param arguments what to measure; the README of the benchmarks has the options
	 * @throws Exception if that fails
	 */
	public static void main(String[] arguments) throws Exception {
		Launcher launcher = new Launcher(Options.of(arguments), Path.of("benchmarks"));
		if (!launcher.options.isReportOnly()) {
			launcher.measure();
		}
		launcher.report();
		System.exit(launcher.complete ? 0 : 1);
	}

	private void measure() throws Exception {
		Files.createDirectories(this.options.output());
		Files.writeString(this.rows, Row.HEADER + "\n");
		String head = LocalDate.now() + ", " + Machine.description() + ", JVM options "
				+ String.join(" ", this.options.jvm());
		Files.writeString(this.machine, head);
		System.out.println("# " + head);
		for (int round = 1; round <= this.options.rounds(); round++) {
			for (ContenderKind kind : this.options.contenders()) {
				measure(kind, round);
			}
			measureStart(round);
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
		try (RedisServer redis = RedisServer.start(this.options.redis())) {
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
		if (plan.workloads().isEmpty()) {
			return;
		}
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
				postgres, postgresPid, false, this.rows);
	}

	private List<String> workloads(ContenderKind kind) {
		return this.options.workloads().stream().filter(kind::takesPartIn).toList();
	}

	private void measureStart(int round) throws Exception {
		if (this.options.workloads().contains(StartUp.WORKLOAD)) {
			this.startUp.measure(round);
		}
	}

	private void report() throws IOException {
		Results results = Results.read(this.rows);
		Report report = new Report(Files.readString(this.machine), results);
		Files.writeString(this.options.output().resolve("report.md"), report.toMarkdown());
		Pictures.write(results, this.options.output());
		if (this.options.docs() != null) {
			DocsPage.update(this.options.docs(), report, this.options.output());
		}
		System.out.println(this.options.isShort() ? ShortLine.of(results) : report.toMarkdown());
	}

}
