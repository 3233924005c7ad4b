package org.pynenc.invocation;

import org.pynenc.OnDifferentArguments;

import org.springframework.util.Assert;

/**
 * By what an invocation counts as equal to another one of its task, as long as no attempt
 * of it was claimed.
 *
 * @param value the key; equal calls have the same, on every node
 * @param arguments a digest of all arguments; the same for equal ones, on every node
 * @param onDifferentArguments what becomes of a call that finds its key taken by an
 * invocation with other arguments
 */
public record RegistrationKey(String value, String arguments, OnDifferentArguments onDifferentArguments) {

	public RegistrationKey {
		Assert.hasText(value, "A registration key must not be blank");
		Assert.hasText(arguments, "A digest of arguments must not be blank");
	}

}
