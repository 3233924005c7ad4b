package org.pynenc.client;

import org.pynenc.CallDepthException;
import org.pynenc.invocation.Invocation;

/**
 * Sees to it that a thread which executes calls within calls has enough stack left for
 * the next one, and for the writing of its outcome if the body itself takes all of it.
 */
final class StackReserve {

	private static final int FRAMES = 1500;

	private StackReserve() {
	}

	/**
	 * Refuses a call that would leave too little.
	 */
	static void require(Invocation invocation) {
		try {
			touch(FRAMES, 1, 2, 3, 4, 5, 6);
		}
		catch (StackOverflowError ex) {
			throw new CallDepthException("A call of task '" + invocation.taskId() + "', " + invocation.depth()
					+ " calls within calls, would overflow the stack of thread '" + Thread.currentThread().getName()
					+ "': in inline mode (pynenc.mode) all of them share it. Give the thread a larger stack (-Xss), "
					+ "or let a runner execute calls of such depth (pynenc.mode: distributed)");
		}
	}

	/**
	 * Takes stack: the values are needed after the call of itself, so that each frame has
	 * to keep them.
	 */
	private static long touch(int frames, long a, long b, long c, long d, long e, long f) {
		long below = (frames == 0) ? 0 : touch(frames - 1, b, c, d, e, f, a + frames);
		return below + a * b + c * d + e * f;
	}

}
