package org.pynenc.backend.memory;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.pynenc.InvocationId;
import org.pynenc.InvocationStatus;
import org.pynenc.invocation.Claim;
import org.pynenc.invocation.RunnerId;
import org.pynenc.invocation.Token;

import static org.pynenc.InvocationStatus.CANCELLED;
import static org.pynenc.InvocationStatus.CONCURRENCY_CONTROLLED_FINAL;
import static org.pynenc.InvocationStatus.FAILED;
import static org.pynenc.InvocationStatus.KILLED;
import static org.pynenc.InvocationStatus.PAUSED;
import static org.pynenc.InvocationStatus.PENDING;
import static org.pynenc.InvocationStatus.PENDING_RECOVERY;
import static org.pynenc.InvocationStatus.REROUTED;
import static org.pynenc.InvocationStatus.RESUMED;
import static org.pynenc.InvocationStatus.RETRY;
import static org.pynenc.InvocationStatus.RUNNING;
import static org.pynenc.InvocationStatus.RUNNING_RECOVERY;

/**
 * A move that an invocation is to make in one step.
 *
 * @param path the statuses to enter one after the other; all but the last are only passed
 * through
 * @param runner the runner that makes the move, or {@code null}
 * @param token the token that stays on record, or {@code null}
 * @param reason why it ends where no outcome says so, or {@code null}
 * @param delay how long until it is due, should it become available
 */
record MemoryMove(List<InvocationStatus> path, @Nullable RunnerId runner, @Nullable Token token,
		@Nullable String reason, Duration delay) {

	static MemoryMove claim(RunnerId runner, Token token) {
		return new MemoryMove(List.of(PENDING, RUNNING), runner, token, null, Duration.ZERO);
	}

	static MemoryMove complete(Claim claim, InvocationStatus status) {
		return byOwner(claim, status);
	}

	static MemoryMove fail(Claim claim, String reason) {
		return new MemoryMove(List.of(FAILED), claim.runner(), claim.token(), reason, Duration.ZERO);
	}

	static MemoryMove pause(Claim claim) {
		return byOwner(claim, PAUSED);
	}

	static MemoryMove resume(Claim claim) {
		return byOwner(claim, RESUMED, RUNNING);
	}

	private static MemoryMove byOwner(Claim claim, InvocationStatus... path) {
		return new MemoryMove(List.of(path), claim.runner(), claim.token(), null, Duration.ZERO);
	}

	static MemoryMove retry(Claim claim, Duration delay) {
		return new MemoryMove(List.of(RETRY), claim.runner(), null, null, delay);
	}

	static MemoryMove release(Claim claim) {
		return new MemoryMove(List.of(KILLED, REROUTED), claim.runner(), null, null, Duration.ZERO);
	}

	static MemoryMove releaseForGood(Claim claim) {
		String reason = "Runner " + claim.runner()
				+ " gave it back unfinished, and its body may start only once (maxRecoveries is 0)";
		return new MemoryMove(List.of(KILLED, FAILED), claim.runner(), null, reason, Duration.ZERO);
	}

	static MemoryMove replaced(InvocationId by) {
		return new MemoryMove(List.of(CONCURRENCY_CONTROLLED_FINAL), null, null,
				"replaced by invocation " + by + ", a later call with other arguments", Duration.ZERO);
	}

	static MemoryMove cancel() {
		return new MemoryMove(List.of(CANCELLED), null, null, null, Duration.ZERO);
	}

	static MemoryMove takeBack() {
		return new MemoryMove(List.of(RUNNING_RECOVERY, REROUTED), null, null, null, Duration.ZERO);
	}

	static MemoryMove takeBackForGood(String reason) {
		return new MemoryMove(List.of(RUNNING_RECOVERY, FAILED), null, null, reason, Duration.ZERO);
	}

	static MemoryMove giveBack() {
		return new MemoryMove(List.of(PENDING_RECOVERY, REROUTED), null, null, null, Duration.ZERO);
	}

	/**
	 * Tells the verbs of an owner apart.
	 */
	InvocationStatus first() {
		return this.path.get(0);
	}

	InvocationStatus last() {
		return this.path.get(this.path.size() - 1);
	}

}
