package org.pynenc.backend.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pynenc.InvocationId;
import org.pynenc.TaskId;
import org.pynenc.broker.Broker;
import org.pynenc.broker.BrokerCapability;
import org.pynenc.broker.PollRequest;
import org.pynenc.broker.QueueEntry;
import org.pynenc.contract.BrokerContract;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RedisBroker}, on a real server.
 */
@ExtendWith(RedisServerExtension.class)
class RedisBrokerTests extends BrokerContract {

	private static final TaskId KNOWN = new TaskId("known.task");

	private static final TaskId FOREIGN = new TaskId("foreign.task");

	private static final String LAYOUT = "pynenc:{broker}:layout";

	private final TestStoreTime time = new TestStoreTime();

	private final RedisBroker broker = broker("broker");

	private RedisBroker broker(String appId) {
		return new RedisBroker(
				new RedisScripts(RedisServerExtension.connectionFactory(), new RedisKeys(appId), this.time));
	}

	@Override
	protected Broker broker() {
		return this.broker;
	}

	@Override
	protected void advance(Duration duration) {
		this.time.advance(duration);
	}

	@Override
	protected Instant now() {
		return this.time.clock().instant();
	}

	@Override
	protected Duration lease() {
		return RedisBroker.LEASE;
	}

	@Test
	void canDoEverything() {
		assertThat(this.broker.capabilities()).containsExactlyInAnyOrder(BrokerCapability.values());
	}

	@Test
	void operationsAreOneTripEach() {
		List<QueueEntry> entries = entries(KNOWN, now(), 100);
		RedisCommands commands = new RedisCommands();
		this.broker.enqueue(entries);
		assertThat(commands.scriptsSinceLastLook()).isOne();
		List<QueueEntry> polled = poll(100);
		assertThat(commands.scriptsSinceLastLook()).isOne();
		assertThat(polled).hasSize(100);
		this.broker.acknowledge(polled);
		assertThat(commands.scriptsSinceLastLook()).isOne();
	}

	@Test
	void aBacklogDoesNotMakeAPollDoMore() {
		RedisCommands commands = new RedisCommands();
		this.broker.enqueue(entries(KNOWN, now(), 10));
		poll(1);
		commands.callsSinceLastLook();
		poll(1);
		long callsWithoutBacklog = commands.callsSinceLastLook();
		this.broker.enqueue(entries(KNOWN, now(), 20_000));
		this.broker.enqueue(entries(KNOWN, now().plusSeconds(3600), 10_000));
		for (int i = 0; i < 20; i++) {
			this.broker.enqueue(entries(FOREIGN, now(), 1000));
		}
		commands.callsSinceLastLook();
		poll(1);
		assertThat(commands.callsSinceLastLook()).isEqualTo(callsWithoutBacklog);
	}

	@Test
	void manyEntriesThatBecomeDueAtOnceComeAllTheSame() {
		this.broker.enqueue(entries(KNOWN, now().plusSeconds(1), 2500));
		advance(Duration.ofSeconds(1));
		int polled = 0;
		for (int i = 0; i < 30; i++) {
			List<QueueEntry> entries = poll(100);
			this.broker.acknowledge(entries);
			polled += entries.size();
		}
		assertThat(polled).isEqualTo(2500);
	}

	@Test
	void keepsNothingOfWhatIsGone() {
		List<QueueEntry> entries = new ArrayList<>(entries(KNOWN, now(), 10));
		entries.addAll(entries(KNOWN, now().plusSeconds(60), 10));
		entries.addAll(entries(FOREIGN, now(), 10));
		this.broker.enqueue(entries);
		this.broker.promote(entries.stream().map(QueueEntry::id).toList());
		this.broker.acknowledge(poll(4));
		poll(4);
		this.broker.remove(entries.stream().map(QueueEntry::id).toList());
		assertThat(RedisCommands.keys()).containsExactlyInAnyOrder("pynenc:{broker}:q:n", "pynenc:{broker}:entries",
				LAYOUT);
	}

	@Test
	void applicationsAreApart() {
		RedisBroker other = broker("other");
		this.broker.enqueue(entries(KNOWN, now(), 3));
		other.enqueue(entries(KNOWN, now(), 2));
		this.broker.purge();
		assertThat(this.broker.sizes()).isEmpty();
		assertThat(other.poll(new PollRequest(10, Set.of(), Set.of(KNOWN))).entries()).hasSize(2);
	}

	@Test
	void purgeLeavesTheKeysOfOthersAlone() {
		RedisCommands.set("pynenc:{broker2}:q:1", "another application's");
		RedisCommands.set("q:1", "somebody else's");
		this.broker.enqueue(entries(KNOWN, now(), 3000));
		this.broker.purge();
		assertThat(RedisCommands.keys()).containsExactlyInAnyOrder("pynenc:{broker2}:q:1", "q:1", LAYOUT);
	}

	@Test
	void namesMayHoldAnything() {
		QueueEntry entry = new QueueEntry(InvocationId.create(), "a:b 1:ä€", new TaskId("c:d:é"), 0, now(), 0, 1, 0);
		this.broker.enqueue(List.of(entry));
		assertThat(this.broker.poll(new PollRequest(1, Set.of(entry.queue()), Set.of(entry.task()))).entries())
			.containsExactly(entry);
	}

	private List<QueueEntry> poll(int max) {
		return this.broker.poll(new PollRequest(max, Set.of(), Set.of(KNOWN))).entries();
	}

	private static List<QueueEntry> entries(TaskId task, Instant due, int number) {
		List<QueueEntry> entries = new ArrayList<>(number);
		for (int i = 0; i < number; i++) {
			entries.add(new QueueEntry(InvocationId.create(), "default", task, 0, due, 0, i, 0));
		}
		return entries;
	}

}
