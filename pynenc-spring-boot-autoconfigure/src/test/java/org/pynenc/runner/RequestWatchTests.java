package org.pynenc.runner;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RequestWatchTests {

	private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 5);

	private final RequestWatch watch = new RequestWatch(this.nanoTime::get);

	@Test
	void waitsForNothingBeforeTheFirstRequest() {
		pass(10);
		assertThat(this.watch.unanswered()).isZero();
		assertThat(this.watch.lastAnswer()).isNull();
	}

	@Test
	void waitsFromTheFirstOfManyRequestsUntilThereIsAnAnswer() {
		this.watch.asked();
		pass(10);
		this.watch.asked();
		pass(20);
		assertThat(this.watch.unanswered()).isEqualTo(Duration.ofNanos(30));
		this.watch.answered(Instant.EPOCH);
		pass(40);
		assertThat(this.watch.unanswered()).isZero();
		assertThat(this.watch.lastAnswer()).isEqualTo(Instant.EPOCH);
		this.watch.asked();
		pass(1);
		assertThat(this.watch.unanswered()).isEqualTo(Duration.ofNanos(1));
	}

	private void pass(long nanos) {
		this.nanoTime.addAndGet(nanos);
	}

}
