package org.pynenc.invocation;

import org.springframework.util.Assert;

/**
 * The identity of one started runner; a restart makes a new one.
 *
 * @param value the id as text, not blank and without control characters
 */
public record RunnerId(String value) {

	public RunnerId {
		Assert.hasText(value, "A runner id must not be blank");
		Assert.isTrue(value.chars().noneMatch(Character::isISOControl), "A runner id must not have control characters");
	}

	@Override
	public String toString() {
		return this.value;
	}

}
