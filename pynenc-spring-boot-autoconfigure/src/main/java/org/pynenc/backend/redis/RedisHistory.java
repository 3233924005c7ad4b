package org.pynenc.backend.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.pynenc.InvocationStatus;
import org.pynenc.StatusChange;

/**
 * Reads the history of an invocation as {@code prelude.lua} writes it: steps, each ended
 * by a line feed, of the codes of the statuses that were entered, the microseconds since
 * the registration, and the runner, if one did it: a tab and its name, or {@code =} for
 * the last one named before in the same part of the text.
 */
final class RedisHistory {

	private static final Map<Character, InvocationStatus> CODES = Map.ofEntries(
			Map.entry('P', InvocationStatus.PENDING), Map.entry('R', InvocationStatus.RUNNING),
			Map.entry('W', InvocationStatus.PAUSED), Map.entry('U', InvocationStatus.RESUMED),
			Map.entry('T', InvocationStatus.RETRY), Map.entry('E', InvocationStatus.REROUTED),
			Map.entry('K', InvocationStatus.KILLED), Map.entry('p', InvocationStatus.PENDING_RECOVERY),
			Map.entry('r', InvocationStatus.RUNNING_RECOVERY), Map.entry('S', InvocationStatus.SUCCESS),
			Map.entry('F', InvocationStatus.FAILED), Map.entry('C', InvocationStatus.CANCELLED),
			Map.entry('D', InvocationStatus.CONCURRENCY_CONTROLLED_FINAL));

	private final long registeredAt;

	private final List<StatusChange> changes = new ArrayList<>();

	private @Nullable String runner;

	private RedisHistory(long registeredAt) {
		this.registeredAt = registeredAt;
		add(InvocationStatus.REGISTERED, 0, null);
	}

	/**
	 * Reads a history.
	 * @param registeredAt microseconds since 1970
	 * @param parts the parts of the text, the oldest first
	 * @return the changes, the registration first
	 */
	static List<StatusChange> read(long registeredAt, List<String> parts) {
		RedisHistory history = new RedisHistory(registeredAt);
		parts.forEach((part) -> part.lines().forEach(history::addStep));
		return history.changes;
	}

	private void addStep(String step) {
		int timeAt = 0;
		while (!Character.isDigit(step.charAt(timeAt))) {
			timeAt++;
		}
		int timeEnd = timeAt;
		while (timeEnd < step.length() && Character.isDigit(step.charAt(timeEnd))) {
			timeEnd++;
		}
		long micros = Long.parseLong(step, timeAt, timeEnd, 10);
		String by = runner(step.substring(timeEnd));
		step.chars().limit(timeAt).forEach((code) -> add(status((char) code), micros, by));
	}

	private @Nullable String runner(String by) {
		if (by.startsWith("\t")) {
			this.runner = by.substring(1);
		}
		return by.isEmpty() ? null : this.runner;
	}

	private static InvocationStatus status(char code) {
		InvocationStatus status = CODES.get(code);
		if (status == null) {
			throw new IllegalStateException("No status has the code '" + code + "'");
		}
		return status;
	}

	private void add(InvocationStatus status, long micros, @Nullable String by) {
		this.changes.add(new StatusChange(status, by, StoreTime.instant(this.registeredAt + micros)));
	}

}
