package org.pynenc.broker;

import java.util.Collection;
import java.util.List;
import java.util.Set;

import org.pynenc.InvocationId;

/**
 * The queue of invocations that may be claimed. It is an index: what it loses the
 * orchestrator enqueues again, and what it holds too much is found stale when it is
 * claimed.
 * <p>
 * The order within a queue: promoted entries first (the deeper one first, then the one
 * promoted earlier), then those of larger priority, then those registered earlier. Taking
 * an entry costs O(log n), whatever waits behind it or beside it for other tasks.
 * Implementations are safe for use by several threads and several JVMs.
 * <p>
 * {@code BrokerContract} holds every implementation to this.
 */
public interface Broker {

	/**
	 * What this broker can do. A capability that it lacks is never asked for.
	 * @return the capabilities
	 */
	Set<BrokerCapability> capabilities();

	/**
	 * Puts entries into their queues. Idempotent by id: afterwards the entry waits
	 * exactly once, whether it was absent, waiting (then nothing changes, except that a
	 * later round takes the place of an earlier one) or leased by a poll (then it is back
	 * at once, as it is given here).
	 * @param entries the entries
	 */
	void enqueue(Collection<QueueEntry> entries);

	/**
	 * Leases the next entries that are due and that the request can take: nobody else
	 * gets them for some seconds, and who does not {@linkplain #acknowledge acknowledge}
	 * them by then loses them to the queue again. Entries of tasks that the request does
	 * not name stay where they are, at no cost to this poll or later ones. Does not wait.
	 * @param request what can be taken
	 * @return the entries; none if nothing is there
	 */
	PollResult poll(PollRequest request);

	/**
	 * Says that polled entries have arrived and need not be delivered again. An entry
	 * that is not leased, or waits or is leased for another round by now, is passed over.
	 * @param entries the entries as the poll gave them
	 */
	void acknowledge(Collection<QueueEntry> entries);

	/**
	 * Moves entries before all that are not promoted. Ids that do not wait are passed
	 * over; asking twice changes nothing.
	 * @param ids the invocations
	 */
	void promote(Collection<InvocationId> ids);

	/**
	 * Takes entries out, waiting or leased. Ids that are not there are passed over.
	 * @param ids the invocations
	 */
	void remove(Collection<InvocationId> ids);

	/**
	 * How many entries wait, by queue and task; leased ones do not count.
	 * @return the sizes that are not zero
	 */
	List<QueueSize> sizes();

	/**
	 * Takes out everything.
	 */
	void purge();

}
