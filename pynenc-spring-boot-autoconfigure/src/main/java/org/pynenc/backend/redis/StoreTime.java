package org.pynenc.backend.redis;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The time that scripts go by: that of the Redis server, so that the clocks of the nodes
 * do not matter. Only tests let it stand, to turn it by hand. On the wire a time is a
 * number of microseconds, since 1970 if it is a moment.
 */
class StoreTime {

	/**
	 * The server's own time.
	 */
	static final StoreTime OF_THE_SERVER = new StoreTime();

	/**
	 * What scripts are given as the time.
	 * @return microseconds; 0 for the time of the server
	 */
	long pinned() {
		return 0;
	}

	static long micros(Duration duration) {
		return Math.addExact(Math.multiplyExact(duration.getSeconds(), 1_000_000L), duration.getNano() / 1000);
	}

	static long micros(Instant instant) {
		return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
	}

	static Duration duration(long micros) {
		return Duration.of(micros, ChronoUnit.MICROS);
	}

	static Instant instant(long micros) {
		return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
	}

}
