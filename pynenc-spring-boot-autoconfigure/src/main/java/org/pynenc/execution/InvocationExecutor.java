package org.pynenc.execution;

import java.util.Optional;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.pynenc.InvocationStatus;
import org.pynenc.invocation.Claim;
import org.pynenc.invocation.InvocationEvent;
import org.pynenc.invocation.InvocationListener;
import org.pynenc.orchestrator.InvocationLifecycle;
import org.pynenc.task.TaskDefinition;
import org.pynenc.task.TaskRegistry;

/**
 * Executes one claimed invocation in the calling thread, from its arguments to its
 * written outcome. Whatever the body throws is its failure and nothing else's; whatever
 * fails afterwards is not the body's. Safe for use by several threads.
 */
public final class InvocationExecutor {

	private static final Log logger = LogFactory.getLog(InvocationExecutor.class);

	private final TaskRegistry tasks;

	private final TaskBody body;

	private final OutcomeWriter outcomes;

	private final InvocationLifecycle lifecycle;

	private final InvocationListener listener;

	InvocationExecutor(TaskRegistry tasks, TaskBody body, OutcomeWriter outcomes, InvocationLifecycle lifecycle,
			InvocationListener listener) {
		this.tasks = tasks;
		this.body = body;
		this.outcomes = outcomes;
		this.lifecycle = lifecycle;
		this.listener = listener;
	}

	/**
	 * Executes a claim. Returns when the outcome is written, refused because the claim no
	 * longer counts, or given up because the runner stops. A claim that was lost before
	 * is not executed.
	 * @param scope the claim in hand
	 */
	public void execute(InvocationScope scope) {
		Optional<TaskDefinition> task = this.tasks.find(scope.taskId());
		if (task.isEmpty()) {
			giveBack(scope);
			return;
		}
		if (!scope.isOwned()) {
			logger.warn("Invocation " + scope.invocationId() + " of task '" + scope.taskId()
					+ "' is not executed: the claim was lost before its body could start");
			return;
		}
		scope.open();
		try {
			Ending ending = executeBody(task.get(), scope);
			InvocationStatus status = PersistentWrite.until(scope, this.outcomes.of(task.get(), scope, ending));
			report(scope.claim(), status, ending);
		}
		finally {
			scope.close();
		}
	}

	private Ending executeBody(TaskDefinition task, InvocationScope scope) {
		try {
			this.listener.onEvent(InvocationEvent.started(scope.claim()));
			return this.body.execute(task, scope.claim());
		}
		finally {
			scope.closeBody();
		}
	}

	/**
	 * Gives a claim back without executing it, or without its body that goes on: from
	 * then on it is no longer owned.
	 * @param scope the claim in hand
	 */
	public void giveBack(InvocationScope scope) {
		InvocationStatus status = PersistentWrite.until(scope, () -> this.lifecycle.release(scope.claim()).status());
		scope.lose();
		if (status != null) {
			this.listener.onEvent(InvocationEvent.of(scope.invocationId(), scope.taskId(), status));
		}
	}

	private void report(Claim claim, @Nullable InvocationStatus status, Ending ending) {
		if (status != null) {
			this.listener.onEvent(InvocationEvent.ended(claim, status, ending.took()));
		}
		else {
			logger.warn("The outcome of invocation " + claim.invocation().id() + " of task '"
					+ claim.invocation().taskId() + "' was not written: runner " + claim.runner()
					+ " no longer owns it, or stopped before the backend answered");
		}
	}

}
