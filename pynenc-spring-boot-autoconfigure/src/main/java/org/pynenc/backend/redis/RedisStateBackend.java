package org.pynenc.backend.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.pynenc.InvocationId;
import org.pynenc.invocation.Invocation;
import org.pynenc.invocation.Outcome;
import org.pynenc.invocation.Token;
import org.pynenc.state.StateBackend;

/**
 * A state backend in Redis: a hash for each invocation, and each operation one trip. What
 * is not kept is swept by later saves, in the order in which it expires.
 */
final class RedisStateBackend implements StateBackend {

	private final RedisScripts scripts;

	RedisStateBackend(RedisScripts scripts) {
		this.scripts = scripts;
	}

	@Override
	public void save(Collection<Invocation> invocations, Duration expiry) {
		if (invocations.isEmpty()) {
			return;
		}
		List<Object> arguments = new ArrayList<>(2 * invocations.size() + 1);
		arguments.add(StoreTime.micros(expiry));
		for (Invocation invocation : invocations) {
			arguments.add(invocation.id());
			arguments.add(InvocationCodec.encode(invocation));
		}
		this.scripts.run("save", arguments);
	}

	@Override
	public void keep(Collection<InvocationId> ids) {
		if (!ids.isEmpty()) {
			this.scripts.run("keep", List.copyOf(ids));
		}
	}

	@Override
	public Map<InvocationId, Invocation> load(Collection<InvocationId> ids) {
		if (ids.isEmpty()) {
			return Map.of();
		}
		RedisReply reply = this.scripts.run("load", List.copyOf(ids));
		Map<InvocationId, Invocation> loaded = new HashMap<>();
		for (InvocationId id : ids) {
			byte[] call = reply.bytes();
			if (call.length > 0) {
				loaded.put(id, InvocationCodec.invocation(id, call));
			}
		}
		return loaded;
	}

	@Override
	public void saveOutcome(InvocationId id, Token token, Outcome outcome) {
		this.scripts.run("save-outcome", id, token, InvocationCodec.encode(outcome));
	}

	@Override
	public @Nullable Outcome outcome(InvocationId id, Token token) {
		byte[] outcome = this.scripts.run("outcome", id, token).bytes();
		return (outcome.length > 0) ? InvocationCodec.outcome(id, outcome) : null;
	}

	@Override
	public void delete(Collection<InvocationId> ids) {
		if (!ids.isEmpty()) {
			this.scripts.run("delete", List.copyOf(ids));
		}
	}

	@Override
	public void purge() {
		RedisPurge.of(this.scripts, "y:", "z:", "expiring");
	}

}
