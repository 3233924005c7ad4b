package org.pynenc.benchmarks.launcher;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.pynenc.benchmarks.launcher.Target.Bound;

/**
 * The ratios to reach.
 */
final class Targets {

	/**
	 * Less than a fifth apart is a tie.
	 */
	private static final double TIE = 0.8;

	private static final List<ContenderKind> REDIS_PEERS = List.of(ContenderKind.REDISSON_EXECUTE,
			ContenderKind.REDISSON_SUBMIT, ContenderKind.RQUEUE);

	private Targets() {
	}

	static List<Target> all() {
		return Stream.of(againstFloor(), againstPeers(), growth(), memory()).flatMap(List::stream).toList();
	}

	private static List<Target> againstFloor() {
		List<ContenderKind> floor = List.of(ContenderKind.FLOOR);
		return List.of(least("W1 one thread", Metrics.ONE_THREAD, "floor", floor, 0.8),
				least("W1 eight threads", Metrics.EIGHT_THREADS, "floor", floor, 0.6),
				least("W1 batch", Metrics.BATCH, "floor", floor, 1.0), least("W2", Metrics.DRAIN, "floor", floor, 0.6),
				least("W3", Metrics.STEADY, "floor", floor, 0.6),
				most("W3 processor a task", Metrics.PROCESSOR, "floor", floor, 1.6),
				most("W4 p50", Metrics.P50, "floor", floor, 1.4),
				most("W5 queued", Metrics.QUEUED, "floor", floor, 1.5),
				most("W5 kept", Metrics.KEPT, "floor", floor, 1.5));
	}

	private static List<Target> againstPeers() {
		String best = "best peer on Redis";
		return List.of(least("W1 one thread", Metrics.ONE_THREAD, best, REDIS_PEERS, TIE),
				least("W1 eight threads", Metrics.EIGHT_THREADS, best, REDIS_PEERS, 1.2),
				least("W1 batch", Metrics.BATCH, best, REDIS_PEERS, 1.2),
				least("W2", Metrics.DRAIN, best, REDIS_PEERS, 3),
				least("W2", Metrics.DRAIN, "db-scheduler, asynchronous commit",
						List.of(ContenderKind.DB_SCHEDULER_ASYNC), 1.5),
				least("W3", Metrics.STEADY, best, REDIS_PEERS, 2),
				least("W3", Metrics.STEADY, "peer with results", List.of(ContenderKind.REDISSON_SUBMIT), 3),
				most("W3 processor a task", Metrics.PROCESSOR, best, REDIS_PEERS, 0.5),
				most("W4 p50", Metrics.P50, best, REDIS_PEERS, 1), most("W4 p99", Metrics.P99, best, REDIS_PEERS, 1),
				most("W4 p50, body ran", Metrics.bodyRan("p50"), best, REDIS_PEERS, 1),
				most("W4 p99, body ran", Metrics.bodyRan("p99"), best, REDIS_PEERS, 1),
				most("W5 queued", Metrics.QUEUED, best, REDIS_PEERS, 1),
				most("W5 kept", Metrics.KEPT, best, REDIS_PEERS, 1));
	}

	private static List<Target> growth() {
		List<Target> targets = new ArrayList<>();
		for (String verb : List.of("register", "drain")) {
			for (String name : List.of("commands", "bytes")) {
				targets.add(new Target("W6 " + name + " of " + verb + ", backlog 1 M",
						new Subject(ContenderKind.FUSED, Metrics.grown(verb, 1_000_000, name)), "backlog 1 k",
						subjects(List.of(ContenderKind.FUSED), Metrics.grown(verb, 1_000, name)), Bound.AT_MOST, 1.2));
			}
		}
		targets.add(new Target("W6 trips of an idle runner a second", new Subject(ContenderKind.FUSED, Metrics.IDLE),
				"–", List.of(), Bound.AT_MOST, 2));
		return targets;
	}

	private static List<Target> memory() {
		List<Target> targets = new ArrayList<>();
		for (Metric metric : List.of(Metrics.ONE_THREAD, Metrics.EIGHT_THREADS, Metrics.BATCH, Metrics.DRAIN,
				Metrics.STEADY)) {
			targets.add(new Target("W7 " + metric.workload() + " " + metric.scene(),
					new Subject(ContenderKind.MEMORY, metric), "executor",
					subjects(List.of(ContenderKind.EXECUTOR), metric), Bound.AT_LEAST, 0.3));
		}
		targets.add(new Target("W7 W4 p50 in ms", new Subject(ContenderKind.MEMORY, Metrics.P50), "–", List.of(),
				Bound.AT_MOST, 0.1));
		return targets;
	}

	private static Target least(String what, Metric metric, String against, List<ContenderKind> others, double limit) {
		return new Target(what, new Subject(ContenderKind.FUSED, metric), against, subjects(others, metric),
				Bound.AT_LEAST, limit);
	}

	private static Target most(String what, Metric metric, String against, List<ContenderKind> others, double limit) {
		return new Target(what, new Subject(ContenderKind.FUSED, metric), against, subjects(others, metric),
				Bound.AT_MOST, limit);
	}

	private static List<Subject> subjects(List<ContenderKind> contenders, Metric metric) {
		return contenders.stream().map((contender) -> new Subject(contender, metric)).toList();
	}

}
