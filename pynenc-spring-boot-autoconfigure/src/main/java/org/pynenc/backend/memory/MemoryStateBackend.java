package org.pynenc.backend.memory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;

import org.jspecify.annotations.Nullable;
import org.pynenc.InvocationId;
import org.pynenc.invocation.Invocation;
import org.pynenc.invocation.Outcome;
import org.pynenc.invocation.Token;
import org.pynenc.state.StateBackend;

/**
 * A state backend in the memory of this JVM. What is not kept is swept by later saves, in
 * the order in which it expires.
 */
final class MemoryStateBackend implements StateBackend {

	private final InstantSource clock;

	private final Map<InvocationId, Row> rows = new ConcurrentHashMap<>();

	private final NavigableSet<Expiry> expiries = new ConcurrentSkipListSet<>();

	MemoryStateBackend(InstantSource clock) {
		this.clock = clock;
	}

	@Override
	public void save(Collection<Invocation> invocations, Duration expiry) {
		Instant now = this.clock.instant();
		deleteExpired(now);
		invocations.forEach((invocation) -> save(invocation, now.plus(expiry)));
	}

	private void save(Invocation invocation, Instant expiresAt) {
		this.rows.compute(invocation.id(), (id, there) -> {
			if (there == null) {
				return expiring(new Row(invocation, null, new ConcurrentHashMap<>()), expiresAt);
			}
			return (there.expiry() != null) ? expiring(kept(there), expiresAt) : there;
		});
	}

	private Row expiring(Row row, Instant expiresAt) {
		Expiry expiry = new Expiry(expiresAt, row.invocation().id());
		this.expiries.add(expiry);
		return new Row(row.invocation(), expiry, row.outcomes());
	}

	private Row kept(Row row) {
		if (row.expiry() == null) {
			return row;
		}
		this.expiries.remove(row.expiry());
		return new Row(row.invocation(), null, row.outcomes());
	}

	private void deleteExpired(Instant now) {
		for (Expiry expiry : this.expiries) {
			if (expiry.at().isAfter(now)) {
				return;
			}
			this.rows.computeIfPresent(expiry.id(), (id, row) -> row.isGone(now) ? null : row);
			this.expiries.remove(expiry);
		}
	}

	@Override
	public void keep(Collection<InvocationId> ids) {
		Instant now = this.clock.instant();
		ids.forEach((id) -> this.rows.computeIfPresent(id, (key, row) -> row.isGone(now) ? row : kept(row)));
	}

	@Override
	public Map<InvocationId, Invocation> load(Collection<InvocationId> ids) {
		Map<InvocationId, Invocation> loaded = new HashMap<>();
		for (InvocationId id : ids) {
			Row row = find(id);
			if (row != null) {
				loaded.put(id, row.invocation());
			}
		}
		return loaded;
	}

	@Override
	public void saveOutcome(InvocationId id, Token token, Outcome outcome) {
		Row row = find(id);
		if (row != null) {
			row.outcomes().put(token, outcome);
		}
	}

	@Override
	public @Nullable Outcome outcome(InvocationId id, Token token) {
		Row row = find(id);
		return (row != null) ? row.outcomes().get(token) : null;
	}

	private @Nullable Row find(InvocationId id) {
		Row row = this.rows.get(id);
		return (row != null && !row.isGone(this.clock.instant())) ? row : null;
	}

	@Override
	public void delete(Collection<InvocationId> ids) {
		ids.forEach((id) -> this.rows.computeIfPresent(id, (key, row) -> {
			kept(row);
			return null;
		}));
	}

	@Override
	public void purge() {
		this.rows.clear();
		this.expiries.clear();
	}

	private record Row(Invocation invocation, @Nullable Expiry expiry, Map<Token, Outcome> outcomes) {

		boolean isGone(Instant now) {
			return this.expiry != null && !this.expiry.at().isAfter(now);
		}

	}

	private record Expiry(Instant at, InvocationId id) implements Comparable<Expiry> {

		private static final Comparator<Expiry> ORDER = Comparator.comparing(Expiry::at).thenComparing(Expiry::id);

		@Override
		public int compareTo(Expiry other) {
			return ORDER.compare(this, other);
		}

	}

}
