package org.pynenc.state;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.pynenc.InvocationId;
import org.pynenc.invocation.Invocation;
import org.pynenc.invocation.Outcome;
import org.pynenc.invocation.Token;

/**
 * Remembers what invocations execute and how their bodies ended. It decides nothing: an
 * outcome is kept under the token of the claim it was made for, and only the orchestrator
 * says which token counts, so a late owner can write as much as it likes and nobody reads
 * it. Implementations are safe for use by several threads and several JVMs.
 * <p>
 * {@code StateBackendContract} holds every implementation to this.
 */
public interface StateBackend {

	/**
	 * Saves invocations that are about to be registered. What is not {@linkplain #keep
	 * kept} by then is gone after the expiry. Idempotent by id: what is there stays as it
	 * is, but, unless it is kept, for the new expiry.
	 * @param invocations the invocations
	 * @param expiry how long they stay unless they are kept
	 */
	void save(Collection<Invocation> invocations, Duration expiry);

	/**
	 * Takes the expiry off saved invocations, because they are registered. Ids that are
	 * not there are passed over; asking twice changes nothing.
	 * @param ids the invocations
	 */
	void keep(Collection<InvocationId> ids);

	/**
	 * Loads invocations.
	 * @param ids the invocations
	 * @return those that are there, by id
	 * @throws UnreadableInvocationException if one of them cannot be read; the others can
	 * be loaded without it
	 */
	Map<InvocationId, Invocation> load(Collection<InvocationId> ids);

	/**
	 * Saves how a body ended, apart from what other claims of the same invocation save.
	 * Saving again under the same token replaces. An invocation that is not there is
	 * passed over.
	 * @param id the invocation
	 * @param token the claim's token
	 * @param outcome how the body ended
	 */
	void saveOutcome(InvocationId id, Token token, Outcome outcome);

	/**
	 * How the body of a claim ended.
	 * @param id the invocation
	 * @param token the claim's token
	 * @return the outcome, or {@code null} if there is none under this token
	 * @throws UnreadableInvocationException if it cannot be read
	 */
	@Nullable Outcome outcome(InvocationId id, Token token);

	/**
	 * Deletes all that belongs to invocations. Ids that are not there are passed over.
	 * @param ids the invocations
	 */
	void delete(Collection<InvocationId> ids);

	/**
	 * Deletes everything.
	 */
	void purge();

}
