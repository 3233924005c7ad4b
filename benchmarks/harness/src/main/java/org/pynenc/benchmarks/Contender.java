package org.pynenc.benchmarks;

import java.util.List;
import java.util.Map;

/**
 * One way to have {@link Body#add} executed, in one configuration. Its runner is stopped
 * at first. Registering is done by several threads at once, anything else by one.
 */
public interface Contender extends AutoCloseable {

	/**
	 * How many bodies every contender runs at a time.
	 */
	int SLOTS = 16;

	/**
	 * How it is configured, as the report shows it.
	 * @return values by what they are of
	 */
	Map<String, String> configuration();

	/**
	 * Where its state is.
	 * @return the store
	 */
	Store store();

	/**
	 * Registers one call, and returns when the store has it.
	 * @param a an argument
	 * @param b another
	 * @throws Exception if that fails
	 */
	void register(int a, int b) throws Exception;

	/**
	 * The ways it has to register many calls at once, the one to fill a backlog with
	 * first.
	 * @return the ways; empty if it has none
	 */
	default List<BatchApi> batchApis() {
		return List.of();
	}

	/**
	 * Whether a caller can wait for the result of its call. If not, its latency is only
	 * that of the body.
	 * @return {@code true} if {@link #call} may be called
	 */
	boolean hasResults();

	/**
	 * Makes one call and waits for the result.
	 * @param a an argument
	 * @param b another
	 * @return the result
	 * @throws Exception if that fails
	 */
	default int call(int a, int b) throws Exception {
		throw new UnsupportedOperationException();
	}

	/**
	 * Whether it keeps what has ended.
	 * @return {@code false} if it deletes it
	 */
	boolean keepsEnded();

	/**
	 * Begins to execute, with {@link #SLOTS} bodies at a time.
	 * @throws Exception if that fails
	 */
	void startRunner() throws Exception;

	/**
	 * Stops executing, after the bodies that run.
	 * @throws Exception if that fails
	 */
	void stopRunner() throws Exception;

	/**
	 * How many outcomes of this JVM's runner the store has committed. Where the contender
	 * does not tell, how many bodies have run, which is in its favour.
	 * @return the number, since the start of the JVM
	 */
	default long committed() {
		return Body.runs();
	}

	/**
	 * The pace at which its latency is measured.
	 * @return the pace
	 */
	default Pace pace() {
		return Pace.OF_SIGNALS;
	}

	@Override
	default void close() {
	}

}
