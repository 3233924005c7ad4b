package org.pynenc.benchmarks;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A JVM beside this one that only executes. It is told what to do in lines, and answers
 * each with one.
 */
final class RunnerJvm implements AutoCloseable {

	private static final String START = "start";

	private static final String COUNT = "count";

	private static final String STOP = "stop";

	private static final String ANSWER = "> ";

	private final Process process;

	private final BufferedReader answers;

	private final BufferedWriter orders;

	private RunnerJvm(Process process) {
		this.process = process;
		this.answers = process.inputReader();
		this.orders = process.outputWriter();
	}

	/**
	 * Starts a JVM as this one was started, with its runner stopped.
	 */
	static RunnerJvm launch(Plan plan) throws IOException {
		List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow(), "-cp",
				System.getProperty("java.class.path"), System.getProperty("sun.java.command").split(" ")[0]));
		command.addAll(plan.runnerOnly().toArguments());
		Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
		RunnerJvm jvm = new RunnerJvm(process);
		jvm.count();
		return jvm;
	}

	void start() throws IOException {
		ask(START);
	}

	long count() throws IOException {
		return ask(COUNT);
	}

	private long ask(String order) throws IOException {
		this.orders.write(order + "\n");
		this.orders.flush();
		for (String line = this.answers.readLine(); line != null; line = this.answers.readLine()) {
			if (line.startsWith(ANSWER)) {
				return Long.parseLong(line.substring(ANSWER.length()));
			}
		}
		throw new IllegalStateException("The JVM of a runner has ended");
	}

	@Override
	public void close() {
		try {
			ask(STOP);
			this.orders.close();
		}
		catch (IOException ex) {
			this.process.destroy();
		}
	}

	/**
	 * Does what it is told, until the end of its input.
	 */
	static void serve(Contender contender) throws Exception {
		try (contender) {
			BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
			for (String order = orders.readLine(); order != null; order = orders.readLine()) {
				obey(contender, order);
				System.out.println(ANSWER + contender.committed());
			}
		}
	}

	private static void obey(Contender contender, String order) throws Exception {
		switch (order) {
			case START -> contender.startRunner();
			case STOP -> contender.stopRunner();
			case COUNT -> {
			}
			default -> throw new IllegalArgumentException("Cannot " + order);
		}
	}

}
