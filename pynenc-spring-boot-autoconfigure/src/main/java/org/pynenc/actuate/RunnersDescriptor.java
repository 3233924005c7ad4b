package org.pynenc.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.pynenc.TaskId;
import org.pynenc.execution.SlotUsage;
import org.pynenc.invocation.RunnerId;
import org.pynenc.orchestrator.RunnerRecord;
import org.pynenc.runner.Runner;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * The live runners of all nodes, and what the runner of this node says of itself.
 *
 * @param runners the runners with a valid lease, ordered by id
 * @param local the runner of this node; {@code null} where there is none
 */
record RunnersDescriptor(List<RunnerDescriptor> runners,
		@Nullable LocalRunnerDescriptor local) implements OperationResponseBody {

	/**
	 * A live runner.
	 *
	 * @param id the runner
	 * @param slots how many bodies it executes at a time
	 * @param owned how many invocations it owns, those that wait included
	 * @param queues the queues that it serves; empty for all
	 * @param tasks the tasks that it knows
	 * @param lastHeartbeat its last sign of life, by the clock of the store
	 * @param leaseUntil until when it counts as alive, by the clock of the store
	 */
	record RunnerDescriptor(String id, int slots, int owned, List<String> queues, List<String> tasks,
			Instant lastHeartbeat, Instant leaseUntil) {

		static RunnerDescriptor of(RunnerRecord runner) {
			return new RunnerDescriptor(runner.id().value(), runner.slots(), runner.owned(), sorted(runner.queues()),
					runner.tasks().stream().map(TaskId::value).sorted().toList(), runner.lastHeartbeat(),
					runner.leaseUntil());
		}

		private static List<String> sorted(Set<String> names) {
			return names.stream().sorted().toList();
		}

	}

	/**
	 * The runner of this node.
	 *
	 * @param id its id; {@code null} while it is stopped
	 * @param claiming whether it claims work
	 * @param slots what its slots are used for
	 * @param lastAnswer when a request of it for work was last answered, by the clock of
	 * this node
	 * @param unanswered how long its current request has been without an answer
	 */
	record LocalRunnerDescriptor(@Nullable String id, boolean claiming, SlotUsage slots, @Nullable Instant lastAnswer,
			Duration unanswered) {

		static LocalRunnerDescriptor of(Runner runner) {
			RunnerId id = runner.id();
			return new LocalRunnerDescriptor((id != null) ? id.value() : null, runner.isClaiming(), runner.slots(),
					runner.lastAnswer(), runner.unanswered());
		}

	}

}
