package org.pynenc.proof;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/**
 * Does what a process of the proof is told by a line, and answers each by a line.
 */
final class NodeConsole {

	private final EventLog log;

	private final NotedCalls calls;

	private final ProofTasks tasks;

	private final Flood flood;

	private final Gate gate;

	private final LoadOfCalls load;

	NodeConsole(EventLog log, NotedCalls calls, ProofTasks tasks, Flood flood, Gate gate) {
		this.log = log;
		this.calls = calls;
		this.tasks = tasks;
		this.flood = flood;
		this.gate = gate;
		this.load = new LoadOfCalls(calls, tasks);
	}

	static void answer(String text) {
		System.out.println(ForkedJvm.ANSWER + text);
	}

	void accept(String line) {
		String[] words = line.split(" ");
		answer(switch (words[0]) {
			case "open" -> open();
			case "keyed" -> keyed(Integer.parseInt(words[1]), words[2]);
			case "load" -> load(Long.parseLong(words[1]), Integer.parseInt(words[2]));
			case "finish" -> finish();
			case "press" -> this.flood.press(Integer.parseInt(words[1])).line();
			case "soak" -> String.valueOf(this.flood.soak(Integer.parseInt(words[1])));
			case "gauge" -> gauge();
			default -> throw new IllegalArgumentException(line);
		});
	}

	private String open() {
		this.gate.open();
		return "opened";
	}

	/**
	 * Calls with one key from several threads; answers with the invocations.
	 */
	private String keyed(int threads, String key) {
		ExecutorService callers = Executors.newFixedThreadPool(threads);
		try {
			List<Future<String>> invocations = new ArrayList<>();
			for (int i = 0; i < threads; i++) {
				invocations.add(callers.submit(() -> this.calls.call(key, "", (name) -> this.tasks.keyed(name, key))
					.handle()
					.invocationId()
					.toString()));
			}
			return invocations.stream().map(NodeConsole::get).collect(Collectors.joining(" "));
		}
		finally {
			callers.shutdown();
		}
	}

	private static String get(Future<String> future) {
		try {
			return future.get();
		}
		catch (InterruptedException | ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private String load(long seed, int threads) {
		this.load.start(seed, threads);
		return "loading";
	}

	private String finish() {
		return String.valueOf(this.load.finish());
	}

	/**
	 * Measures what must not grow.
	 */
	private String gauge() {
		System.gc();
		long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
		String measured = heap + " " + ManagementFactory.getThreadMXBean().getThreadCount();
		this.log.note(Event.Kind.GAUGE, "", "", "", measured);
		return measured;
	}

}
