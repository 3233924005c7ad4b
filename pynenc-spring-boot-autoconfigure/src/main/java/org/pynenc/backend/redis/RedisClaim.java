package org.pynenc.backend.redis;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.pynenc.InvocationId;
import org.pynenc.invocation.RunnerId;
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

	static RedisClaim of(RunnerId runner, RedisReply reply) {
		String nextDue = reply.textOrNull();
		return new RedisClaim((nextDue != null) ? StoreTime.duration(Long.parseLong(nextDue)) : null,
				reply.rest(() -> Decision.of(runner, reply)));
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

		/**
		 * Reads a line that is the id and the verdict, or else the id, the token without
		 * the runner, retries, recoveries, how long it was available; then the call.
		 */
		private static Decision of(RunnerId runner, RedisReply reply) {
			String[] line = reply.text().split(" ");
			InvocationId id = InvocationId.of(line[0]);
			byte[] call = reply.bytes();
			if (line.length == 2) {
				return new Decision(Grant.refused(id, Verdict.valueOf(line[1])), NOTHING);
			}
			Token token = new Token(runner + "/" + line[1]);
			return new Decision(new Grant(id, Verdict.CLAIMED, token, Integer.parseInt(line[2]),
					Integer.parseInt(line[3]), StoreTime.duration(Long.parseLong(line[4]))), call);
		}

		boolean isLost() {
			return this.call.length == 0;
		}

	}

}
