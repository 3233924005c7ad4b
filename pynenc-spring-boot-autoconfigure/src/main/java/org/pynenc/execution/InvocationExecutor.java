package org.pynenc.execution;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

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
		TaskDefinition task = executable(scope);
		if (task == null) {
			return;
		}
		scope.open();
		try {
			Ended ended = executeBody(task, scope);
			report(scope, ended, PersistentWrite.until(scope, ended.write()::write));
		}
		finally {
			scope.close();
		}
	}

	/**
	 * Executes a claim as {@link #execute(InvocationScope)} does, but waits for the
	 * outcome to be written only if no other thread does: the calling thread may go on
	 * with another claim meanwhile.
	 * @param scope the claim in hand
	 * @param threads where an outcome is written that could not be written at once
	 * @param progress is told how far it is
	 */
	public void execute(InvocationScope scope, Executor threads, ExecutionProgress progress) {
		TaskDefinition task = executable(scope);
		if (task == null) {
			progress.concluded();
			return;
		}
		Ended ended;
		scope.open();
		try {
			ended = executeBody(task, scope);
		}
		finally {
			scope.close();
		}
		// The thread is the runner's: what interrupted the body must not hit what comes
		// now.
		Thread.interrupted();
		progress.bodyEnded();
		write(scope, ended, threads, progress);
	}

	/**
	 * What fails before the answer is one more reason to write again: what the body has
	 * done must not be thrown away.
	 */
	private void write(InvocationScope scope, Ended ended, Executor threads, ExecutionProgress progress) {
		AtomicBoolean answered = new AtomicBoolean();
		try {
			ended.write().begin((status, failure) -> {
				if (answered.getAndSet(true)) {
					return;
				}
				if (failure == null) {
					conclude(scope, ended, () -> status, progress);
				}
				else {
					writeAgain(scope, ended, threads, progress);
				}
			});
		}
		catch (RuntimeException | Error ex) {
			logger.debug("The outcome of invocation " + scope.invocationId() + " could not be written at once", ex);
			if (!answered.getAndSet(true)) {
				writeAgain(scope, ended, threads, progress);
			}
		}
	}

	private @Nullable TaskDefinition executable(InvocationScope scope) {
		Optional<TaskDefinition> task = this.tasks.find(scope.taskId());
		if (task.isEmpty()) {
			giveBack(scope);
			return null;
		}
		if (!scope.isOwned()) {
			logger.warn("Invocation " + scope.invocationId() + " of task '" + scope.taskId()
					+ "' is not executed: the claim was lost before its body could start");
			return null;
		}
		return task.get();
	}

	private void writeAgain(InvocationScope scope, Ended ended, Executor threads, ExecutionProgress progress) {
		Runnable again = () -> conclude(scope, ended, () -> PersistentWrite.until(scope, ended.write()::write),
				progress);
		try {
			threads.execute(again);
		}
		catch (RuntimeException | Error ex) {
			logger.debug("There is no other thread to write an outcome", ex);
			again.run();
		}
	}

	/**
	 * Who brings the answer brings those of others too, so nothing is thrown.
	 */
	private void conclude(InvocationScope scope, Ended ended, Supplier<@Nullable InvocationStatus> write,
			ExecutionProgress progress) {
		try {
			report(scope, ended, write.get());
		}
		catch (Throwable ex) {
			logger.error("What became of invocation " + scope.invocationId() + " could not be told", ex);
		}
		finally {
			progress.concluded();
		}
	}

	private Ended executeBody(TaskDefinition task, InvocationScope scope) {
		Ending ending;
		try {
			this.listener.onEvent(InvocationEvent.started(scope.claim()));
			ending = this.body.execute(task, scope.claim());
		}
		finally {
			scope.closeBody();
		}
		return new Ended(ending, this.outcomes.of(task, scope, ending));
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

	private void report(InvocationScope scope, Ended ended, @Nullable InvocationStatus status) {
		Claim claim = scope.claim();
		if (status != null) {
			this.listener.onEvent(InvocationEvent.ended(claim, status, ended.ending().took()));
		}
		else {
			logger.warn("The outcome of invocation " + claim.invocation().id() + " of task '"
					+ claim.invocation().taskId() + "' was not written: runner " + claim.runner()
					+ " no longer owns it, or stopped before the backend answered");
		}
	}

	/**
	 * A body that has ended.
	 *
	 * @param ending how
	 * @param write what follows
	 */
	private record Ended(Ending ending, OutcomeWrite write) {

	}

}
