package org.pynenc.metrics;

import java.util.function.ToIntFunction;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.pynenc.execution.SlotUsage;
import org.pynenc.runner.Runner;

/**
 * Shows what the slots of this node's runner are used for: {@code pynenc.runner.slots}
 * (gauge; {@code state} is {@code busy}, {@code free}, or {@code lent} for bodies that
 * wait for other invocations and hold no slot).
 */
class SlotMetrics implements MeterBinder {

	static final String SLOTS = "pynenc.runner.slots";

	private final Runner runner;

	SlotMetrics(Runner runner) {
		this.runner = runner;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		gauge(registry, "busy", SlotUsage::busy);
		gauge(registry, "free", SlotUsage::free);
		gauge(registry, "lent", SlotUsage::lent);
	}

	private void gauge(MeterRegistry registry, String state, ToIntFunction<SlotUsage> number) {
		Gauge.builder(SLOTS, () -> number.applyAsInt(this.runner.slots()))
			.tag("state", state)
			.description("Slots of this node's runner")
			.baseUnit("slots")
			.register(registry);
	}

}
