package org.pynenc.proof;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.pynenc.InvocationStatus;
import org.pynenc.StatusChange;
import org.pynenc.invocation.StatusTransitions;
import org.pynenc.proof.Violation.Promise;

/**
 * Looks for broken promises in the history of a run.
 */
final class Checker {

	private final History history;

	/**
	 * Invocation, token and value of each body that ended.
	 */
	private final Set<List<String>> computed;

	/**
	 * How many bodies were started, by invocation.
	 */
	private final Map<String, Long> starts;

	private final List<Violation> violations = new ArrayList<>();

	private Checker(History history) {
		this.history = history;
		this.computed = history.of(Event.Kind.ENDED)
			.map((ended) -> List.of(ended.invocation(), ended.mark(), ended.value()))
			.collect(Collectors.toSet());
		this.starts = history.of(Event.Kind.STARTED)
			.collect(Collectors.groupingBy(Event::invocation, Collectors.counting()));
	}

	static List<Violation> check(History history) {
		Checker checker = new Checker(history);
		checker.checkCalls();
		history.standings().values().forEach(checker::checkStanding);
		checker.checkReaders();
		checker.violations.addAll(BodyCheck.check(history));
		checker.checkKeys();
		history.left().forEach((left) -> checker.add(Promise.NOTHING_REMAINS, left));
		history.keysAfterPurge().forEach((key) -> checker.add(Promise.PURGE_IS_CLEAN, key + " is left"));
		return checker.violations;
	}

	private void add(Promise promise, String what) {
		this.violations.add(new Violation(promise, what));
	}

	private void checkCalls() {
		Map<String, Event> calls = this.history.calls();
		this.history.of(Event.Kind.ACCEPTED).forEach((accepted) -> {
			Standing standing = this.history.standings().get(accepted.invocation());
			if (standing == null) {
				add(Promise.NOTHING_IS_LOST, accepted + " is not there");
			}
			else if (!standing.status().isFinal()) {
				add(Promise.NOTHING_IS_LOST, accepted + " has not ended: " + standing);
			}
			else {
				checkValue(calls.get(accepted.call()), standing);
			}
		});
	}

	private void checkValue(Event called, Standing standing) {
		if (called.value().equals(Event.ONCE)) {
			if (this.starts.getOrDefault(standing.id(), 0L) > 1) {
				add(Promise.AT_MOST_ONCE, called + " was started again: " + standing);
			}
		}
		else if (!called.value().isEmpty() && !called.value().equals(standing.outcome())) {
			add(Promise.RIGHT_VALUE, called + " has ended otherwise: " + standing);
		}
	}

	private void checkStanding(Standing standing) {
		List<StatusChange> changes = standing.history();
		for (int i = 0; i + 1 < changes.size(); i++) {
			if (!StatusTransitions.isAllowed(changes.get(i).status(), changes.get(i + 1).status())) {
				add(Promise.ONE_OUTCOME, "change " + (i + 1) + " is not allowed: " + standing);
			}
		}
		Ownership.of(changes)
			.stream()
			.filter((ownership) -> !ownership.endedByItsOwner())
			.forEach((ownership) -> add(Promise.ONE_OUTCOME,
					"not ended by its owner: " + ownership + " of " + standing));
		if (standing.status().isFinal() && last(changes) != standing.status()) {
			add(Promise.ONE_OUTCOME, "the history ends otherwise: " + standing);
		}
		if (standing.status() == InvocationStatus.SUCCESS || !standing.token().isEmpty()) {
			checkOutcome(standing);
		}
	}

	private static InvocationStatus last(List<StatusChange> changes) {
		return changes.get(changes.size() - 1).status();
	}

	/**
	 * What counts was computed by the body that ran under the token that counts.
	 */
	private void checkOutcome(Standing standing) {
		boolean computed = this.computed.contains(List.of(standing.id(), standing.token(), standing.outcome()));
		if (standing.status().isFinal() && !computed) {
			add(Promise.ONE_OUTCOME, "no body has computed this: " + standing);
		}
	}

	private void checkReaders() {
		this.history.of(Event.Kind.READ).forEach((read) -> {
			Standing standing = this.history.standings().get(read.invocation());
			if (standing == null) {
				add(Promise.NOTHING_IS_LOST, read + " is not there");
			}
			else if (!read.value().equals(standing.outcome())
					|| (!read.mark().isEmpty() && !read.mark().equals(standing.token()))) {
				add(Promise.ONE_ANSWER, read + " was read of " + standing);
			}
		});
	}

	private void checkKeys() {
		Map<String, Event> calls = this.history.calls();
		Map<String, Map<String, Standing>> waiting = new HashMap<>();
		this.history.of(Event.Kind.ACCEPTED)
			.filter((accepted) -> !calls.get(accepted.call()).mark().isEmpty()
					&& this.history.standings().containsKey(accepted.invocation()))
			.forEach((accepted) -> waiting.computeIfAbsent(calls.get(accepted.call()).mark(), (key) -> new HashMap<>())
				.put(accepted.invocation(), this.history.standings().get(accepted.invocation())));
		waiting.forEach((key, standings) -> checkKey(key, List.copyOf(standings.values())));
	}

	private void checkKey(String key, List<Standing> standings) {
		List<Standing> ordered = standings.stream().sorted((one, two) -> Long.compare(at(one, 0), at(two, 0))).toList();
		for (int i = 0; i + 1 < ordered.size(); i++) {
			if (at(ordered.get(i), 1) > at(ordered.get(i + 1), 0)) {
				add(Promise.ONE_WAITS,
						"with " + key + " waited " + ordered.get(i).id() + " and " + ordered.get(i + 1).id());
			}
		}
	}

	/**
	 * When a change was made; at the end of time if it was not.
	 */
	private static long at(Standing standing, int change) {
		return (change < standing.history().size()) ? Ownership.micros(standing.history().get(change).at())
				: Long.MAX_VALUE;
	}

}
