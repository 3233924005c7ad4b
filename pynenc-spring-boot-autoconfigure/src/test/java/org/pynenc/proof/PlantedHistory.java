package org.pynenc.proof;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.pynenc.InvocationStatus;
import org.pynenc.StatusChange;

/**
 * Makes histories by hand; times are microseconds. Each runner is the process of its
 * name.
 */
final class PlantedHistory {

	private final List<Event> events = new ArrayList<>();

	private final Map<String, List<StatusChange>> changes = new HashMap<>();

	private final Map<String, Standing> standings = new HashMap<>();

	private final List<String> left = new ArrayList<>();

	private Set<String> keys = Set.of();

	private PlantedHistory add(long at, Event.Kind kind, String node, String call, String id, String mark,
			String value) {
		this.events.add(new Event(at, kind, node, call, id, mark, value));
		return this;
	}

	PlantedHistory called(long at, String call, String key, String expected) {
		return add(at, Event.Kind.CALLED, "caller", call, "", key, expected);
	}

	PlantedHistory accepted(long at, String call, String id) {
		return add(at, Event.Kind.ACCEPTED, "caller", call, id, "", "");
	}

	PlantedHistory started(long at, String id, String token) {
		return add(at, Event.Kind.STARTED, node(token), "c", id, token, "");
	}

	/**
	 * Moves the start of a body.
	 */
	PlantedHistory restarted(long at, String id, String token) {
		this.events.removeIf((event) -> event.kind() != Event.Kind.CALLED && event.mark().equals(token));
		return started(at, id, token);
	}

	PlantedHistory ended(long at, String id, String token, String value) {
		this.events.removeIf((event) -> event.kind() == Event.Kind.ENDED && event.mark().equals(token));
		return add(at, Event.Kind.ENDED, node(token), "c", id, token, value);
	}

	private static String node(String token) {
		return token.substring(0, token.indexOf('/'));
	}

	PlantedHistory read(long at, String call, String id, String token, String value) {
		return add(at, Event.Kind.READ, "caller", call, id, token, value);
	}

	PlantedHistory thawed(long at, String node) {
		return add(at, Event.Kind.THAWED, "faults", node, "", "", "");
	}

	PlantedHistory change(long at, String id, InvocationStatus status, String runner) {
		this.changes.computeIfAbsent(id, (key) -> new ArrayList<>())
			.add(new StatusChange(status, runner, Instant.EPOCH.plus(at, ChronoUnit.MICROS)));
		return this;
	}

	PlantedHistory stands(String id, InvocationStatus status, String token, String outcome) {
		this.standings.put(id, new Standing(id, status, token, outcome, this.changes.get(id)));
		return this;
	}

	PlantedHistory left(String left) {
		this.left.add(left);
		return this;
	}

	PlantedHistory keys(Set<String> keys) {
		this.keys = keys;
		return this;
	}

	History build() {
		List<Event> sorted = new ArrayList<>(this.events);
		sorted.sort(Comparator.comparingLong(Event::at));
		return new History(sorted, this.standings, this.left, this.keys);
	}

}
