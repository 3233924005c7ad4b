package org.pynenc.broker;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a poll gave.
 *
 * @param entries the entries, first come first; leased to the one who polled
 * @param more whether entries that the request could take are left and due
 * @param nextDue how long until the next entry that the request could take is due, or
 * comes back because the lease of an earlier poll ends; zero if there are {@code more},
 * {@code null} if there is none
 */
public record PollResult(List<QueueEntry> entries, boolean more, @Nullable Duration nextDue) {

	public PollResult {
		entries = List.copyOf(entries);
	}

}
