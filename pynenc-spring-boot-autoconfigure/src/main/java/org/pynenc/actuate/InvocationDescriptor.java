package org.pynenc.actuate;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.pynenc.InvocationStatus;
import org.pynenc.StatusChange;
import org.pynenc.actuate.InvocationsDescriptor.StandingDescriptor;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * One invocation.
 *
 * @param standing where it stands
 * @param call what it executes; {@code null} if the state backend does not have it
 * @param outcome how it ended; {@code null} unless a body or the lack of one ended it
 * @param children the first page of the invocations that its body called
 * @param history what happened to it, oldest first
 */
record InvocationDescriptor(StandingDescriptor standing, @Nullable CallDescriptor call,
		@Nullable OutcomeDescriptor outcome, InvocationsDescriptor children,
		List<StatusChange> history) implements OperationResponseBody {

	/**
	 * What an invocation executes.
	 *
	 * @param queue the queue that it waits in
	 * @param priority its priority
	 * @param depth how many invocations stand above it
	 * @param parent the invocation in whose body the call was made
	 * @param arguments the arguments by parameter, sanitised
	 */
	record CallDescriptor(String queue, int priority, int depth, @Nullable String parent,
			Map<String, Object> arguments) {
	}

	/**
	 * How an invocation ended, or what of it cannot be read.
	 *
	 * @param status its last status
	 * @param result the result, sanitised; {@code null} for a failure and for a result
	 * that is {@code null}
	 * @param failure what the body threw
	 * @param reason why it ended where no body says so, or what cannot be read and why
	 */
	record OutcomeDescriptor(InvocationStatus status, @Nullable Object result, @Nullable FailureDescriptor failure,
			@Nullable String reason) {
	}

	/**
	 * What a body threw.
	 *
	 * @param type the exception's class
	 * @param message its message, sanitised
	 * @param stackTrace its stack, innermost call first; {@code null} where values are
	 * not shown
	 * @param cause its cause
	 */
	record FailureDescriptor(String type, @Nullable Object message, @Nullable List<String> stackTrace,
			@Nullable FailureDescriptor cause) {
	}

}
