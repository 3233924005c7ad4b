package org.pynenc.proof;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pynenc.backend.redis.RedisServerExtension;
import org.pynenc.proof.Flood.Refusals;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Callers that are faster than the runners, and work without end. With
 * {@code -Dpynenc.proof.minutes} the work goes on for that long.
 */
@ExtendWith(RedisServerExtension.class)
class OverloadTests {

	private static final int MAX_QUEUED = 500;

	private static final int WARM_UP = 200;

	private static final int PRESSED = 2000;

	private static final int SOAKED = 500;

	private static final int LEAST_ROUNDS = 2;

	private final Fleet fleet = new Fleet(RedisServerExtension.url());

	private final ServerLook server = new ServerLook(RedisServerExtension.connectionFactory());

	@Test
	@Proves(value = { Guarantee.OVERLOAD_IS_REFUSED, Guarantee.NOTHING_GROWS }, on = Setup.REDIS)
	void whatFindsNoPlaceIsRefusedAndAllElseIsExecuted() {
		this.fleet.with("pynenc.broker.max-queued", MAX_QUEUED);
		try (this.fleet) {
			ForkedJvm runner = this.fleet.begin("runner", "pynenc.runner.concurrency=1");
			ForkedJvm caller = this.fleet.begin("caller", "pynenc.runner.enabled=false");
			FinalLook look = new FinalLook(this.fleet.here());
			Progress progress = new Progress(look, ForkedJvm.PATIENCE);
			Fleet.awaitReady(caller);
			Fleet.awaitReady(runner);
			press(caller, WARM_UP);
			progress.awaitEnd();
			Gauge ofRunner = Gauge.of(runner);
			Gauge ofCaller = Gauge.of(caller);
			Refusals refusals = press(caller, PRESSED);
			assertThat(refusals.number()).as("callers are faster").isPositive();
			assertThat(refusals.least()).isGreaterThan(MAX_QUEUED - Flood.BATCH);
			assertThat(refusals.most()).isLessThanOrEqualTo(MAX_QUEUED);
			ofCaller.assertFlat(Gauge.of(caller));
			ofRunner.assertFlat(Gauge.of(runner));
			progress.awaitEnd();
			History history = look.history(this.fleet, this.server, List.of());
			assertThat(history.standings()).hasSize(WARM_UP + PRESSED);
			assertThat(Checker.check(history)).isEmpty();
		}
	}

	private static Refusals press(ForkedJvm caller, int number) {
		return Refusals.of(caller.ask("press " + number));
	}

	@Test
	@Timeout(value = Integer.MAX_VALUE)
	@Proves(value = Guarantee.NOTHING_GROWS, on = Setup.REDIS)
	void nothingGrowsWithWhatWasExecuted() {
		Instant end = Instant.now().plus(Duration.ofMinutes(Integer.getInteger("pynenc.proof.minutes", 0)));
		this.fleet.with("pynenc.state-backend.retention", "1s").with("pynenc.runner.lease", ProofRun.LEASE);
		try (this.fleet) {
			ForkedJvm runner = this.fleet.begin("runner", "pynenc.runner.concurrency=4");
			ForkedJvm caller = this.fleet.begin("caller", "pynenc.runner.enabled=false");
			FinalLook look = new FinalLook(this.fleet.here());
			Fleet.awaitReady(runner);
			Fleet.awaitReady(caller);
			soak(caller, look);
			Gauge ofRunner = Gauge.of(runner);
			Gauge ofCaller = Gauge.of(caller);
			int keys = this.server.keys().size();
			int rounds = 1;
			while (rounds < LEAST_ROUNDS || Instant.now().isBefore(end)) {
				soak(caller, look);
				rounds++;
				ofRunner.assertFlat(Gauge.of(runner));
				ofCaller.assertFlat(Gauge.of(caller));
				assertThat(this.server.keys()).as("keys").hasSizeLessThanOrEqualTo(keys);
			}
			System.out.println("Soaked with " + rounds * SOAKED + " calls: " + ofRunner + " and " + Gauge.of(runner)
					+ " of the runner, " + ofCaller + " and " + Gauge.of(caller) + " of the caller, " + keys + " keys");
		}
	}

	/**
	 * Until all of it has been deleted.
	 */
	private static void soak(ForkedJvm caller, FinalLook look) {
		assertThat(caller.ask("soak " + SOAKED)).isEqualTo(String.valueOf(SOAKED));
		Awaitility.await().atMost(ForkedJvm.PATIENCE).until(look::isEmpty);
	}

	/**
	 * What must not grow.
	 *
	 * @param heap the used heap after a collection, in bytes
	 * @param threads the number of threads
	 */
	private record Gauge(long heap, int threads) {

		private static final long HEAP_TOLERANCE = 16L << 20;

		private static final int THREAD_TOLERANCE = 12;

		static Gauge of(ForkedJvm jvm) {
			String[] measured = jvm.ask("gauge").split(" ");
			return new Gauge(Long.parseLong(measured[0]), Integer.parseInt(measured[1]));
		}

		void assertFlat(Gauge later) {
			assertThat(later.heap).as("heap").isLessThan(this.heap + HEAP_TOLERANCE);
			assertThat(later.threads).as("threads").isLessThan(this.threads + THREAD_TOLERANCE);
		}

	}

}
