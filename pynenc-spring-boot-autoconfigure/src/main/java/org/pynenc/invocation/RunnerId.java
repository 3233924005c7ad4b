package org.pynenc.invocation;

import org.springframework.util.Assert;

/**
 * The identity of one started runner; a restart makes a new one.
 *
 * @param value the id as text, not blank
 */
public record RunnerId(String value) {

	public RunnerId {
		Assert.hasText(value, "A runner id must not be blank");
	}

	@Override
	public String toString() {
		return this.value;
	}

}
