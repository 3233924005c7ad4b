package org.pynenc.proof;

import org.junit.jupiter.api.Tag;

/**
 * The same with the composed lifecycle.
 */
@Tag("long")
@Proves(value = { Guarantee.DEAD_RUNNERS_WORK_RUNS_AGAIN, Guarantee.WAITERS_ARE_TOLD, Guarantee.AT_MOST_ONCE,
		Guarantee.LATE_OWNER_IS_REFUSED, Guarantee.POISON_FAILS, Guarantee.UNKNOWN_TASK_WAITS,
		Guarantee.NOTHING_REMAINS }, on = Setup.COMPOSED_REDIS)
class ComposedDeathTests extends DeathTests {

	@Override
	boolean isComposed() {
		return true;
	}

}
