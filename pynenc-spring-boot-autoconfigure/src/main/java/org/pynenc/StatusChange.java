package org.pynenc;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * One line of an invocation's history.
 *
 * @param status the status that was entered
 * @param runner the runner that entered it, or {@code null} if none was involved
 * @param at the time by the clock of the store
 */
public record StatusChange(InvocationStatus status, @Nullable String runner, Instant at) {
}
