package org.pynenc.orchestrator;

import java.util.Collection;
import java.util.List;
import java.util.Set;

import org.pynenc.broker.QueueEntry;
import org.pynenc.invocation.RunnerId;
import org.pynenc.invocation.Token;

/**
 * Which runners are alive, and which of them is told of work. It belongs to an
 * {@link Orchestrator}, whose recovery relies on its leases. Implementations are safe for
 * use by several threads and several JVMs.
 */
public interface RunnerRegistry {

	/**
	 * Announces a runner or renews its lease. Claims of its answered requests that it
	 * does not hold have never reached it: they are given back, which costs neither a
	 * retry nor a recovery, and are found by the next {@link Orchestrator#recover}.
	 * @param heartbeat the sign of life
	 * @return the tokens it holds that no longer count; their bodies should stop
	 */
	Set<Token> heartbeat(Heartbeat heartbeat);

	/**
	 * Ends a runner's lease at once. What it still owns is taken back by the next
	 * {@link Orchestrator#recover}. A runner that is not there is passed over.
	 * @param runner the runner
	 */
	void leave(RunnerId runner);

	/**
	 * The runners with a valid lease.
	 * @return the runners
	 */
	List<RunnerRecord> alive();

	/**
	 * Marks a runner as one that waits for a wake-up. A runner without a valid lease is
	 * passed over.
	 * @param runner the runner
	 */
	void idle(RunnerId runner);

	/**
	 * Wakes idle runners for available work: for each entry one that serves its queue and
	 * knows its task, and none twice. A woken runner is no longer idle. The wake-up is a
	 * hint and may be lost.
	 * @param entries the available work
	 */
	void wake(Collection<QueueEntry> entries);

	/**
	 * Subscribes a runner of this JVM to its wake-ups.
	 * @param runner the runner
	 * @param wakeUp called at each wake-up, by any thread; must be quick
	 * @return ends the subscription
	 */
	Subscription onWork(RunnerId runner, Runnable wakeUp);

}
