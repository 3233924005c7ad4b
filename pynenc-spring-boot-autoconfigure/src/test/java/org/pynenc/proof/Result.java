package org.pynenc.proof;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one or several runs have shown.
 */
final class Result {

	private final List<Long> seeds = new ArrayList<>();

	private final Map<FaultKind, Integer> faults = new TreeMap<>();

	private final List<Violation> violations = new ArrayList<>();

	private final List<Long> rescues = new ArrayList<>();

	private final Instant start = Instant.now();

	private long calls;

	private long executions;

	private long interrupted;

	private long refused;

	private long late;

	Result() {
	}

	Result(long seed, History history, Map<FaultKind, Integer> faults) {
		this.seeds.add(seed);
		this.faults.putAll(faults);
		this.violations.addAll(Checker.check(history));
		this.calls = history.standings().size();
		history.bodies().forEach((id, bodies) -> count(bodies, history.standings().get(id)));
		this.rescues.addAll(Rescues.of(history));
	}

	private void count(List<Body> bodies, Standing standing) {
		Map<Body, Ownership> claims = (standing != null) ? BodyCheck.claims(bodies, standing) : new HashMap<>();
		for (Body body : bodies) {
			Ownership claim = claims.get(body);
			boolean lost = claim != null && claim.wasLost();
			this.executions++;
			this.interrupted += (body.end() == null) ? 1 : 0;
			this.refused += (body.end() != null && lost) ? 1 : 0;
			this.late += (lost && body.start().at() > claim.until()) ? 1 : 0;
		}
	}

	void add(Result other) {
		this.seeds.addAll(other.seeds);
		other.faults.forEach((kind, number) -> this.faults.merge(kind, number, Integer::sum));
		this.violations.addAll(other.violations);
		this.rescues.addAll(other.rescues);
		this.calls += other.calls;
		this.executions += other.executions;
		this.interrupted += other.interrupted;
		this.refused += other.refused;
		this.late += other.late;
	}

	List<Violation> violations() {
		return this.violations;
	}

	Map<FaultKind, Integer> faults() {
		return this.faults;
	}

	long executions() {
		return this.executions;
	}

	int numberOfFaults() {
		return this.faults.values().stream().mapToInt(Integer::intValue).sum();
	}

	/**
	 * All of it as a table of Markdown.
	 */
	String table() {
		List<Long> sorted = this.rescues.stream().sorted().toList();
		StringBuilder table = new StringBuilder("| | |\n| --- | --- |\n");
		row(table, "seeds", this.seeds.get(0) + " to " + this.seeds.get(this.seeds.size() - 1));
		row(table, "time", Duration.between(this.start, Instant.now()).toSeconds() + " s");
		row(table, "invocations", this.calls);
		row(table, "executions of bodies", this.executions);
		row(table, "faults", numberOfFaults());
		this.faults.forEach((kind, number) -> row(table, "of these " + kind, number));
		row(table, "broken promises", this.violations.size());
		row(table, "bodies that died with their JVM", this.interrupted);
		row(table, "outcomes of late owners, refused", this.refused);
		row(table, "bodies started after their claim was lost, refused", this.late);
		if (!sorted.isEmpty()) {
			row(table, "from SIGKILL to the start of the next body, median",
					sorted.get(sorted.size() / 2) / 1000 + " ms");
			row(table, "the same, at most", sorted.get(sorted.size() - 1) / 1000 + " ms");
		}
		return table.toString();
	}

	private static void row(StringBuilder table, String name, Object value) {
		table.append("| ").append(name).append(" | ").append(value).append(" |\n");
	}

}
