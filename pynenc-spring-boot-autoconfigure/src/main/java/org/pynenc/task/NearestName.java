package org.pynenc.task;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the name that somebody may have meant.
 */
final class NearestName {

	private NearestName() {
	}

	/**
	 * The name that takes the fewest changes of single characters, whatever their case.
	 */
	static Optional<String> of(String written, Collection<String> names) {
		return names.stream()
			.min(Comparator.<String>comparingInt((name) -> distance(written, name))
				.thenComparing(Comparator.naturalOrder()));
	}

	private static int distance(String one, String other) {
		return distance(one.toLowerCase(Locale.ROOT).toCharArray(), other.toLowerCase(Locale.ROOT).toCharArray());
	}

	/**
	 * Levenshtein's distance. The row tells, for each beginning of the other text, how
	 * far it is from the beginning of the one text that has been looked at.
	 */
	private static int distance(char[] one, char[] other) {
		int[] row = new int[other.length + 1];
		for (int j = 0; j <= other.length; j++) {
			row[j] = j;
		}
		for (int i = 1; i <= one.length; i++) {
			int diagonal = row[0];
			row[0] = i;
			for (int j = 1; j <= other.length; j++) {
				int replaced = diagonal + ((one[i - 1] == other[j - 1]) ? 0 : 1);
				diagonal = row[j];
				row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
			}
		}
		return row[other.length];
	}

}
