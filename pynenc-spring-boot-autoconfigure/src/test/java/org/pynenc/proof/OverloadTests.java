package org.pynenc.proof;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pynenc.backend.redis.RedisServerExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Callers that are faster than the runners. What waits is kept by Redis, and by no JVM;
 * all of it is executed in the end. With {@code -Dpynenc.proof.minutes} the flood comes
 * again and again for that long.
 */
@ExtendWith(RedisServerExtension.class)
class OverloadTests {

	private static final int FLOOD = 2000;

	private static final int FLOODS = 3;

	private static final long HEAP_TOLERANCE = 24L << 20;

	private static final int THREAD_TOLERANCE = 12;

	@Test
	@Timeout(value = Integer.MAX_VALUE)
	void noJvmKeepsWhatWaits() {
		Instant end = Instant.now().plus(Duration.ofMinutes(Integer.getInteger("pynenc.proof.minutes", 0)));
		try (Fleet fleet = new Fleet(RedisServerExtension.url())) {
			FinalLook look = new FinalLook(fleet.here());
			Progress progress = new Progress(look, Duration.ofMinutes(10));
			ForkedJvm runner = fleet.begin("runner", "pynenc.runner.concurrency=2");
			ForkedJvm caller = Fleet.awaitReady(fleet.begin("caller", "pynenc.runner.enabled=false"));
			Fleet.awaitReady(runner);
			long accepted = flood(caller);
			progress.awaitEnd();
			Gauge runnerBefore = Gauge.of(runner);
			Gauge callerBefore = Gauge.of(caller);
			do {
				for (int i = 0; i < FLOODS; i++) {
					accepted += flood(caller);
				}
				assertThat(look.ended()).as("callers are faster").isLessThan(accepted);
				callerBefore.assertFlat(Gauge.of(caller));
				runnerBefore.assertFlat(Gauge.of(runner));
				progress.awaitEnd();
			}
			while (Instant.now().isBefore(end));
			runnerBefore.assertFlat(Gauge.of(runner));
			ServerLook server = new ServerLook(RedisServerExtension.connectionFactory());
			History history = look.history(fleet, server, List.of());
			assertThat(history.standings()).hasSize(Math.toIntExact(accepted));
			assertThat(Checker.check(history)).isEmpty();
		}
	}

	private static long flood(ForkedJvm caller) {
		return Long.parseLong(caller.ask("flood " + FLOOD));
	}

	/**
	 * What must not grow.
	 *
	 * @param heap the used heap after a collection, in bytes
	 * @param threads the number of threads
	 */
	private record Gauge(long heap, int threads) {

		static Gauge of(ForkedJvm jvm) {
			String[] measured = jvm.ask("gauge").split(" ");
			return new Gauge(Long.parseLong(measured[0]), Integer.parseInt(measured[1]));
		}

		void assertFlat(Gauge later) {
			assertThat(later.heap).isLessThan(this.heap + HEAP_TOLERANCE);
			assertThat(later.threads).isLessThan(this.threads + THREAD_TOLERANCE);
		}

	}

}
