package org.pynenc.orchestrator;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.pynenc.InvocationId;
import org.pynenc.invocation.Token;

/**
 * The orchestrator's decision about one invocation that a runner wants.
 *
 * @param id the invocation
 * @param verdict what became of it
 * @param token for {@link Verdict#CLAIMED}, proves the ownership; else {@code null}
 * @param retries how many retries there were before
 * @param recoveries how often it was taken back from a dead runner before
 * @param waited how long it was available before
 */
public record Grant(InvocationId id, Verdict verdict, @Nullable Token token, int retries, int recoveries,
		Duration waited) {

	/**
	 * A refusal.
	 * @param id the invocation
	 * @param verdict why it is refused
	 * @return the decision
	 */
	public static Grant refused(InvocationId id, Verdict verdict) {
		return new Grant(id, verdict, null, 0, 0, Duration.ZERO);
	}

}
