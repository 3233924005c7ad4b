package org.pynenc.backend.redis;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.pynenc.InvocationId;
import org.pynenc.invocation.Token;
import org.pynenc.orchestrator.Grant;
import org.pynenc.orchestrator.Verdict;

/**
 * What the claim script answered.
 *
 * @param nextDue how long until more is due, or {@code null} if that is not known
 * @param decisions what became of each invocation that it met, in order
 */
record RedisClaim(@Nullable Duration nextDue, List<Decision> decisions) {

	static RedisClaim of(RedisReply reply) {
		String nextDue = reply.textOrNull();
		return new RedisClaim((nextDue != null) ? StoreTime.duration(Long.parseLong(nextDue)) : null,
				reply.rest(() -> Decision.of(reply)));
	}

	List<Grant> grants() {
		return this.decisions.stream().map(Decision::grant).toList();
	}

	/**
	 * A decision about one invocation.
	 *
	 * @param grant the decision
	 * @param call the call, encoded; empty if it is lost, or was not asked for
	 */
	record Decision(Grant grant, byte[] call) {

		private static final byte[] NOTHING = {};

		private static Decision of(RedisReply reply) {
			InvocationId id = RedisVerbs.id(reply);
			Verdict verdict = Verdict.valueOf(reply.text());
			if (verdict != Verdict.CLAIMED) {
				return new Decision(Grant.refused(id, verdict), NOTHING);
			}
			Grant grant = new Grant(id, verdict, new Token(reply.text()), reply.smallNumber(), reply.smallNumber(),
					StoreTime.duration(reply.number()));
			return new Decision(grant, reply.bytes());
		}

		boolean isLost() {
			return this.call.length == 0;
		}

	}

}
