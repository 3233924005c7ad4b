package org.pynenc.orchestrator;

import org.jspecify.annotations.Nullable;
import org.pynenc.InvocationId;
import org.pynenc.InvocationStatus;
import org.pynenc.invocation.Outcome;
import org.pynenc.invocation.Token;

/**
 * Tells that an invocation has ended.
 *
 * @param id the invocation
 * @param status its final status
 * @param token the token under which its outcome is kept, or {@code null} if no body
 * ended it
 * @param outcome how the body ended, where the orchestrator knows it and it is small
 * enough to be told; else {@code null}, and the state backend has it
 */
public record Completion(InvocationId id, InvocationStatus status, @Nullable Token token, @Nullable Outcome outcome) {

	/**
	 * Tells of an end without telling how the body ended.
	 * @param id the invocation
	 * @param status its final status
	 * @param token the token under which its outcome is kept, or {@code null}
	 */
	public Completion(InvocationId id, InvocationStatus status, @Nullable Token token) {
		this(id, status, token, null);
	}

}
