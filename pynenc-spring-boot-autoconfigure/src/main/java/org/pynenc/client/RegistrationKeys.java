package org.pynenc.client;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.pynenc.ConcurrencyControl;
import org.pynenc.invocation.RegistrationKey;
import org.pynenc.serializer.Serializer;
import org.pynenc.task.RegistrationPolicy;
import org.pynenc.task.TaskDefinition;
import org.pynenc.task.TaskParameter;

/**
 * Makes the keys by which calls count as equal: SHA-256 of names and canonical arguments,
 * so that a key is short, the same on every node, and tells nothing of the arguments.
 */
class RegistrationKeys {

	private final Serializer serializer;

	RegistrationKeys(Serializer serializer) {
		this.serializer = serializer;
	}

	/**
	 * The key of a call.
	 * @return the key, or {@code null} if the task has no registration concurrency
	 */
	@Nullable RegistrationKey of(TaskDefinition task, @Nullable Object[] values) {
		RegistrationPolicy policy = task.registration();
		if (policy.concurrency() == ConcurrencyControl.DISABLED) {
			return null;
		}
		SortedMap<String, String> arguments = canonical(task, values);
		String all = digest(arguments);
		String key = switch (policy.concurrency()) {
			case KEYS -> digest(only(policy.keyArguments(), arguments));
			case ARGUMENTS -> all;
			default -> "";
		};
		return new RegistrationKey(policy.concurrency() + ":" + key, all, policy.onDifferentArguments());
	}

	private SortedMap<String, String> canonical(TaskDefinition task, @Nullable Object[] values) {
		SortedMap<String, String> arguments = new TreeMap<>();
		for (int i = 0; i < values.length; i++) {
			TaskParameter parameter = task.parameters().get(i);
			arguments.put(parameter.name(), this.serializer.writeCanonical(values[i], parameter.type()));
		}
		return arguments;
	}

	private static SortedMap<String, String> only(Collection<String> names, SortedMap<String, String> arguments) {
		SortedMap<String, String> chosen = new TreeMap<>(arguments);
		chosen.keySet().retainAll(names);
		return chosen;
	}

	private static String digest(SortedMap<String, String> arguments) {
		MessageDigest sha256 = sha256();
		arguments.forEach((name, text) -> {
			add(name, sha256);
			add(text, sha256);
		});
		return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256.digest());
	}

	/**
	 * Neither a name nor JSON has a zero byte in it.
	 */
	private static void add(String text, MessageDigest digest) {
		digest.update(text.getBytes(StandardCharsets.UTF_8));
		digest.update((byte) 0);
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
