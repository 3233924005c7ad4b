package org.pynenc.metrics;

import java.time.Duration;
import java.util.Locale;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;
import org.pynenc.invocation.InvocationEvent;
import org.pynenc.invocation.InvocationListener;

/**
 * Counts and times what this node does to invocations:
 * <ul>
 * <li>{@code pynenc.invocations} (counter; {@code task}, {@code status}): each status
 * that this node made an invocation enter</li>
 * <li>{@code pynenc.invocation.duration} (timer; {@code task}, {@code outcome}): how long
 * an attempt's body took</li>
 * <li>{@code pynenc.invocation.wait} (timer; {@code task}, {@code outcome}): how long the
 * invocation was available before that attempt</li>
 * </ul>
 * The outcome is the status that the attempt ended with, in small letters.
 */
class InvocationMetrics implements InvocationListener {

	static final String INVOCATIONS = "pynenc.invocations";

	static final String DURATION = "pynenc.invocation.duration";

	static final String WAIT = "pynenc.invocation.wait";

	private final MeterRegistry registry;

	InvocationMetrics(MeterRegistry registry) {
		this.registry = registry;
	}

	@Override
	public void onEvent(InvocationEvent event) {
		Counter.builder(INVOCATIONS)
			.description("How often this node made an invocation enter a status")
			.tags("task", event.taskId().value(), "status", event.status().name())
			.register(this.registry)
			.increment();
		if (event.took() != null) {
			record(DURATION, "How long the body of an attempt took on this node", event, event.took());
			record(WAIT, "How long the invocation was available before that attempt", event, event.waited());
		}
	}

	private void record(String name, String description, InvocationEvent event, @Nullable Duration time) {
		if (time != null) {
			String outcome = event.status().name().toLowerCase(Locale.ROOT);
			Timer.builder(name)
				.description(description)
				.tags("task", event.taskId().value(), "outcome", outcome)
				.register(this.registry)
				.record(time);
		}
	}

}
