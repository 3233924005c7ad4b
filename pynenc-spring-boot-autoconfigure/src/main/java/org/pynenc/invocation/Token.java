package org.pynenc.invocation;

import org.springframework.util.Assert;

/**
 * The fencing token of one claim. It is made of the claim's request and its place therein
 * and is never used twice, so no fail-over of a store can turn it back.
 *
 * @param value the token as text, not blank
 */
public record Token(String value) {

	public Token {
		Assert.hasText(value, "A token must not be blank");
	}

	@Override
	public String toString() {
		return this.value;
	}

}
