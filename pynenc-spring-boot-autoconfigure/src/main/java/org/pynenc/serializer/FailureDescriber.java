package org.pynenc.serializer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.pynenc.RemoteException;

import org.springframework.util.StringUtils;

/**
 * Describes any exception, even one whose own methods fail or whose causes run in a
 * circle, within bounds.
 */
final class FailureDescriber {

	static final int MAX_CAUSES = 10;

	static final int MAX_FRAMES = 100;

	static final int MAX_MESSAGE = 64 * 1024;

	private FailureDescriber() {
	}

	static FailureDescription describe(Throwable failure) {
		List<FailureDescription.Link> chain = new ArrayList<>();
		Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
		Throwable current = failure;
		while (current != null && seen.add(current) && chain.size() <= MAX_CAUSES) {
			chain.add(link(current));
			current = attempt(current::getCause);
		}
		return new FailureDescription(FailureDescription.VERSION, chain);
	}

	private static FailureDescription.Link link(Throwable failure) {
		return (failure instanceof RemoteException remote) ? standIn(remote) : new FailureDescription.Link(
				failure.getClass().getName(), bounded(attempt(failure::getMessage)), frames(failure));
	}

	/**
	 * Described as what it stands for, so that it can be rebuilt where its type is known.
	 */
	private static FailureDescription.Link standIn(RemoteException remote) {
		String type = attempt(remote::typeName);
		return new FailureDescription.Link(StringUtils.hasText(type) ? type : remote.getClass().getName(),
				bounded(attempt(remote::remoteMessage)), frames(remote));
	}

	private static @Nullable String bounded(@Nullable String message) {
		if (message == null || message.length() <= MAX_MESSAGE) {
			return message;
		}
		int end = Character.isHighSurrogate(message.charAt(MAX_MESSAGE - 1)) ? MAX_MESSAGE - 1 : MAX_MESSAGE;
		return message.substring(0, end) + "... (" + (message.length() - end) + " more characters)";
	}

	private static List<FailureDescription.Frame> frames(Throwable failure) {
		StackTraceElement[] stack = attempt(failure::getStackTrace);
		return (stack == null) ? List.of()
				: Arrays.stream(stack)
					.filter(Objects::nonNull)
					.limit(MAX_FRAMES)
					.map(FailureDescription.Frame::of)
					.toList();
	}

	/**
	 * Catches everything: an exception that cannot be asked must still be told of.
	 */
	private static <T> @Nullable T attempt(Supplier<@Nullable T> question) {
		try {
			return question.get();
		}
		catch (Throwable ex) {
			return null;
		}
	}

}
