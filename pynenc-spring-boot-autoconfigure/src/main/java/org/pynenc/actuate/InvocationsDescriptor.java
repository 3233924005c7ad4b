package org.pynenc.actuate;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.pynenc.InvocationStatus;
import org.pynenc.orchestrator.InvocationRecord;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * A page of invocations.
 *
 * @param invocations where they stand
 * @param next the value of {@code after} for the next page; {@code null} if there is none
 */
record InvocationsDescriptor(List<StandingDescriptor> invocations,
		@Nullable String next) implements OperationResponseBody {

	/**
	 * Where an invocation stands.
	 *
	 * @param id the invocation
	 * @param task its task
	 * @param status its status
	 * @param changedAt when the status was entered, by the clock of the store
	 * @param runner the owner, if it has one
	 * @param retries how many retries there were
	 * @param recoveries how often it was taken back from a dead runner
	 */
	record StandingDescriptor(String id, String task, InvocationStatus status, Instant changedAt,
			@Nullable String runner, int retries, int recoveries) {

		static StandingDescriptor of(InvocationRecord record) {
			return new StandingDescriptor(record.id().toString(), record.taskId().value(), record.status(),
					record.changedAt(), (record.runner() != null) ? record.runner().value() : null, record.retries(),
					record.recoveries());
		}

	}

}
