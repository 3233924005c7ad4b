package org.pynenc.backend.redis;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first two numbers of a server's version.
 *
 * @param major the first one
 * @param minor the second one
 */
record RedisVersion(int major, int minor) implements Comparable<RedisVersion> {

	/**
	 * The oldest one that is good enough.
	 */
	static final RedisVersion OLDEST = new RedisVersion(6, 2);

	private static final Pattern NUMBERS = Pattern.compile("(\\d{1,9})\\.(\\d{1,9})(\\..*)?");

	/**
	 * Whether a version is known to be older than the oldest good one.
	 * @param version the server's word for it
	 */
	static boolean isTooOld(String version) {
		Matcher numbers = NUMBERS.matcher(version);
		return numbers.matches()
				&& new RedisVersion(Integer.parseInt(numbers.group(1)), Integer.parseInt(numbers.group(2)))
					.compareTo(OLDEST) < 0;
	}

	@Override
	public int compareTo(RedisVersion other) {
		return Comparator.comparingInt(RedisVersion::major).thenComparingInt(RedisVersion::minor).compare(this, other);
	}

	@Override
	public String toString() {
		return this.major + "." + this.minor;
	}

}
