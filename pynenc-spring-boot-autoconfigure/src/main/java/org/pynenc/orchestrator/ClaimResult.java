package org.pynenc.orchestrator;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.pynenc.InvocationId;
import org.pynenc.invocation.Claim;

/**
 * What a request for work gave.
 *
 * @param claims what the runner owns from now on
 * @param verdicts what became of each invocation that the request met
 * @param nextDue how long until work for this runner is due; {@code null} if none is
 * known
 */
public record ClaimResult(List<Claim> claims, Map<InvocationId, Verdict> verdicts, @Nullable Duration nextDue) {

	public ClaimResult {
		claims = List.copyOf(claims);
		verdicts = Map.copyOf(verdicts);
	}

}
