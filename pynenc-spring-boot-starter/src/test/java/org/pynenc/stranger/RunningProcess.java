package org.pynenc.stranger;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A process whose output is watched. It ends, with all that it started, when it is
 * closed.
 */
final class RunningProcess implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	/**
	 * 128 and the number of SIGTERM, which JVMs add when they have ended in good order.
	 */
	private static final int TERMINATED = 143;

	private static final Pattern COMPLAINT = Pattern.compile(".*\\s(?:WARN|ERROR)\\b.*");

	private final Process process;

	private final List<String> lines = new ArrayList<>();

	private boolean ended;

	private RunningProcess(Process process) {
		this.process = process;
		Thread reader = new Thread(this::read, "output-of-" + process.pid());
		reader.setDaemon(true);
		reader.start();
	}

	static RunningProcess start(Path folder, List<String> command) throws IOException {
		ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
		builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
		return new RunningProcess(builder.start());
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
		finally {
			end();
		}
	}

	private synchronized void add(String line) {
		this.lines.add(line);
		notifyAll();
	}

	private synchronized void end() {
		this.ended = true;
		notifyAll();
	}

	synchronized int lineCount() {
		return this.lines.size();
	}

	/**
	 * Waits for a line.
	 * @param pattern what the whole line must match
	 * @param from how many lines to pass over
	 * @return the number of lines up to this one
	 */
	synchronized int await(Pattern pattern, int from) throws InterruptedException {
		long deadline = System.nanoTime() + PATIENCE.toNanos();
		int next = from;
		while (true) {
			for (; next < this.lines.size(); next++) {
				if (pattern.matcher(this.lines.get(next)).matches()) {
					return next + 1;
				}
			}
			long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
			if (this.ended || left <= 0) {
				throw new AssertionError("No line matches " + pattern + " in:\n" + text());
			}
			wait(left);
		}
	}

	/**
	 * Waits for lines, one after the other.
	 */
	int awaitAll(List<Pattern> patterns, int from) throws InterruptedException {
		int next = from;
		for (Pattern pattern : patterns) {
			next = await(pattern, next);
		}
		return next;
	}

	/**
	 * The last thing of this kind that it said.
	 */
	synchronized MatchResult last(Pattern pattern) {
		for (int i = this.lines.size() - 1; i >= 0; i--) {
			Matcher matcher = pattern.matcher(this.lines.get(i));
			if (matcher.matches()) {
				return matcher.toMatchResult();
			}
		}
		throw new AssertionError("No line matches " + pattern + " in:\n" + text());
	}

	private synchronized String text() {
		return String.join("\n", this.lines);
	}

	/**
	 * Waits for its own end and a good exit code.
	 */
	void awaitSuccess() throws InterruptedException {
		assertThat(this.process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as(this::text).isTrue();
		assertThat(this.process.exitValue()).as(this::text).isZero();
	}

	/**
	 * Ends it as an operator does, and looks at what it said until then.
	 * @param expected the complaints that are part of the story
	 */
	void stop(List<Pattern> expected) throws InterruptedException {
		assertThat(this.process.isAlive()).as(this::text).isTrue();
		int before = lineCount();
		worker().destroy();
		assertThat(this.process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as(this::text).isTrue();
		if (this.process.supportsNormalTermination()) {
			await(Pattern.compile(".* Runner .* has stopped"), before);
			assertThat(text() + exit(this.process.exitValue())).contains(exit(TERMINATED));
		}
		assertThat(complaints(expected)).as(this::text).isEmpty();
	}

	private synchronized List<String> complaints(List<Pattern> expected) {
		return this.lines.stream()
			.filter((line) -> COMPLAINT.matcher(line).matches())
			.filter((line) -> expected.stream().noneMatch((pattern) -> pattern.matcher(line).matches()))
			.toList();
	}

	/**
	 * As Maven says it of a process that it has started.
	 */
	private static String exit(int code) {
		return "Process terminated with exit code: " + code;
	}

	/**
	 * The process that does the work, where another one only started it.
	 */
	private ProcessHandle worker() {
		return this.process.children().findFirst().orElse(this.process.toHandle());
	}

	/**
	 * Whether it goes on: nothing but time can show that it does not end.
	 */
	boolean staysFor(Duration time) throws InterruptedException {
		return !this.process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
	}

	@Override
	public void close() {
		this.process.descendants().forEach(ProcessHandle::destroyForcibly);
		this.process.destroyForcibly();
	}

}
