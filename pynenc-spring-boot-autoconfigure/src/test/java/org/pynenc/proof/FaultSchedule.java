package org.pynenc.proof;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Which faults come one after the other, and how much is executed before each: always the
 * same of a seed.
 *
 * @param faults the faults, in order
 */
record FaultSchedule(List<Fault> faults) {

	private static final int LONGEST_PROGRESS = 80;

	/**
	 * Makes a schedule in which every kind comes once at least.
	 */
	static FaultSchedule of(long seed, int length) {
		Random random = new Random(seed);
		List<FaultKind> kinds = new ArrayList<>(List.of(FaultKind.values()));
		List<FaultKind> weighted = new ArrayList<>();
		for (FaultKind kind : FaultKind.values()) {
			weighted.addAll(Collections.nCopies(kind.weight(), kind));
		}
		while (kinds.size() < length) {
			kinds.add(weighted.get(random.nextInt(weighted.size())));
		}
		Collections.shuffle(kinds, random);
		return new FaultSchedule(kinds.stream()
			.map((kind) -> new Fault(kind, 1 + random.nextInt(LONGEST_PROGRESS), random.nextInt(Integer.MAX_VALUE)))
			.toList());
	}

	/**
	 * One fault.
	 *
	 * @param kind what is done
	 * @param progress how many invocations end before it
	 * @param choice decides who is hit, and how long
	 */
	record Fault(FaultKind kind, int progress, int choice) {
	}

}
