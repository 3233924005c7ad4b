package org.pynenc.benchmarks.launcher;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.pynenc.benchmarks.Row;

/**
 * How long an application takes to start: without the starter, with it, and with it and
 * tasks. Each start has a JVM of its own.
 */
final class StartUp {

	static final String WORKLOAD = "start";

	static final String CONTENDER = "start";

	/**
	 * The first is what the others are compared with.
	 */
	static final List<String> SCENES = List.of("empty", "starter with 0 tasks", "starter with 100 tasks");

	private static final String MAIN = "org.pynenc.benchmarks.starter.StartMain";

	private static final int REPETITIONS = 5;

	private final Path modules;

	private final Path rows;

	StartUp(Path modules, Path rows) {
		this.modules = modules;
		this.rows = rows;
	}

	void measure(int round) throws IOException, InterruptedException {
		Path target = this.modules.resolve("starter").resolve("target");
		String classpath = target.resolve("classes") + File.pathSeparator
				+ Files.readString(target.resolve("classpath")).trim();
		TaskClasses tasks = TaskClasses.generate(classpath);
		for (int i = 0; i < REPETITIONS; i++) {
			measure(round, SCENES.get(0), withoutStarter(classpath), "");
			measure(round, SCENES.get(1), classpath, "");
			measure(round, SCENES.get(2), classpath + File.pathSeparator + tasks.directory(), tasks.prefix());
		}
	}

	private static String withoutStarter(String classpath) {
		return Arrays.stream(classpath.split(File.pathSeparator))
			.filter((entry) -> !Path.of(entry).getFileName().toString().startsWith("pynenc-spring-boot-"))
			.collect(Collectors.joining(File.pathSeparator));
	}

	private void measure(int round, String scene, String classpath, String tasks)
			throws IOException, InterruptedException {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				classpath, MAIN, String.valueOf(TaskClasses.NUMBER), tasks)
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		String[] answer = new String(process.getInputStream().readAllBytes()).trim().split(" ");
		if (process.waitFor() != 0 || answer.length != 2) {
			throw new IllegalStateException("The application did not start: " + scene);
		}
		write(new Row(CONTENDER, WORKLOAD, scene, "time", round, Double.parseDouble(answer[0]), "ms"));
		write(new Row(CONTENDER, WORKLOAD, scene, "threads", round, Double.parseDouble(answer[1]), ""));
	}

	private void write(Row row) throws IOException {
		System.out.println(row.toCsv());
		Files.writeString(this.rows, row.toCsv() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
	}

}
