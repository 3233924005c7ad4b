package org.pynenc.broker;

/**
 * What not every message system can do.
 */
public enum BrokerCapability {

	/**
	 * Entries of larger priority come first.
	 */
	PRIORITY,

	/**
	 * Entries are held back until they are due.
	 */
	DELAY,

	/**
	 * Entries can be moved to the front.
	 */
	PROMOTION

}
