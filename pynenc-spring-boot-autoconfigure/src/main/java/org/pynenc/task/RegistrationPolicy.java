package org.pynenc.task;

import java.util.List;

import org.pynenc.ConcurrencyControl;
import org.pynenc.OnDifferentArguments;

/**
 * When a call is reused of one that is waiting.
 *
 * @param concurrency what counts as equal
 * @param keyArguments the parameters that make the key for
 * {@link ConcurrencyControl#KEYS}
 * @param onDifferentArguments what becomes of a call whose other arguments differ
 */
public record RegistrationPolicy(ConcurrencyControl concurrency, List<String> keyArguments,
		OnDifferentArguments onDifferentArguments) {

	public RegistrationPolicy {
		keyArguments = List.copyOf(keyArguments);
	}

}
