package org.pynenc.proof;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Processes under load and under faults keep every promise. The seed is printed;
 * {@code -Dpynenc.proof.seed=<seed>} repeats its faults, {@code -Dpynenc.proof.minutes}
 * goes on from seed to seed for that long.
 */
@Proves(value = { Guarantee.NO_CALL_IS_LOST, Guarantee.ONE_OUTCOME, Guarantee.NO_BODY_AFTER_THE_OUTCOME,
		Guarantee.ONE_BODY_AT_A_TIME, Guarantee.AT_MOST_ONCE, Guarantee.LATE_OWNER_IS_REFUSED,
		Guarantee.WAITERS_ARE_TOLD, Guarantee.DEAD_RUNNERS_WORK_RUNS_AGAIN, Guarantee.STOPPED_RUNNER_GIVES_BACK,
		Guarantee.NO_HALF_STEPS, Guarantee.ONE_WAITS_PER_KEY, Guarantee.SERVER_RESTART_LOSES_NOTHING,
		Guarantee.NOTHING_REMAINS }, on = { Setup.REDIS, Setup.COMPOSED_REDIS })
class ProofTests {

	private static final int FAULTS = 10;

	/**
	 * Of a round of a long proof: less time is spent with starting processes.
	 */
	private static final int MANY_FAULTS = 50;

	private static final Duration PATIENCE = Duration.ofSeconds(90);

	@Test
	@Timeout(value = Integer.MAX_VALUE)
	void everyPromiseIsKept() {
		int minutes = Integer.getInteger("pynenc.proof.minutes", 0);
		prove(Setup.REDIS, (minutes > 0) ? MANY_FAULTS : FAULTS, Duration.ofMinutes(minutes));
	}

	@Test
	@Timeout(value = Integer.MAX_VALUE)
	void everyPromiseIsKeptByTheComposedLifecycle() {
		prove(Setup.COMPOSED_REDIS, FaultKind.values().length, Duration.ZERO);
	}

	private static void prove(Setup setup, int faults, Duration duration) {
		long seed = Long.getLong("pynenc.proof.seed", System.currentTimeMillis() % 1_000_000);
		Instant end = Instant.now().plus(duration);
		Result result = new Result();
		do {
			System.out.println("Proof with -Dpynenc.proof.seed=" + seed);
			result.add(new ProofRun(setup, seed, FaultSchedule.of(seed, faults), PATIENCE).run());
			seed++;
		}
		while (Instant.now().isBefore(end) && result.violations().isEmpty());
		System.out.println(result.table());
		assertThat(result.violations()).isEmpty();
		assertThat(result.faults()).containsOnlyKeys(FaultKind.values());
		assertThat(result.executions()).isPositive();
	}

}
