package org.pynenc.execution;

import java.time.Duration;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the pauses between two questions.
 */
class BackoffTests {

	@Test
	void itDoublesUpToItsLimitAndBeginsAnew() {
		Backoff backoff = new Backoff();
		assertThat(Stream.generate(backoff::next).limit(8).map(Duration::toMillis)).containsExactly(100L, 200L, 400L,
				800L, 1600L, 3200L, 5000L, 5000L);
		backoff.reset();
		assertThat(backoff.next()).isEqualTo(Duration.ofMillis(100));
	}

}
