package org.pynenc.proof;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;

/**
 * A JVM of its own with the class path of the tests, that is asked by lines on its
 * standard input and answers by lines that begin with {@link #ANSWER}. It can be killed,
 * frozen and thawed, and ends with this JVM at the latest.
 */
final class ForkedJvm implements AutoCloseable {

	static final String ANSWER = "@ ";

	static final Duration PATIENCE = Duration.ofSeconds(90);

	private static final int KEPT_LINES = 2000;

	private static final String GONE = "@gone";

	private static final List<String> FRUGAL = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
			"-XX:-UsePerfData", "-XX:+UnlockDiagnosticVMOptions", "-XX:-BytecodeVerificationRemote");

	private final String name;

	private final Process process;

	private final Writer input;

	private final Deque<String> lines = new ArrayDeque<>();

	private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

	private final Thread killAtExit;

	private ForkedJvm(String name, Process process) {
		this.name = name;
		this.process = process;
		this.input = process.outputWriter();
		this.killAtExit = new Thread(process::destroyForcibly, "kill-" + name);
		Runtime.getRuntime().addShutdownHook(this.killAtExit);
		Thread reader = new Thread(this::read, "output-of-" + name);
		reader.setDaemon(true);
		reader.start();
	}

	/**
	 * Starts a JVM; it does not wait for anything.
	 * @param name what failures call it
	 * @param classPathBefore what comes before the class path of the tests
	 * @param options further options of the JVM
	 * @param main the class to start
	 * @param properties system properties
	 */
	static ForkedJvm start(String name, List<String> classPathBefore, List<String> options, Class<?> main,
			Map<String, String> properties) {
		List<String> command = new ArrayList<>();
		command.add(ProcessHandle.current().info().command().orElse("java"));
		command.addAll(FRUGAL);
		command.addAll(options);
		command.addAll(List.of("-cp", classPath(classPathBefore)));
		properties.forEach((key, value) -> command.add("-D" + key + "=" + value));
		command.add(main.getName());
		try {
			return new ForkedJvm(name, new ProcessBuilder(command).redirectErrorStream(true).start());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String classPath(List<String> before) {
		List<String> paths = new ArrayList<>(before);
		paths.add(System.getProperty("java.class.path"));
		return String.join(System.getProperty("path.separator"), paths);
	}

	private void read() {
		try (BufferedReader reader = this.process.inputReader()) {
			for (String line = reader.readLine(); line != null; line = reader.readLine()) {
				add(line);
			}
		}
		catch (IOException ex) {
			add("The output could not be read further: " + ex);
		}
		this.answers.add(GONE);
	}

	private void add(String line) {
		if (line.startsWith(ANSWER)) {
			this.answers.add(line.substring(ANSWER.length()));
			return;
		}
		synchronized (this.lines) {
			this.lines.addLast(line);
			if (this.lines.size() > KEPT_LINES) {
				this.lines.removeFirst();
			}
		}
	}

	/**
	 * Sends a line without waiting for its answer.
	 */
	void tell(String line) {
		try {
			this.input.write(line + "\n");
			this.input.flush();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(this + " cannot be told '" + line + "'", ex);
		}
	}

	/**
	 * Sends a line and waits for its answer.
	 */
	String ask(String line) {
		tell(line);
		return answer();
	}

	/**
	 * Waits for the next answer.
	 */
	String answer() {
		return answer(PATIENCE);
	}

	/**
	 * Waits for the next answer.
	 */
	String answer(Duration patience) {
		try {
			String answer = this.answers.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
			if (answer == null) {
				dumpThreads();
				throw new AssertionError(this + " gives no answer within " + patience + "; it said:\n" + output());
			}
			if (answer.equals(GONE)) {
				throw new AssertionError(this + " has ended; it said:\n" + output());
			}
			return answer;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while waiting for " + this, ex);
		}
	}

	/**
	 * The last lines that it wrote.
	 */
	String output() {
		synchronized (this.lines) {
			return String.join("\n", this.lines);
		}
	}

	String name() {
		return this.name;
	}

	long pid() {
		return this.process.pid();
	}

	boolean isAlive() {
		return this.process.isAlive();
	}

	/**
	 * Ends it as an operator does: by SIGTERM, with the time that its shutdown takes.
	 */
	void terminate() {
		this.process.destroy();
		awaitEnd();
		forget();
	}

	/**
	 * Ends it by SIGKILL.
	 */
	void kill() {
		this.process.destroyForcibly();
		awaitEnd();
		forget();
	}

	/**
	 * Waits until it has ended by itself.
	 */
	void awaitEnd() {
		try {
			if (!this.process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
				throw new AssertionError(this + " does not end; it said:\n" + output());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while waiting for the end of " + this, ex);
		}
	}

	/**
	 * Stops all its threads where they are, by SIGSTOP.
	 */
	void freeze() {
		signal("STOP");
	}

	/**
	 * Lets them go on, by SIGCONT.
	 */
	void thaw() {
		signal("CONT");
	}

	private void signal(String signal) {
		try {
			Process kill = new ProcessBuilder("kill", "-" + signal, String.valueOf(pid())).start();
			if (kill.waitFor() != 0) {
				throw new IllegalStateException(this + " cannot be sent SIG" + signal);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Has it write where all its threads are.
	 */
	private void dumpThreads() {
		signal("QUIT");
		Awaitility.await().atMost(PATIENCE).until(() -> output().contains("JNI global refs"));
	}

	private void forget() {
		try {
			Runtime.getRuntime().removeShutdownHook(this.killAtExit);
		}
		catch (IllegalStateException ex) {
			// This JVM ends itself, and the hook does no harm.
			this.process.destroyForcibly();
		}
	}

	@Override
	public void close() {
		kill();
	}

	@Override
	public String toString() {
		return this.name + " (process " + pid() + ")";
	}

}
