package org.pynenc.proof;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Something that a process of the proof did, or that was done to it. What does not apply
 * is an empty text.
 *
 * @param at when, in microseconds since 1970
 * @param kind what
 * @param node the process
 * @param call the call: unique, whether it was accepted or not
 * @param invocation the invocation's id
 * @param mark of {@link Kind#CALLED} the registration key, of bodies the token of their
 * claim, of {@link Kind#READ} the token of the attempt that was read
 * @param value what is expected, was computed or was read; or what was measured
 */
record Event(long at, Kind kind, String node, String call, String invocation, String mark, String value) {

	/**
	 * How the value of a failure begins, before the name of its type.
	 */
	static final String FAILURE = "!";

	/**
	 * What is expected of a call whose body may start once only: that it does, and ends
	 * in whatever way.
	 */
	static final String ONCE = "once";

	private static final String SEPARATOR = "\t";

	private static final int FIELDS = 7;

	static Event now(Kind kind, String node, String call, String invocation, String mark, String value) {
		return new Event(now(), kind, node, call, invocation, mark, value);
	}

	static long now() {
		return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
	}

	String line() {
		return String.join(SEPARATOR, List.of(String.valueOf(this.at), this.kind.name(), this.node, this.call,
				this.invocation, this.mark, this.value)) + "\n";
	}

	/**
	 * Reads an event.
	 * @return the event, or nothing if its writer was killed within the line
	 */
	static Optional<Event> of(String line) {
		String[] fields = line.split(SEPARATOR, -1);
		return (fields.length == FIELDS) ? Optional.of(new Event(Long.parseLong(fields[0]), Kind.valueOf(fields[1]),
				fields[2], fields[3], fields[4], fields[5], fields[6])) : Optional.empty();
	}

	/**
	 * The kinds of events.
	 */
	enum Kind {

		/**
		 * A process is ready; the value is its process id.
		 */
		UP,

		/**
		 * A call is about to be made.
		 */
		CALLED,

		/**
		 * The call has returned a handle.
		 */
		ACCEPTED,

		/**
		 * A body has started.
		 */
		STARTED,

		/**
		 * A body is about to return or to throw.
		 */
		ENDED,

		/**
		 * A caller has got the outcome.
		 */
		READ,

		/**
		 * Something was done to a process or to the server.
		 */
		FAULT,

		/**
		 * A process that stood still is about to go on; the call is its name.
		 */
		THAWED,

		/**
		 * The used heap after a collection in bytes, and the number of threads.
		 */
		GAUGE

	}

}
