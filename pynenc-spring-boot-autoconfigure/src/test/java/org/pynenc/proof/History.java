package org.pynenc.proof;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that is known of a run after its end.
 *
 * @param events what the processes noted, in the order of time
 * @param standings where every invocation stands, by id
 * @param left what is queued, owned or not ended, in words
 * @param keysAfterPurge the keys that a purge has left
 */
record History(List<Event> events, Map<String, Standing> standings, List<String> left, Set<String> keysAfterPurge) {

	Stream<Event> of(Event.Kind kind) {
		return this.events.stream().filter((event) -> event.kind() == kind);
	}

	/**
	 * The calls, by name.
	 */
	Map<String, Event> calls() {
		return of(Event.Kind.CALLED).collect(Collectors.toMap(Event::call, (event) -> event));
	}

	/**
	 * The bodies of each invocation.
	 */
	Map<String, List<Body>> bodies() {
		Map<String, Event> ends = new HashMap<>();
		of(Event.Kind.ENDED).forEach((event) -> ends.put(event.invocation() + event.mark(), event));
		return of(Event.Kind.STARTED).collect(Collectors.groupingBy(Event::invocation, Collectors
			.mapping((start) -> new Body(start, ends.get(start.invocation() + start.mark())), Collectors.toList())));
	}

}
