package org.pynenc.backend.memory;

import org.pynenc.InvocationStatus;
import org.pynenc.invocation.Claim;
import org.pynenc.invocation.RunnerId;
import org.pynenc.invocation.Token;
import org.pynenc.orchestrator.Transition;

/**
 * How the owner of a claim ended it, so that asking again is answered as before.
 *
 * @param runner the owner
 * @param token the claim's token
 * @param move the first status of the move, which tells the verbs apart
 * @param answer what was answered
 */
record EndedClaim(RunnerId runner, Token token, InvocationStatus move, Transition answer) {

	boolean isRepeatedBy(Claim claim, InvocationStatus move) {
		return this.move == move && claim.token().equals(this.token) && claim.runner().equals(this.runner);
	}

}
