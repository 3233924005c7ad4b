package org.pynenc.execution;

import java.time.Duration;
import java.util.function.BiConsumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.pynenc.InvocationStatus;
import org.pynenc.SerializationException;
import org.pynenc.invocation.Claim;
import org.pynenc.invocation.Outcome;
import org.pynenc.orchestrator.InvocationLifecycle;
import org.pynenc.serializer.Serializer;
import org.pynenc.task.ReturnShape;
import org.pynenc.task.TaskDefinition;

/**
 * Turns the end of a body into the next step of its invocation: a result, a failure,
 * another attempt, or giving it back when the runner itself interrupted the body.
 */
class OutcomeWriter {

	private static final Log logger = LogFactory.getLog(OutcomeWriter.class);

	private final Serializer serializer;

	private final InvocationLifecycle lifecycle;

	OutcomeWriter(Serializer serializer, InvocationLifecycle lifecycle) {
		this.serializer = serializer;
		this.lifecycle = lifecycle;
	}

	/**
	 * Decides what the end of a body means.
	 * @return the write, which may be repeated; it gives the status that was entered, or
	 * {@code null} if the claim no longer counts
	 */
	OutcomeWrite of(TaskDefinition task, InvocationScope scope, Ending ending) {
		Claim claim = scope.claim();
		Throwable failure = ending.failure();
		if (ending.payload() != null) {
			return complete(claim, Outcome.success(ending.payload()));
		}
		if (failure == null || scope.isInterrupted()) {
			return OutcomeWrite.of(() -> this.lifecycle.release(claim).status());
		}
		if (ending.retryable() && task.retryPolicy().allows(failure, claim.retries())) {
			logger.warn(attempt(task, claim) + " failed and will be tried again: " + describe(failure));
			return OutcomeWrite.of(() -> this.lifecycle.retry(claim, Duration.ZERO) ? InvocationStatus.RETRY : null);
		}
		logFailure(task, claim, failure);
		return complete(claim, Outcome.failure(serialize(failure)));
	}

	private OutcomeWrite complete(Claim claim, Outcome outcome) {
		return new Completion(this.lifecycle, claim, outcome);
	}

	/**
	 * Nobody holds the handle of a task that returns nothing, so only the log can show
	 * its stack.
	 */
	private void logFailure(TaskDefinition task, Claim claim, Throwable failure) {
		String message = attempt(task, claim) + " failed: " + describe(failure);
		if (task.shape() == ReturnShape.VOID) {
			logger.error(message, failure);
		}
		else {
			logger.warn(message);
		}
	}

	private static String attempt(TaskDefinition task, Claim claim) {
		return "Attempt " + claim.attempt() + " of " + (task.retryPolicy().maxRetries() + 1) + " of invocation "
				+ claim.invocation().id() + " of task '" + claim.invocation().taskId() + "'";
	}

	private static String describe(Throwable failure) {
		try {
			return failure.toString();
		}
		catch (RuntimeException | Error ex) {
			return failure.getClass().getName();
		}
	}

	private String serialize(Throwable failure) {
		try {
			return this.serializer.writeFailure(failure);
		}
		catch (RuntimeException | Error ex) {
			logger.error("The serializer could not describe a failure of type " + failure.getClass().getName(), ex);
			return this.serializer.writeFailure(new SerializationException(
					"The body failed with " + failure.getClass().getName() + ", which could not be described", null));
		}
	}

	private record Completion(InvocationLifecycle lifecycle, Claim claim, Outcome outcome) implements OutcomeWrite {

		@Override
		public @Nullable InvocationStatus write() {
			return status(this.lifecycle.complete(this.claim, this.outcome));
		}

		@Override
		public void begin(BiConsumer<@Nullable InvocationStatus, @Nullable Throwable> answered) {
			this.lifecycle.completeAsync(this.claim, this.outcome,
					(accepted, failure) -> answered.accept(status(Boolean.TRUE.equals(accepted)), failure));
		}

		private @Nullable InvocationStatus status(boolean accepted) {
			return accepted ? this.outcome.status() : null;
		}

	}

}
