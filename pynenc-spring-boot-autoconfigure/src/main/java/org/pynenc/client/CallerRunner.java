package org.pynenc.client;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.pynenc.InvocationId;
import org.pynenc.InvocationNotRunnableException;
import org.pynenc.TaskId;
import org.pynenc.execution.HeartbeatSender;
import org.pynenc.execution.HeldInvocations;
import org.pynenc.execution.InvocationExecutor;
import org.pynenc.execution.InvocationScope;
import org.pynenc.execution.Slots;
import org.pynenc.invocation.Claim;
import org.pynenc.invocation.RunnerId;
import org.pynenc.orchestrator.ClaimRequest;
import org.pynenc.orchestrator.Heartbeat;
import org.pynenc.orchestrator.InvocationLifecycle;
import org.pynenc.orchestrator.Orchestrator;
import org.pynenc.orchestrator.RequestId;
import org.pynenc.task.TaskRegistry;

/**
 * Executes one invocation in the thread of a caller, who for that time is a runner with a
 * lease of its own.
 */
class CallerRunner {

	private final Orchestrator orchestrator;

	private final InvocationLifecycle lifecycle;

	private final InvocationExecutor executor;

	private final TaskRegistry tasks;

	private final Duration lease;

	CallerRunner(Orchestrator orchestrator, InvocationLifecycle lifecycle, InvocationExecutor executor,
			TaskRegistry tasks, Duration lease) {
		this.orchestrator = orchestrator;
		this.lifecycle = lifecycle;
		this.executor = executor;
		this.tasks = tasks;
		this.lease = lease;
	}

	/**
	 * Claims and executes an invocation.
	 */
	void run(InvocationId id, TaskId task, Map<String, Object> runnerArgs) {
		if (this.tasks.find(task).isEmpty()) {
			throw new InvocationNotRunnableException(id, task, "this application does not know the task");
		}
		RunnerId runner = new RunnerId("caller-" + ProcessHandle.current().pid() + "-" + UUID.randomUUID());
		HeldInvocations held = new HeldInvocations();
		Heartbeat announcement = new Heartbeat(runner, 1, Set.of(), Set.of(task), this.lease, 0, Set.of());
		HeartbeatSender heartbeat = new HeartbeatSender(this.orchestrator.runners(), announcement, held);
		heartbeat.beat();
		heartbeat.asked();
		try {
			InvocationScope scope = claim(runner, id, task, runnerArgs);
			held.add(scope);
			heartbeat.answered(1);
			heartbeat.start();
			heartbeat.renewIfExpired();
			this.executor.execute(scope);
		}
		finally {
			heartbeat.stop();
		}
	}

	private InvocationScope claim(RunnerId runner, InvocationId id, TaskId task, Map<String, Object> runnerArgs) {
		ClaimRequest request = new ClaimRequest(new RequestId(runner, 1), 1, Set.of(), Set.of(task));
		List<Claim> claims = this.lifecycle.claim(request, id).claims();
		if (claims.isEmpty()) {
			throw new InvocationNotRunnableException(id, task,
					"somebody else owns it, its time has not come, or it has ended");
		}
		return new InvocationScope(claims.get(0), new Slots(1, Integer.MAX_VALUE), this.lifecycle, runnerArgs);
	}

}
