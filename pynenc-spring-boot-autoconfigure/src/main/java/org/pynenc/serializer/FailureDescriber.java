package org.pynenc.serializer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.pynenc.RemoteException;

import org.springframework.util.StringUtils;

/**
 * Describes any exception, even one whose own methods fail or whose causes run in a
 * circle, within bounds.
 */
final class FailureDescriber {

	static final int MAX_CAUSES = 10;

	private static final int ROOT_CAUSES = 5;

	private static final int MAX_DEPTH = 10_000;

	static final int MAX_FRAMES = 100;

	static final int MAX_MESSAGE = 64 * 1024;

	private FailureDescriber() {
	}

	static FailureDescription describe(Throwable failure) {
		List<FailureDescription.Link> chain = outermostAndRoot(chain(failure)).map(FailureDescriber::link).toList();
		return new FailureDescription(FailureDescription.VERSION, chain);
	}

	private static List<Throwable> chain(Throwable failure) {
		List<Throwable> chain = new ArrayList<>();
		Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
		Throwable current = failure;
		while (current != null && seen.add(current) && chain.size() < MAX_DEPTH) {
			chain.add(current);
			current = attempt(current::getCause);
		}
		return chain;
	}

	/**
	 * Of a long chain, as calls within calls make it, the root says most.
	 */
	private static Stream<Throwable> outermostAndRoot(List<Throwable> chain) {
		int size = chain.size();
		return (size <= MAX_CAUSES + 1) ? chain.stream()
				: Stream.concat(chain.subList(0, MAX_CAUSES + 1 - ROOT_CAUSES).stream(),
						chain.subList(size - ROOT_CAUSES, size).stream());
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
