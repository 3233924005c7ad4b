package org.pynenc.backend.memory;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.pynenc.Arguments;
import org.pynenc.Call;
import org.pynenc.InvocationId;
import org.pynenc.TaskId;
import org.pynenc.contract.StateBackendContract;
import org.pynenc.contract.TestClock;
import org.pynenc.invocation.Invocation;
import org.pynenc.state.StateBackend;

import org.springframework.test.util.ReflectionTestUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MemoryStateBackend}.
 */
class MemoryStateBackendTests extends StateBackendContract {

	private final TestClock clock = new TestClock();

	private final MemoryStateBackend stateBackend = new MemoryStateBackend(this.clock);

	@Override
	protected StateBackend stateBackend() {
		return this.stateBackend;
	}

	@Override
	protected void advance(Duration duration) {
		this.clock.advance(duration);
	}

	@Test
	void saveSweepsWhatHasExpired() {
		Invocation first = save(Duration.ofMinutes(1));
		save(Duration.ofMinutes(2));
		Invocation third = save(Duration.ofMinutes(3));
		Invocation kept = save(Duration.ofMinutes(1));
		this.stateBackend.keep(List.of(kept.id()));
		assertThat(this.stateBackend.load(List.of(first.id()))).hasSize(1);
		advance(Duration.ofMinutes(2));
		Invocation latest = save(Duration.ofMinutes(1));
		assertThat(ReflectionTestUtils.getField(this.stateBackend, "rows"))
			.asInstanceOf(InstanceOfAssertFactories.map(InvocationId.class, Object.class))
			.containsOnlyKeys(third.id(), kept.id(), latest.id());
		assertThat((Collection<?>) ReflectionTestUtils.getField(this.stateBackend, "expiries")).hasSize(2);
	}

	@Test
	void keepsNoExpiryOfWhatIsKeptOrDeleted() {
		Invocation kept = save(Duration.ofMinutes(1));
		Invocation deleted = save(Duration.ofMinutes(1));
		this.stateBackend.keep(List.of(kept.id()));
		this.stateBackend.delete(List.of(deleted.id()));
		assertThat((Collection<?>) ReflectionTestUtils.getField(this.stateBackend, "expiries")).isEmpty();
	}

	private Invocation save(Duration expiry) {
		Invocation invocation = new Invocation(InvocationId.create(), new Call(new TaskId("a.b"), Arguments.none()),
				null, 0, "default", 0, 3, null, Map.of(), Invocation.WIRE_VERSION);
		this.stateBackend.save(List.of(invocation), expiry);
		return invocation;
	}

}
