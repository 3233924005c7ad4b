package org.pynenc.actuate;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.pynenc.InvocationStatus;
import org.pynenc.TaskId;
import org.pynenc.actuate.QueuesDescriptor.QueueDescriptor;
import org.pynenc.actuate.RunnersDescriptor.LocalRunnerDescriptor;
import org.pynenc.actuate.RunnersDescriptor.RunnerDescriptor;
import org.pynenc.broker.Broker;
import org.pynenc.broker.QueueSize;
import org.pynenc.orchestrator.Orchestrator;
import org.pynenc.orchestrator.RunnerRecord;
import org.pynenc.runner.Runner;
import org.pynenc.task.TaskDefinition;
import org.pynenc.task.TaskRegistry;

import org.springframework.util.StringUtils;

/**
 * Describes tasks, queues and runners, and changes nothing.
 */
class EngineView {

	private final TaskRegistry tasks;

	private final Orchestrator orchestrator;

	private final Broker broker;

	private final Supplier<@Nullable Runner> runner;

	EngineView(TaskRegistry tasks, Orchestrator orchestrator, Broker broker, Supplier<@Nullable Runner> runner) {
		this.tasks = tasks;
		this.orchestrator = orchestrator;
		this.broker = broker;
		this.runner = runner;
	}

	Map<InvocationStatus, Long> counts() {
		return this.orchestrator.counts();
	}

	private List<RunnerRecord> alive() {
		return this.orchestrator.runners().alive();
	}

	TasksDescriptor tasks() {
		List<RunnerRecord> alive = alive();
		return new TasksDescriptor(this.tasks.tasks().stream().map((task) -> describe(task, alive)).toList());
	}

	@Nullable TaskDescriptor task(String id) {
		return StringUtils.hasText(id)
				? this.tasks.find(new TaskId(id)).map((task) -> describe(task, alive())).orElse(null) : null;
	}

	private static TaskDescriptor describe(TaskDefinition task, List<RunnerRecord> alive) {
		return TaskDescriptor.of(task, alive.stream().filter((runner) -> runner.tasks().contains(task.id())).count());
	}

	QueuesDescriptor queues() {
		Map<String, Map<String, Long>> sizes = new TreeMap<>();
		this.tasks.tasks().forEach((task) -> sizes.put(task.queue(), new TreeMap<>()));
		for (QueueSize size : this.broker.sizes()) {
			sizes.computeIfAbsent(size.queue(), (queue) -> new TreeMap<>()).put(size.task().value(), size.size());
		}
		List<RunnerRecord> alive = alive();
		Map<String, QueueDescriptor> queues = new TreeMap<>();
		sizes.forEach((queue, byTask) -> queues.put(queue,
				new QueueDescriptor(byTask.values().stream().mapToLong(Long::longValue).sum(), byTask,
						alive.stream().filter((runner) -> serves(runner, queue)).count())));
		return new QueuesDescriptor(queues);
	}

	private static boolean serves(RunnerRecord runner, String queue) {
		return runner.queues().isEmpty() || runner.queues().contains(queue);
	}

	RunnersDescriptor runners() {
		Runner local = this.runner.get();
		return new RunnersDescriptor(
				alive().stream().map(RunnerDescriptor::of).sorted(Comparator.comparing(RunnerDescriptor::id)).toList(),
				(local != null) ? LocalRunnerDescriptor.of(local) : null);
	}

}
