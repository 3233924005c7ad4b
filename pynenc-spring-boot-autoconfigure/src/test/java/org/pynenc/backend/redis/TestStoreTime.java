package org.pynenc.backend.redis;

import java.time.Duration;

import org.pynenc.contract.TestClock;

/**
 * A store's time that stands until it is turned.
 */
final class TestStoreTime extends StoreTime {

	private final TestClock clock = new TestClock();

	@Override
	long pinned() {
		return micros(this.clock.instant());
	}

	TestClock clock() {
		return this.clock;
	}

	void advance(Duration duration) {
		this.clock.advance(duration);
	}

}
