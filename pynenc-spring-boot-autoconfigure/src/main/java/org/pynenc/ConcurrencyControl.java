package org.pynenc;

/**
 * What counts as equal among the calls of one task, where an option asks for it.
 */
public enum ConcurrencyControl {

	/**
	 * No two calls.
	 */
	DISABLED,

	/**
	 * All calls of the task.
	 */
	TASK,

	/**
	 * Calls with equal arguments.
	 */
	ARGUMENTS,

	/**
	 * Calls whose {@link DistributedTask#keyArguments() key arguments} are equal.
	 */
	KEYS

}
