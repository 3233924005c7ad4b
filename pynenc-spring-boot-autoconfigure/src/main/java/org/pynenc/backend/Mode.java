package org.pynenc.backend;

/**
 * Where bodies run.
 */
public enum Mode {

	/**
	 * On runners, which may be in other JVMs.
	 */
	DISTRIBUTED,

	/**
	 * In the calling thread, before the call returns: for tests.
	 */
	INLINE

}
