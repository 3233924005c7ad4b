package org.pynenc.orchestrator;

/**
 * Ends the interest in a signal when closed; closing it twice changes nothing.
 */
@FunctionalInterface
public interface Subscription extends AutoCloseable {

	@Override
	void close();

}
