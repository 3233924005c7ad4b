package org.pynenc.actuate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.pynenc.InvocationId;
import org.pynenc.InvocationStatus;
import org.pynenc.actuate.InvocationDescriptor.CallDescriptor;
import org.pynenc.actuate.InvocationDescriptor.OutcomeDescriptor;
import org.pynenc.actuate.InvocationsDescriptor.StandingDescriptor;
import org.pynenc.invocation.Invocation;
import org.pynenc.invocation.Outcome;
import org.pynenc.orchestrator.InvocationRecord;
import org.pynenc.orchestrator.Orchestrator;
import org.pynenc.state.StateBackend;
import org.pynenc.state.UnreadableInvocationException;

/**
 * Describes invocations, and changes nothing.
 */
class InvocationView {

	private final Orchestrator orchestrator;

	private final StateBackend stateBackend;

	private final ShownValues values;

	InvocationView(Orchestrator orchestrator, StateBackend stateBackend, ShownValues values) {
		this.orchestrator = orchestrator;
		this.stateBackend = stateBackend;
		this.values = values;
	}

	@Nullable InvocationRecord find(InvocationId id) {
		return this.orchestrator.records(List.of(id)).get(id);
	}

	/**
	 * A page of those that stand at a status; what leaves it while it is being looked at
	 * is left out.
	 */
	InvocationsDescriptor standing(InvocationStatus status, PageRequest page) {
		InvocationsDescriptor found = page(this.orchestrator.standing(status, page.after(), page.size()), page.size());
		return new InvocationsDescriptor(
				found.invocations().stream().filter((invocation) -> invocation.status() == status).toList(),
				found.next());
	}

	InvocationsDescriptor children(InvocationId parent, PageRequest page) {
		return page(this.orchestrator.children(parent, page.after(), page.size()), page.size());
	}

	private InvocationsDescriptor page(List<InvocationId> ids, int size) {
		Map<InvocationId, InvocationRecord> records = this.orchestrator.records(ids);
		List<StandingDescriptor> invocations = ids.stream()
			.map(records::get)
			.filter(Objects::nonNull)
			.map(StandingDescriptor::of)
			.toList();
		return new InvocationsDescriptor(invocations, (ids.size() == size) ? ids.get(size - 1).toString() : null);
	}

	@Nullable InvocationDescriptor describe(InvocationId id, boolean shown) {
		InvocationRecord record = find(id);
		if (record == null) {
			return null;
		}
		List<String> problems = new ArrayList<>();
		CallDescriptor call = readable(() -> call(id, shown), problems);
		OutcomeDescriptor outcome = readable(() -> outcome(record, shown), problems);
		if (outcome == null && !problems.isEmpty()) {
			outcome = new OutcomeDescriptor(record.status(), null, null, String.join("; ", problems));
		}
		return new InvocationDescriptor(StandingDescriptor.of(record), call, outcome, children(id, PageRequest.FIRST),
				this.orchestrator.history(id));
	}

	private static <T> @Nullable T readable(Supplier<@Nullable T> part, List<String> problems) {
		try {
			return part.get();
		}
		catch (UnreadableInvocationException ex) {
			problems.add(String.valueOf(ex.getMessage()));
			return null;
		}
	}

	private @Nullable CallDescriptor call(InvocationId id, boolean shown) {
		Invocation invocation = this.stateBackend.load(List.of(id)).get(id);
		if (invocation == null) {
			return null;
		}
		InvocationId parent = invocation.parent();
		return new CallDescriptor(invocation.queue(), invocation.priority(), invocation.depth(),
				(parent != null) ? parent.toString() : null,
				this.values.arguments(invocation.call().arguments(), shown));
	}

	private @Nullable OutcomeDescriptor outcome(InvocationRecord record, boolean shown) {
		Outcome outcome = (record.status().isFinal() && record.token() != null)
				? this.stateBackend.outcome(record.id(), record.token()) : null;
		if (outcome == null) {
			return (record.reason() != null) ? new OutcomeDescriptor(record.status(), null, null, record.reason())
					: null;
		}
		return (outcome.status() == InvocationStatus.SUCCESS)
				? new OutcomeDescriptor(outcome.status(), this.values.value("result", outcome.payload(), shown), null,
						null)
				: new OutcomeDescriptor(outcome.status(), null, this.values.failure(outcome.payload(), shown), null);
	}

}
