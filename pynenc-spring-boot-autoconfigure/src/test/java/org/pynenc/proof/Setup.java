package org.pynenc.proof;

/**
 * On what a guarantee is proven.
 */
public enum Setup {

	/**
	 * The memory of one JVM.
	 */
	MEMORY("memory, until the JVM ends"),

	/**
	 * Redis for everything, by the fused lifecycle.
	 */
	REDIS("Redis"),

	/**
	 * Redis component by component, as beside somebody else's, by the composed lifecycle.
	 */
	COMPOSED_REDIS("Redis, composed");

	private final String title;

	Setup(String title) {
		this.title = title;
	}

	/**
	 * The head of its column.
	 */
	public String title() {
		return this.title;
	}

}
