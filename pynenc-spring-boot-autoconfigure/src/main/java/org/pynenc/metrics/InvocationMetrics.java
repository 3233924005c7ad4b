package org.pynenc.metrics;

import java.time.Duration;
import java.util.Locale;

import io.micrometer.core.instrument.MeterRegistry;
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
		this.registry.counter(INVOCATIONS, "task", event.taskId().value(), "status", event.status().name()).increment();
		if (event.took() != null) {
			record(DURATION, event, event.took());
			record(WAIT, event, event.waited());
		}
	}

	private void record(String name, InvocationEvent event, @Nullable Duration time) {
		if (time != null) {
			String outcome = event.status().name().toLowerCase(Locale.ROOT);
			this.registry.timer(name, "task", event.taskId().value(), "outcome", outcome).record(time);
		}
	}

}
