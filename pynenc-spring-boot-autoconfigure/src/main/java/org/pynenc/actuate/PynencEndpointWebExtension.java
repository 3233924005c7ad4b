package org.pynenc.actuate;

import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.pynenc.InvocationId;
import org.pynenc.InvocationStatus;
import org.pynenc.orchestrator.InvocationRecord;

import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;
import org.springframework.context.annotation.ImportRuntimeHints;

/**
 * {@link EndpointWebExtension} of the {@link PynencEndpoint}: tasks, queues, runners and
 * invocations. Only {@link #change} changes anything, and it is there only with
 * unrestricted access.
 */
@EndpointWebExtension(endpoint = PynencEndpoint.class)
@ImportRuntimeHints(PynencEndpointWebExtension.Hints.class)
class PynencEndpointWebExtension {

	/**
	 * The request contradicts where the invocation stands (RFC 9110).
	 */
	private static final int STATUS_CONFLICT = 409;

	private final EngineView engine;

	private final InvocationView invocations;

	private final Cancellation cancellation;

	private final Show showValues;

	private final Set<String> roles;

	PynencEndpointWebExtension(EngineView engine, InvocationView invocations, Cancellation cancellation,
			Show showValues, Set<String> roles) {
		this.engine = engine;
		this.invocations = invocations;
		this.cancellation = cancellation;
		this.showValues = showValues;
		this.roles = roles;
	}

	@ReadOperation
	WebEndpointResponse<Object> all(@Selector String part, @Nullable String status, @Nullable String parent,
			@Nullable String after, @Nullable String size) {
		return answer(() -> switch (part) {
			case "tasks" -> this.engine.tasks();
			case "queues" -> this.engine.queues();
			case "runners" -> this.engine.runners();
			case "invocations" -> page(status, parent, PageRequest.of(after, size));
			default -> null;
		});
	}

	private InvocationsDescriptor page(@Nullable String status, @Nullable String parent, PageRequest page) {
		if (status != null && parent == null) {
			return this.invocations.standing(PageRequest.status(status), page);
		}
		if (parent != null && status == null) {
			return this.invocations.children(PageRequest.id("parent", parent), page);
		}
		throw new InvalidRequestException("Ask for the invocations of one 'status' or of one 'parent'");
	}

	@ReadOperation
	WebEndpointResponse<Object> one(SecurityContext securityContext, @Selector String part, @Selector String id) {
		return answer(() -> switch (part) {
			case "tasks" -> this.engine.task(id);
			case "invocations" -> this.invocations.describe(PageRequest.id("id", id),
					this.showValues.isShown(securityContext, this.roles));
			default -> null;
		});
	}

	/**
	 * Cancels an invocation that nobody owns.
	 * @param part {@code invocations}
	 * @param id the invocation
	 * @param status the status that it is to enter, {@code CANCELLED}
	 * @return where it stands now
	 */
	@WriteOperation
	WebEndpointResponse<Object> change(@Selector String part, @Selector String id, @Nullable String status) {
		return answer(() -> part.equals("invocations") ? cancel(PageRequest.id("id", id), status) : null);
	}

	private @Nullable Object cancel(InvocationId id, @Nullable String status) {
		if (!InvocationStatus.CANCELLED.name().equalsIgnoreCase(status)) {
			throw new InvalidRequestException("The only 'status' that can be asked for is CANCELLED");
		}
		InvocationRecord record = this.invocations.find(id);
		if (record != null && !this.cancellation.cancel(record)) {
			throw new InvalidRequestException(STATUS_CONFLICT,
					"Only what no runner owns and has not ended can be cancelled; invocation " + id + " was "
							+ record.status());
		}
		return this.invocations.describe(id, false);
	}

	private static WebEndpointResponse<Object> answer(Supplier<@Nullable Object> body) {
		try {
			Object found = body.get();
			return (found != null) ? new WebEndpointResponse<>(found)
					: new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
		}
		catch (InvalidRequestException ex) {
			return new WebEndpointResponse<>(new ErrorDescriptor(String.valueOf(ex.getMessage())), ex.status());
		}
	}

	static class Hints implements RuntimeHintsRegistrar {

		private final BindingReflectionHintsRegistrar binding = new BindingReflectionHintsRegistrar();

		@Override
		public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
			this.binding.registerReflectionHints(hints.reflection(), OverviewDescriptor.class, TasksDescriptor.class,
					QueuesDescriptor.class, RunnersDescriptor.class, InvocationsDescriptor.class,
					InvocationDescriptor.class, ErrorDescriptor.class);
		}

	}

}
