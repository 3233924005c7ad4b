package org.pynenc.backend.memory;

import java.util.Collection;
import java.util.List;
import java.util.Set;

import org.pynenc.InvocationId;
import org.pynenc.broker.Broker;
import org.pynenc.broker.BrokerCapability;
import org.pynenc.broker.PollRequest;
import org.pynenc.broker.PollResult;
import org.pynenc.broker.QueueEntry;
import org.pynenc.broker.QueueSize;

/**
 * The broker of inline mode, in which nothing queues: who makes a call executes it.
 */
final class InlineBroker implements Broker {

	@Override
	public Set<BrokerCapability> capabilities() {
		return Set.of(BrokerCapability.values());
	}

	@Override
	public void enqueue(Collection<QueueEntry> entries) {
		// Claimed by id, at once.
	}

	@Override
	public PollResult poll(PollRequest request) {
		return new PollResult(List.of(), false, null);
	}

	@Override
	public void acknowledge(Collection<QueueEntry> entries) {
		// There are none.
	}

	@Override
	public void promote(Collection<InvocationId> ids) {
		// There are none.
	}

	@Override
	public void remove(Collection<InvocationId> ids) {
		// There are none.
	}

	@Override
	public List<QueueSize> sizes() {
		return List.of();
	}

	@Override
	public void purge() {
		// There are none.
	}

}
