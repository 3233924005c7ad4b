package org.pynenc.benchmarks;

/**
 * Where the state of a contender is.
 */
public interface Store extends AutoCloseable {

	/**
	 * What it is, with its version and what matters of its configuration.
	 * @return a description
	 */
	String description();

	/**
	 * Deletes everything.
	 * @throws Exception if that fails
	 */
	void purge() throws Exception;

	/**
	 * How much memory or disk it takes.
	 * @return the number of bytes
	 * @throws Exception if that fails
	 */
	long bytes() throws Exception;

	/**
	 * What it has done so far.
	 * @return the work
	 * @throws Exception if that fails
	 */
	StoreWork work() throws Exception;

	@Override
	default void close() {
	}

}
