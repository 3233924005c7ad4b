package org.pynenc.client;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;
import org.pynenc.InvocationId;
import org.pynenc.InvocationStatus;
import org.pynenc.TaskId;
import org.pynenc.execution.InvocationExecutor;
import org.pynenc.execution.InvocationScope;
import org.pynenc.execution.Slots;
import org.pynenc.invocation.Claim;
import org.pynenc.invocation.CurrentInvocation;
import org.pynenc.invocation.RunnerId;
import org.pynenc.orchestrator.ClaimRequest;
import org.pynenc.orchestrator.Heartbeat;
import org.pynenc.orchestrator.InvocationLifecycle;
import org.pynenc.orchestrator.InvocationRecord;
import org.pynenc.orchestrator.Orchestrator;
import org.pynenc.orchestrator.RequestId;
import org.pynenc.task.TaskRegistry;

/**
 * The one runner of inline mode. It has no thread: whoever makes a call executes it, from
 * its first attempt to its end. Its state is in this JVM and dies with it, so nobody
 * could take its work over, and its lease need not be renewed.
 */
final class InlineRunner {

	private static final Duration LEASE = Duration.ofDays(36_500);

	private final RunnerId id = new RunnerId("inline-" + ProcessHandle.current().pid() + "-" + UUID.randomUUID());

	private final Orchestrator orchestrator;

	private final InvocationLifecycle lifecycle;

	private final InvocationExecutor executor;

	private final TaskRegistry tasks;

	private final Duration retention;

	private final ReentrantLock claiming = new ReentrantLock();

	private long requests;

	InlineRunner(Orchestrator orchestrator, InvocationLifecycle lifecycle, InvocationExecutor executor,
			TaskRegistry tasks, Duration retention) {
		this.orchestrator = orchestrator;
		this.lifecycle = lifecycle;
		this.executor = executor;
		this.tasks = tasks;
		this.retention = retention;
	}

	/**
	 * Executes a registered invocation until it has ended, or somebody else has it.
	 */
	void run(InvocationId id, TaskId task) {
		List<Claim> claims = claim(id, task);
		while (!claims.isEmpty()) {
			claims.forEach(this::execute);
			claims = (status(id) == InvocationStatus.RETRY) ? claim(id, task) : List.of();
		}
		if (status(id) == InvocationStatus.REROUTED) {
			// Given back with the body around it, and nobody else would execute it.
			this.lifecycle.cancel(id);
		}
	}

	private @Nullable InvocationStatus status(InvocationId id) {
		InvocationRecord record = this.orchestrator.records(List.of(id)).get(id);
		return (record != null) ? record.status() : null;
	}

	/**
	 * What fails here is not the body's, and must not leave the invocation without an
	 * end.
	 */
	private void execute(Claim claim) {
		InvocationScope scope = new InvocationScope(claim, new Slots(1, Integer.MAX_VALUE), this.lifecycle, Map.of());
		try {
			this.executor.execute(scope);
		}
		catch (RuntimeException | Error ex) {
			this.executor.giveBack(scope);
			this.lifecycle.cancel(scope.invocationId());
			throw ex;
		}
	}

	/**
	 * One at a time: the requests of a runner are numbered, and an outdated one gets
	 * nothing.
	 */
	private List<Claim> claim(InvocationId invocation, TaskId task) {
		this.claiming.lock();
		try {
			announce();
			ClaimRequest request = new ClaimRequest(new RequestId(this.id, ++this.requests), 1, Set.of(), Set.of(task));
			return this.lifecycle.claim(request, invocation).claims();
		}
		finally {
			this.claiming.unlock();
		}
	}

	/**
	 * Each time: somebody may have purged everything since the last one.
	 */
	private void announce() {
		this.orchestrator.runners()
			.heartbeat(new Heartbeat(this.id, 1, Set.of(), this.tasks.executableIds(), LEASE, 0, Set.of()));
	}

	/**
	 * Deletes what is past its retention, which no other thread would do. Not for a body:
	 * it may still want what its earlier calls gave.
	 */
	void sweep() {
		if (CurrentInvocation.get() == null) {
			this.lifecycle.sweep(this.retention);
		}
	}

}
