package org.pynenc.benchmarks;

/**
 * A way to register many calls at once.
 *
 * @param name what to call it
 * @param register registers so many calls, and returns when the store has them
 */
public record BatchApi(String name, Registering register) {

	/**
	 * Registers many calls.
	 */
	@FunctionalInterface
	public interface Registering {

		/**
		 * Registers many calls.
		 * @param size how many
		 * @throws Exception if that fails
		 */
		void batch(int size) throws Exception;

	}

}
