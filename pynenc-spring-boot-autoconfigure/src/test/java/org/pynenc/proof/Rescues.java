package org.pynenc.proof;

import java.util.List;
import java.util.stream.Stream;

/**
 * How long it takes from the death of a runner until a body that it executed is started
 * elsewhere.
 */
final class Rescues {

	private Rescues() {
	}

	/**
	 * The times, in microseconds, one for each body.
	 */
	static List<Long> of(History history) {
		var bodies = history.bodies();
		return history.of(Event.Kind.FAULT)
			.filter((fault) -> fault.value().equals(FaultKind.KILL_RUNNER.name()))
			.flatMap((fault) -> bodies.values().stream().flatMap((same) -> rescues(fault, same)))
			.toList();
	}

	private static Stream<Long> rescues(Event fault, List<Body> bodies) {
		boolean died = bodies.stream()
			.anyMatch((body) -> body.end() == null && body.start().node().equals(fault.call()));
		return died ? bodies.stream()
			.map((body) -> body.start().at() - fault.at())
			.filter((time) -> time > 0)
			.sorted()
			.limit(1) : Stream.of();
	}

}
