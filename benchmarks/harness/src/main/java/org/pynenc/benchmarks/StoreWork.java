package org.pynenc.benchmarks;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a store has done.
 *
 * @param processorSeconds the processor time that it took
 * @param trips how often it read from a connection, so commands that travel together
 * count once; 0 where nobody counts them
 * @param commands how many commands it executed, those within scripts included; 0 where
 * nobody counts them
 * @param bytes how many bytes it received and sent, or 0 where nobody counts them
 * @param calls how often each command was executed
 */
public record StoreWork(double processorSeconds, double trips, double commands, double bytes,
		Map<String, Double> calls) {

	/**
	 * Nothing.
	 */
	public static final StoreWork NONE = new StoreWork(0, 0, 0, 0, Map.of());

	/**
	 * Work of which only the processor time is known.
	 * @param seconds the processor time
	 * @return the work
	 */
	public static StoreWork ofProcessor(double seconds) {
		return new StoreWork(seconds, 0, 0, 0, Map.of());
	}

	StoreWork since(StoreWork before) {
		Map<String, Double> done = new TreeMap<>();
		this.calls.forEach((command, count) -> {
			double more = count - before.calls.getOrDefault(command, 0.0);
			if (more > 0) {
				done.put(command, more);
			}
		});
		return new StoreWork(this.processorSeconds - before.processorSeconds, this.trips - before.trips,
				this.commands - before.commands, this.bytes - before.bytes, done);
	}

}
