package org.pynenc.actuate;

import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.pynenc.InvocationId;
import org.pynenc.broker.Broker;
import org.pynenc.orchestrator.Orchestrator;
import org.pynenc.runner.Runner;
import org.pynenc.state.StateBackend;
import org.pynenc.task.TaskRegistry;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * {@link HealthIndicator} that tells whether every component answers, and whether the
 * runner of this node gets answers to its requests for work.
 */
class PynencHealthIndicator extends AbstractHealthIndicator {

	private static final InvocationId NOBODY = new InvocationId(new UUID(0, 0));

	private final Orchestrator orchestrator;

	private final Broker broker;

	private final StateBackend stateBackend;

	private final TaskRegistry tasks;

	private final Supplier<@Nullable Runner> runner;

	PynencHealthIndicator(Orchestrator orchestrator, Broker broker, StateBackend stateBackend, TaskRegistry tasks,
			Supplier<@Nullable Runner> runner) {
		super("The health of pynenc could not be checked");
		this.orchestrator = orchestrator;
		this.broker = broker;
		this.stateBackend = stateBackend;
		this.tasks = tasks;
		this.runner = runner;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		ask(builder, "orchestrator", () -> this.orchestrator.runners().alive());
		ask(builder, "broker", this.broker::sizes);
		ask(builder, "state-backend", () -> this.stateBackend.load(List.of(NOBODY)));
		builder.up();
		checkRunner(builder, this.runner.get());
	}

	private static void ask(Health.Builder builder, String component, Runnable question) {
		try {
			question.run();
		}
		catch (RuntimeException ex) {
			builder.withDetail("unreachable", component);
			throw ex;
		}
	}

	private void checkRunner(Health.Builder builder, @Nullable Runner runner) {
		if (runner == null) {
			builder.withDetail("runner", "disabled");
		}
		else if (runner.isClaiming()) {
			checkAnswers(builder, runner);
		}
		else if (this.tasks.executableIds().isEmpty()) {
			builder.withDetail("runner", "without tasks");
		}
		else {
			builder.outOfService().withDetail("runner", (runner.id() != null) ? "draining" : "stopped");
		}
	}

	private static void checkAnswers(Health.Builder builder, Runner runner) {
		boolean answered = runner.unanswered().compareTo(runner.lease()) <= 0;
		if (!answered) {
			builder.down().withDetail("unanswered", runner.unanswered());
		}
		builder.withDetail("runner", answered ? "claiming" : "without answer");
		if (runner.lastAnswer() != null) {
			builder.withDetail("lastAnswer", runner.lastAnswer());
		}
	}

}
