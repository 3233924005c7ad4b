package org.pynenc.orchestrator;

import org.jspecify.annotations.Nullable;
import org.pynenc.InvocationId;
import org.pynenc.InvocationStatus;
import org.pynenc.invocation.Token;

/**
 * Tells that an invocation has ended.
 *
 * @param id the invocation
 * @param status its final status
 * @param token the token under which its outcome is kept, or {@code null} if no body
 * ended it
 */
public record Completion(InvocationId id, InvocationStatus status, @Nullable Token token) {
}
