package org.pynenc.runner;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.pynenc.execution.SlotUsage;
import org.pynenc.invocation.RunnerId;

/**
 * The runner of this application context, as those see it who watch it. Safe for use by
 * several threads.
 */
public interface Runner {

	/**
	 * The identity of the runner since its last start.
	 * @return its id, or {@code null} while it is stopped
	 */
	@Nullable RunnerId id();

	/**
	 * What its slots are used for.
	 * @return the numbers; all zero while it is stopped
	 */
	SlotUsage slots();

	/**
	 * Whether it claims work.
	 * @return {@code false} before its start and from the beginning of its stop
	 */
	boolean isClaiming();

	/**
	 * How long its current request for work has been without an answer. A runner that
	 * claims and gets answers may find no work for hours and has waited for none of them.
	 * @return the time by the clock of this JVM; zero if no request is open
	 */
	Duration unanswered();

	/**
	 * When a request of it for work was last answered, be it with work or without.
	 * @return the time by the clock of this JVM, or {@code null} before the first answer
	 * since its last start
	 */
	@Nullable Instant lastAnswer();

	/**
	 * How long others take it for alive after a heartbeat.
	 * @return the length of its lease
	 */
	Duration lease();

}
