package org.pynenc.backend.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.pynenc.InvocationId;
import org.pynenc.TaskId;
import org.pynenc.broker.Broker;
import org.pynenc.broker.BrokerCapability;
import org.pynenc.broker.PollRequest;
import org.pynenc.broker.QueueEntry;
import org.pynenc.contract.BrokerContract;
import org.pynenc.contract.TestClock;

import org.springframework.test.util.ReflectionTestUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/**
 * Tests for {@link MemoryBroker}.
 */
class MemoryBrokerTests extends BrokerContract {

	private static final TaskId KNOWN = new TaskId("known.task");

	private static final TaskId FOREIGN = new TaskId("foreign.task");

	private final TestClock clock = new TestClock();

	private final MemoryBroker broker = new MemoryBroker(this.clock);

	@Override
	protected Broker broker() {
		return this.broker;
	}

	@Override
	protected void advance(Duration duration) {
		this.clock.advance(duration);
	}

	@Override
	protected Instant now() {
		return this.clock.instant();
	}

	@Override
	protected Duration lease() {
		return MemoryBroker.LEASE;
	}

	@Test
	void canDoEverything() {
		assertThat(this.broker.capabilities()).containsExactlyInAnyOrder(BrokerCapability.values());
	}

	@Test
	void backlogOfForeignTasksCostsNothing() {
		List<QueueEntry> backlog = new ArrayList<>();
		for (int i = 0; i < 50_000; i++) {
			backlog.add(entry(FOREIGN, now(), i));
			backlog.add(entry(FOREIGN, now().plusSeconds(60), i));
		}
		this.broker.enqueue(backlog);
		assertTimeoutPreemptively(Duration.ofSeconds(20), () -> pollOneByOne(40_000));
	}

	@Test
	void backlogOfKnownTasksCostsNothing() {
		List<QueueEntry> backlog = new ArrayList<>();
		for (int i = 0; i < 100_000; i++) {
			backlog.add(entry(KNOWN, now(), 1_000_000 + i));
		}
		this.broker.enqueue(backlog);
		assertTimeoutPreemptively(Duration.ofSeconds(20), () -> pollOneByOne(40_000));
	}

	private void pollOneByOne(int times) {
		PollRequest request = new PollRequest(1, Set.of(), Set.of(KNOWN));
		for (int i = 0; i < times; i++) {
			QueueEntry entry = entry(KNOWN, now(), i);
			this.broker.enqueue(List.of(entry));
			assertThat(this.broker.poll(request).entries()).containsExactly(entry);
			this.broker.acknowledge(List.of(entry));
		}
	}

	@Test
	void keepsNothingOfWhatIsGone() {
		for (int i = 0; i < 10; i++) {
			this.broker.enqueue(List.of(entry(new TaskId("task" + i), now(), i)));
			this.broker.enqueue(List.of(entry(KNOWN, now().plusSeconds(i), i)));
		}
		advance(Duration.ofSeconds(5));
		List<QueueEntry> polled = this.broker.poll(new PollRequest(4, Set.of(), Set.of(KNOWN))).entries();
		this.broker.acknowledge(polled);
		Map<InvocationId, ?> items = items();
		this.broker.remove(List.copyOf(items.keySet()));
		assertThat(items).isEmpty();
		assertThat(ReflectionTestUtils.getField(this.broker, "lanes")).isEqualTo(Map.of());
	}

	@SuppressWarnings("unchecked")
	private Map<InvocationId, ?> items() {
		return (Map<InvocationId, ?>) ReflectionTestUtils.getField(this.broker, "items");
	}

	private static QueueEntry entry(TaskId task, Instant due, long sequence) {
		return new QueueEntry(InvocationId.create(), "default", task, 0, due, 0, sequence, 0);
	}

}
