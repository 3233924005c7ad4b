package org.pynenc.proof;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import org.pynenc.Pynenc;
import org.pynenc.execution.InvocationScope;

/**
 * Runs bodies and notes when they start and end, and under which claim.
 */
final class NotedBodies {

	private static final int LONGEST_MILLIS = 15;

	private final EventLog log;

	NotedBodies(EventLog log) {
		this.log = log;
	}

	Answer run(String call, Body body) {
		InvocationScope scope = (InvocationScope) Pynenc.current().orElseThrow();
		String invocation = scope.invocationId().toString();
		String token = scope.claim().token().value();
		this.log.note(Event.Kind.STARTED, call, invocation, token, "");
		try {
			long value = body.run();
			this.log.note(Event.Kind.ENDED, call, invocation, token, String.valueOf(value));
			return new Answer(value, invocation, token);
		}
		catch (RuntimeException | Error ex) {
			this.log.note(Event.Kind.ENDED, call, invocation, token, Event.FAILURE + ex.getClass().getName());
			throw ex;
		}
	}

	/**
	 * Stands for the work of a body: it takes some milliseconds, the same in each
	 * attempt. Nobody waits for it.
	 */
	static void work(String call) {
		LockSupport.parkNanos(Duration.ofMillis(Math.floorMod(call.hashCode(), LONGEST_MILLIS)).toNanos());
	}

	/**
	 * What a task does.
	 */
	@FunctionalInterface
	interface Body {

		long run();

	}

}
