package org.pynenc;

import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import org.springframework.util.Assert;

/**
 * The identity of an invocation: a time-ordered UUID (version 7 of RFC 9562), constant
 * over all attempts, and so the idempotency key for a body's side effects.
 *
 * @param value the id as UUID
 */
public record InvocationId(UUID value) implements Comparable<InvocationId> {

	public InvocationId {
		Assert.notNull(value, "An invocation id must not be null");
	}

	/**
	 * Makes a new id, larger than every id that this JVM made before. Safe for use by
	 * several threads.
	 * @return a new id
	 */
	public static InvocationId create() {
		return new InvocationId(Generator.next());
	}

	/**
	 * Reads an id from its text.
	 * @param text the id as {@link #toString()} gives it
	 * @return the id
	 * @throws IllegalArgumentException if the text is no UUID
	 */
	public static InvocationId of(String text) {
		return new InvocationId(UUID.fromString(text));
	}

	@Override
	public int compareTo(InvocationId other) {
		int high = Long.compareUnsigned(this.value.getMostSignificantBits(), other.value.getMostSignificantBits());
		return (high != 0) ? high
				: Long.compareUnsigned(this.value.getLeastSignificantBits(), other.value.getLeastSignificantBits());
	}

	@Override
	public String toString() {
		return this.value.toString();
	}

	/**
	 * Fills the 12 bits after the milliseconds with a counter that runs over into them,
	 * so that ids of one JVM grow.
	 */
	private static final class Generator {

		private static final SecureRandom RANDOM = new SecureRandom();

		private static final AtomicLong LAST = new AtomicLong();

		private Generator() {
		}

		static UUID next() {
			long now = System.currentTimeMillis() << 12;
			long stamp = LAST.updateAndGet((last) -> Math.max(last + 1, now));
			long high = ((stamp >>> 12) << 16) | 0x7000L | (stamp & 0xFFFL);
			long low = (RANDOM.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
			return new UUID(high, low);
		}

	}

}
