package org.pynenc.runner;

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

}
