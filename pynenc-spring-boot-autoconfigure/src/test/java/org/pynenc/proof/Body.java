package org.pynenc.proof;

/**
 * A body that was seen to start.
 *
 * @param start its start
 * @param end its end; {@code null} if it was not seen
 */
record Body(Event start, Event end) {

	String token() {
		return this.start.mark();
	}

	/**
	 * The runner, whose id a token begins with.
	 */
	String runner() {
		return token().substring(0, token().indexOf('/'));
	}

	/**
	 * When it ended, or was last heard of.
	 */
	long until() {
		return (this.end != null) ? this.end.at() : this.start.at();
	}

}
