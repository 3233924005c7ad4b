package org.pynenc.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.pynenc.broker.Broker;
import org.pynenc.broker.QueueSize;
import org.pynenc.task.TaskDefinition;
import org.pynenc.task.TaskRegistry;

/**
 * Shows how many invocations wait: {@code pynenc.queue.size} (gauge; {@code queue}), for
 * each queue that a task of this application uses. The queues are the cluster's, so every
 * node shows the same; do not add them up.
 */
class QueueMetrics implements MeterBinder {

	static final String QUEUE_SIZE = "pynenc.queue.size";

	private final Broker broker;

	private final TaskRegistry tasks;

	QueueMetrics(Broker broker, TaskRegistry tasks) {
		this.broker = broker;
		this.tasks = tasks;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.tasks.tasks()
			.stream()
			.map(TaskDefinition::queue)
			.distinct()
			.forEach((queue) -> Gauge.builder(QUEUE_SIZE, () -> size(queue))
				.tag("queue", queue)
				.description("Invocations that wait in a queue of the cluster")
				.baseUnit("invocations")
				.register(registry));
	}

	private long size(String queue) {
		return this.broker.sizes()
			.stream()
			.filter((size) -> size.queue().equals(queue))
			.mapToLong(QueueSize::size)
			.sum();
	}

}
