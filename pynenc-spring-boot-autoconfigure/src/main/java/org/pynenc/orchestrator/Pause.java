package org.pynenc.orchestrator;

import java.util.List;

import org.pynenc.InvocationId;

/**
 * What became of the wish to wait for other invocations.
 *
 * @param verdict whether the waiting began
 * @param promote those waited for that sit in a queue, to be moved to the front
 */
public record Pause(Verdict verdict, List<InvocationId> promote) {

	/**
	 * The claim no longer counts; nothing was changed.
	 */
	public static final Pause LOST = new Pause(Verdict.LOST, List.of());

	/**
	 * All have ended; nothing was changed.
	 */
	public static final Pause NOT_NEEDED = new Pause(Verdict.NOT_NEEDED, List.of());

	public Pause {
		promote = List.copyOf(promote);
	}

	/**
	 * Whether a wait began.
	 */
	public enum Verdict {

		/**
		 * The invocation is paused.
		 */
		PAUSED,

		/**
		 * Everything waited for has ended; the invocation runs on.
		 */
		NOT_NEEDED,

		/**
		 * The claim no longer counts.
		 */
		LOST

	}

}
