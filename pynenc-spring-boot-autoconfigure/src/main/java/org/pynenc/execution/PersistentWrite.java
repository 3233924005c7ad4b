package org.pynenc.execution;

import java.time.Duration;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Repeats a write for an invocation in hand until the backend answers: while its runner
 * renews the lease nobody else would do it. Ends without an answer only when the runner
 * stops.
 */
final class PersistentWrite {

	private static final Log logger = LogFactory.getLog(PersistentWrite.class);

	private PersistentWrite() {
	}

	/**
	 * Writes.
	 * @param scope the invocation in hand
	 * @param write the write, which may be repeated
	 * @return the answer, or {@code null} if there was none
	 */
	static <T> @Nullable T until(InvocationScope scope, Supplier<@Nullable T> write) {
		// What interrupts this thread must not throw away what is written.
		boolean interrupted = Thread.interrupted();
		Backoff backoff = new Backoff();
		try {
			while (true) {
				Duration pause;
				try {
					return write.get();
				}
				catch (RuntimeException | Error ex) {
					pause = backoff.next();
					logger.warn("What became of invocation " + scope.invocationId()
							+ " could not be written and is tried again in " + pause.toMillis() + " ms", ex);
				}
				boolean again = scope.mayTryAgainAfter(pause);
				interrupted |= Thread.interrupted();
				if (!again) {
					return null;
				}
			}
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

}
