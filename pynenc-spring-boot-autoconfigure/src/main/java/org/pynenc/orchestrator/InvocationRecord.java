package org.pynenc.orchestrator;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.pynenc.InvocationId;
import org.pynenc.InvocationStatus;
import org.pynenc.TaskId;
import org.pynenc.invocation.RunnerId;
import org.pynenc.invocation.Token;

/**
 * Where an invocation stands.
 *
 * @param id the invocation
 * @param taskId its task
 * @param status its status
 * @param runner the owner; {@code null} unless the status is an owned one
 * @param token of an owned invocation, the owner's token; of one that a body ended, the
 * token under which its outcome is kept; else {@code null}
 * @param retries how many retries there were
 * @param recoveries how often it was taken back from a dead runner to be run again
 * @param reason why it ended where no body's outcome says so; else {@code null}
 * @param changedAt when the status was entered, by the clock of the store
 */
public record InvocationRecord(InvocationId id, TaskId taskId, InvocationStatus status, @Nullable RunnerId runner,
		@Nullable Token token, int retries, int recoveries, @Nullable String reason, Instant changedAt) {
}
