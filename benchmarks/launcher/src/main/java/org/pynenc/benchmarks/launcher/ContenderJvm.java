package org.pynenc.benchmarks.launcher;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.pynenc.benchmarks.Plan;

/**
 * A JVM for one contender and one round.
 */
final class ContenderJvm {

	private final Path modules;

	private final List<String> options;

	/**
	 * Prepares JVMs.
	 * @param modules the directory of the modules, which have been built
	 * @param options options of the JVMs
	 */
	ContenderJvm(Path modules, List<String> options) {
		this.modules = modules;
		this.options = options;
	}

	/**
	 * Runs it to its end, with its output on ours.
	 * @return whether it did all it was asked to
	 */
	boolean run(ContenderKind kind, Plan plan) throws IOException, InterruptedException {
		Process process = new ProcessBuilder(command(kind, plan)).inheritIO().start();
		Thread stopAtExit = new Thread(process::destroy, "contender-stop");
		Runtime.getRuntime().addShutdownHook(stopAtExit);
		int status = process.waitFor();
		Runtime.getRuntime().removeShutdownHook(stopAtExit);
		return status == 0;
	}

	private List<String> command(ContenderKind kind, Plan plan) throws IOException {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(this.options);
		command.addAll(List.of("-cp", classpath(kind), kind.mainClass()));
		command.addAll(plan.toArguments());
		return command;
	}

	private String classpath(ContenderKind kind) throws IOException {
		Path target = this.modules.resolve(kind.module()).resolve("target");
		return target.resolve("classes") + File.pathSeparator + Files.readString(target.resolve("classpath")).trim();
	}

}
