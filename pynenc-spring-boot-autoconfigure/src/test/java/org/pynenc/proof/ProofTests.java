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
class ProofTests {

	private static final int FAULTS = 10;

	private static final Duration PATIENCE = Duration.ofSeconds(90);

	@Test
	@Timeout(value = Integer.MAX_VALUE)
	void everyPromiseIsKept() {
		long seed = Long.getLong("pynenc.proof.seed", System.currentTimeMillis() % 1_000_000);
		Instant end = Instant.now().plus(Duration.ofMinutes(Integer.getInteger("pynenc.proof.minutes", 0)));
		Result result = new Result();
		do {
			System.out.println("Proof with -Dpynenc.proof.seed=" + seed);
			result.add(new ProofRun(seed, FaultSchedule.of(seed, FAULTS), PATIENCE).run());
			seed++;
		}
		while (Instant.now().isBefore(end) && result.violations().isEmpty());
		System.out.println(result.table());
		assertThat(result.violations()).isEmpty();
		assertThat(result.faults()).containsOnlyKeys(FaultKind.values());
		assertThat(result.executions()).isPositive();
	}

}
