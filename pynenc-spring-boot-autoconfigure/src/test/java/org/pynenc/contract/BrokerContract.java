package org.pynenc.contract;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

import org.junit.jupiter.api.Test;
import org.pynenc.InvocationId;
import org.pynenc.TaskId;
import org.pynenc.broker.Broker;
import org.pynenc.broker.BrokerCapability;
import org.pynenc.broker.PollRequest;
import org.pynenc.broker.PollResult;
import org.pynenc.broker.QueueEntry;
import org.pynenc.broker.QueueSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * What every {@link Broker} keeps. A subclass gives a broker that is empty at the start
 * of each test. What a broker says that it cannot do is not tested.
 */
public abstract class BrokerContract {

	private static final String QUEUE = "default";

	private static final TaskId TASK = new TaskId("reports.build");

	private static final TaskId OTHER_TASK = new TaskId("reports.archive");

	private static final Duration MOMENT = Duration.ofMillis(5);

	private long sequence;

	/**
	 * The broker under test.
	 * @return the same one during a test
	 */
	protected abstract Broker broker();

	/**
	 * Moves the time of the broker.
	 * @param duration by how much
	 */
	protected abstract void advance(Duration duration);

	/**
	 * The time of the broker.
	 * @return the time
	 */
	protected abstract Instant now();

	/**
	 * How long a poll leases what it gives.
	 * @return the duration
	 */
	protected abstract Duration lease();

	@Test
	void sameCapabilitiesAtEachCall() {
		assertThat(broker().capabilities()).isNotNull().isEqualTo(broker().capabilities());
	}

	@Test
	void emptyQueueGivesNothingAtOnce() {
		assertThat(poll(10)).isEqualTo(new PollResult(List.of(), false, null));
	}

	@Test
	void pollGivesBackTheEntryAsItWasEnqueued() {
		QueueEntry entry = new QueueEntry(InvocationId.create(), QUEUE, TASK, -7, now(), 3, 42, 5);
		broker().enqueue(List.of(entry));
		assertThat(poll(1).entries()).containsExactly(entry);
	}

	@Test
	void pollGivesNotMoreThanAskedFor() {
		enqueue(entry(), entry(), entry());
		assertThat(poll(2).entries()).hasSize(2);
		assertThat(poll(2).entries()).hasSize(1);
	}

	@Test
	void earlierRegisteredComeFirst() {
		List<QueueEntry> entries = List.of(entry(), entry(), entry(), entry());
		enqueueShuffled(entries);
		assertThat(poll(4).entries()).containsExactlyElementsOf(entries);
	}

	@Test
	void earlierRegisteredComeFirstHoweverLateTheyAreEnqueuedAgain() {
		QueueEntry first = entry();
		QueueEntry second = entry();
		enqueue(second, first);
		poll(1);
		enqueue(first);
		assertThat(poll(2).entries()).containsExactly(first, second);
	}

	@Test
	void largerPriorityComesFirst() {
		assumeCapable(BrokerCapability.PRIORITY);
		QueueEntry low = entry(-1000, 0);
		QueueEntry normal = entry(0, 0);
		QueueEntry normalLater = entry(0, 9);
		QueueEntry high = entry(1000, 0);
		enqueueShuffled(List.of(low, normal, normalLater, high));
		assertThat(poll(4).entries()).containsExactly(high, normal, normalLater, low);
	}

	@Test
	void priorityCountsAcrossTasks() {
		assumeCapable(BrokerCapability.PRIORITY);
		QueueEntry first = entry();
		QueueEntry second = entry(QUEUE, OTHER_TASK);
		QueueEntry third = entry();
		QueueEntry high = new QueueEntry(InvocationId.create(), QUEUE, OTHER_TASK, 1, now(), 0, ++this.sequence, 0);
		enqueueShuffled(List.of(first, second, third, high));
		assertThat(poll(4, Set.of(), TASK, OTHER_TASK).entries()).containsExactly(high, first, second, third);
	}

	@Test
	void promotedComeBeforeAllOthers() {
		assumeCapable(BrokerCapability.PROMOTION);
		QueueEntry high = entry(1000, 0);
		QueueEntry promoted = entry(-1000, 0);
		enqueue(high, promoted);
		broker().promote(List.of(promoted.id()));
		assertThat(poll(2).entries()).containsExactly(promoted, high);
	}

	@Test
	void amongPromotedDeeperComeFirstThenEarlierPromoted() {
		assumeCapable(BrokerCapability.PROMOTION);
		QueueEntry shallow = entry(1000, 1);
		QueueEntry deepLater = entry(1000, 4);
		QueueEntry deep = entry(0, 4);
		QueueEntry deepest = entry(-1000, 5);
		QueueEntry waiting = entry(1000, 9);
		enqueueShuffled(List.of(shallow, deepLater, deep, deepest, waiting));
		broker().promote(List.of(shallow.id(), deep.id()));
		broker().promote(List.of(deepLater.id()));
		broker().promote(List.of(deepest.id()));
		assertThat(poll(5).entries()).containsExactly(deepest, deep, deepLater, shallow, waiting);
	}

	@Test
	void promotingTwiceChangesNothing() {
		assumeCapable(BrokerCapability.PROMOTION);
		QueueEntry first = entry();
		QueueEntry second = entry();
		enqueue(first, second);
		broker().promote(List.of(second.id()));
		broker().promote(List.of(first.id()));
		broker().promote(List.of(second.id()));
		assertThat(poll(2).entries()).containsExactly(second, first);
	}

	@Test
	void promotionOfWhatDoesNotWaitIsPassedOver() {
		assumeCapable(BrokerCapability.PROMOTION);
		QueueEntry leased = entry();
		QueueEntry waiting = entry(1, 0);
		enqueue(leased);
		poll(1);
		enqueue(waiting);
		broker().promote(List.of(InvocationId.create(), leased.id()));
		advanceBeyond(lease());
		assertThat(poll(2).entries()).containsExactly(waiting, leased);
	}

	@Test
	void promotionReachesWhatIsNotDueYet() {
		assumeCapable(BrokerCapability.PROMOTION);
		assumeCapable(BrokerCapability.DELAY);
		QueueEntry delayed = due(Duration.ofMinutes(1));
		QueueEntry first = new QueueEntry(InvocationId.create(), QUEUE, TASK, 1000, now(), 0, 0, 0);
		enqueue(first, delayed);
		broker().promote(List.of(delayed.id()));
		advanceBeyond(Duration.ofMinutes(1));
		assertThat(poll(2).entries()).containsExactly(delayed, first);
	}

	@Test
	void waitingEntryWaitsOnceAndIsNotChangedByEnqueueingAgain() {
		QueueEntry entry = entry();
		enqueue(entry, entry);
		enqueue(new QueueEntry(entry.id(), "other", OTHER_TASK, 10, now(), 1, 1000, 0));
		assertThat(poll(10, Set.of(), TASK, OTHER_TASK).entries()).containsExactly(entry);
	}

	@Test
	void promotedEntryStaysPromotedWhenEnqueuedAgain() {
		assumeCapable(BrokerCapability.PROMOTION);
		QueueEntry first = entry();
		QueueEntry promoted = entry();
		enqueue(first, promoted);
		broker().promote(List.of(promoted.id()));
		enqueue(promoted);
		assertThat(poll(2).entries()).containsExactly(promoted, first);
	}

	@Test
	void leasedEntryIsBackAtOnceAsItIsEnqueuedAgain() {
		QueueEntry entry = entry();
		QueueEntry again = new QueueEntry(entry.id(), "other", OTHER_TASK, 0, now(), 1, entry.sequence(), 1);
		enqueue(entry);
		poll(1);
		enqueue(again);
		assertThat(poll(1, Set.of("other"), OTHER_TASK).entries()).containsExactly(again);
		broker().acknowledge(List.of(again));
		advanceBeyond(lease());
		assertThat(poll(1, Set.of(), TASK, OTHER_TASK).entries()).isEmpty();
	}

	@Test
	void acknowledgedEntryCanBeEnqueuedAgain() {
		QueueEntry entry = entry();
		enqueue(entry);
		poll(1);
		broker().acknowledge(List.of(entry));
		enqueue(entry);
		assertThat(poll(1).entries()).containsExactly(entry);
	}

	@Test
	void leasedEntryIsGivenToNobodyElse() {
		enqueue(entry());
		assertThat(poll(1).entries()).hasSize(1);
		advance(lease().minus(MOMENT));
		assertThat(poll(1).entries()).isEmpty();
	}

	@Test
	void entryThatIsNotAcknowledgedComesBackToItsPlace() {
		List<QueueEntry> entries = List.of(entry(), entry());
		enqueueShuffled(entries);
		poll(1);
		advanceBeyond(lease());
		assertThat(poll(2).entries()).containsExactlyElementsOf(entries);
	}

	@Test
	void entryThatComesBackIsLeasedAnew() {
		enqueue(entry());
		poll(1);
		advanceBeyond(lease());
		assertThat(poll(1).entries()).hasSize(1);
		advance(lease().minus(MOMENT));
		assertThat(poll(1).entries()).isEmpty();
	}

	@Test
	void acknowledgedEntryDoesNotComeBack() {
		QueueEntry entry = entry();
		enqueue(entry);
		poll(1);
		broker().acknowledge(List.of(entry));
		broker().acknowledge(List.of(entry));
		advanceBeyond(lease());
		assertThat(poll(1)).isEqualTo(new PollResult(List.of(), false, null));
	}

	@Test
	void acknowledgingWhatIsNotLeasedIsPassedOver() {
		QueueEntry entry = entry();
		enqueue(entry);
		broker().acknowledge(List.of(entry, entry()));
		assertThat(poll(1).entries()).containsExactly(entry);
	}

	@Test
	void acknowledgingAnEarlierRoundLeavesALaterOneAlone() {
		QueueEntry first = entry();
		QueueEntry second = round(first, 1);
		enqueue(first);
		poll(1);
		enqueue(second);
		broker().acknowledge(List.of(first));
		assertThat(poll(1).entries()).containsExactly(second);
		broker().acknowledge(List.of(first));
		advanceBeyond(lease());
		assertThat(poll(1).entries()).containsExactly(second);
	}

	@Test
	void aLaterRoundTakesThePlaceOfAnEarlierOneAndNotTheOtherWayRound() {
		QueueEntry first = entry();
		QueueEntry second = round(first, 1);
		enqueue(first);
		enqueue(second);
		enqueue(first);
		assertThat(poll(2).entries()).containsExactly(second);
	}

	private static QueueEntry round(QueueEntry entry, int round) {
		return new QueueEntry(entry.id(), entry.queue(), entry.task(), entry.priority(), entry.due(), entry.depth(),
				entry.sequence(), round);
	}

	@Test
	void otherQueuesStayWhereTheyAre() {
		QueueEntry mine = entry("mine", TASK);
		QueueEntry other = entry("other", TASK);
		enqueue(other, mine);
		assertThat(poll(2, Set.of("mine", "absent"), TASK)).isEqualTo(new PollResult(List.of(mine), false, null));
		assertThat(poll(2, Set.of("other"), TASK).entries()).containsExactly(other);
	}

	@Test
	void runnerWithoutQueuesServesAllOfThem() {
		QueueEntry one = entry("one", TASK);
		QueueEntry two = entry("two", TASK);
		enqueue(one, two);
		assertThat(poll(2).entries()).containsExactlyInAnyOrder(one, two);
	}

	@Test
	void unknownTasksStayWhereTheyAre() {
		QueueEntry other = entry(QUEUE, OTHER_TASK);
		QueueEntry mine = entry();
		enqueue(other, mine);
		assertThat(poll(2)).isEqualTo(new PollResult(List.of(mine), false, null));
		assertThat(poll(2, Set.of(), OTHER_TASK).entries()).containsExactly(other);
	}

	@Test
	void runnerWithoutTasksGetsNothing() {
		enqueue(entry());
		assertThat(poll(1, Set.of())).isEqualTo(new PollResult(List.of(), false, null));
	}

	@Test
	void entriesAreHeldBackUntilTheyAreDue() {
		assumeCapable(BrokerCapability.DELAY);
		QueueEntry delayed = due(Duration.ofSeconds(30));
		enqueue(delayed);
		advance(Duration.ofSeconds(30).minus(MOMENT));
		assertThat(poll(1).entries()).isEmpty();
		advance(MOMENT);
		assertThat(poll(1).entries()).containsExactly(delayed);
	}

	@Test
	void entryThatBecomesDueTakesItsPlace() {
		assumeCapable(BrokerCapability.DELAY);
		QueueEntry delayed = due(Duration.ofSeconds(30));
		QueueEntry ready = entry();
		enqueue(ready, delayed);
		advanceBeyond(Duration.ofSeconds(30));
		assertThat(poll(2).entries()).containsExactly(delayed, ready);
	}

	@Test
	void moreIsSaidWhileDueEntriesAreLeft() {
		enqueue(entry(), entry(), entry(QUEUE, OTHER_TASK), entry("other", TASK));
		assertThat(poll(1, Set.of(QUEUE), TASK).more()).isTrue();
		assertThat(poll(1, Set.of(QUEUE), TASK).more()).isFalse();
	}

	@Test
	void entriesThatAreNotDueAreNoMore() {
		assumeCapable(BrokerCapability.DELAY);
		enqueue(entry(), due(Duration.ofSeconds(30)));
		assertThat(poll(1).more()).isFalse();
	}

	@Test
	void nextDueIsZeroWhileMoreAreLeft() {
		enqueue(entry(), entry());
		assertThat(poll(1).nextDue()).isZero();
	}

	@Test
	void nextDueTellsWhenTheFirstDelayedEntryIsDue() {
		assumeCapable(BrokerCapability.DELAY);
		enqueue(due(Duration.ofSeconds(40)), due(Duration.ofSeconds(30)));
		advance(Duration.ofSeconds(10));
		assertThat(poll(1).nextDue()).isCloseTo(Duration.ofSeconds(20), MOMENT);
	}

	@Test
	void nextDueLooksOnlyAtWhatTheRequestCanTake() {
		assumeCapable(BrokerCapability.DELAY);
		Instant due = now().plusSeconds(30);
		enqueue(new QueueEntry(InvocationId.create(), QUEUE, OTHER_TASK, 0, due, 0, 1, 0),
				new QueueEntry(InvocationId.create(), "other", TASK, 0, due, 0, 2, 0));
		assertThat(poll(1, Set.of(QUEUE), TASK).nextDue()).isNull();
	}

	@Test
	void nextDueCountsTheLeasesOfEarlierPolls() {
		enqueue(entry());
		assertThat(poll(1).nextDue()).isNull();
		advance(Duration.ofSeconds(1));
		assertThat(poll(1).nextDue()).isCloseTo(lease().minusSeconds(1), MOMENT);
	}

	@Test
	void removedEntriesAreGoneWaitingOrLeased() {
		QueueEntry leased = entry();
		QueueEntry waiting = entry();
		enqueue(leased, waiting);
		poll(1);
		broker().remove(List.of(leased.id(), waiting.id(), InvocationId.create()));
		broker().remove(List.of(leased.id()));
		advanceBeyond(lease());
		assertThat(poll(2)).isEqualTo(new PollResult(List.of(), false, null));
	}

	@Test
	void removedEntriesAreGoneBeforeTheyAreDue() {
		assumeCapable(BrokerCapability.DELAY);
		QueueEntry delayed = due(Duration.ofSeconds(30));
		enqueue(delayed);
		broker().remove(List.of(delayed.id()));
		advanceBeyond(Duration.ofSeconds(30));
		assertThat(poll(1)).isEqualTo(new PollResult(List.of(), false, null));
	}

	@Test
	void sizesTellQueueAndTask() {
		enqueue(entry(), entry(), entry(QUEUE, OTHER_TASK), entry("other", TASK));
		assertThat(broker().sizes()).containsExactlyInAnyOrder(new QueueSize(QUEUE, TASK, 2),
				new QueueSize(QUEUE, OTHER_TASK, 1), new QueueSize("other", TASK, 1));
	}

	@Test
	void sizesDoNotCountWhatIsLeasedButWhatCameBack() {
		enqueue(entry(), entry());
		poll(1);
		assertThat(broker().sizes()).containsExactly(new QueueSize(QUEUE, TASK, 1));
		poll(1);
		assertThat(broker().sizes()).isEmpty();
		advanceBeyond(lease());
		assertThat(broker().sizes()).containsExactly(new QueueSize(QUEUE, TASK, 2));
	}

	@Test
	void sizesCountWhatIsNotDueYet() {
		assumeCapable(BrokerCapability.DELAY);
		enqueue(due(Duration.ofSeconds(30)));
		assertThat(broker().sizes()).containsExactly(new QueueSize(QUEUE, TASK, 1));
	}

	@Test
	void purgeTakesOutEverything() {
		enqueue(entry(), entry(), entry("other", OTHER_TASK));
		poll(1);
		broker().purge();
		assertThat(broker().sizes()).isEmpty();
		advanceBeyond(lease());
		assertThat(poll(10, Set.of(), TASK, OTHER_TASK)).isEqualTo(new PollResult(List.of(), false, null));
	}

	@Test
	void concurrentPollsShareTheEntries() throws Exception {
		List<QueueEntry> entries = new ArrayList<>();
		for (int i = 0; i < 2000; i++) {
			entries.add(entry(QUEUE, (i % 2 == 0) ? TASK : OTHER_TASK));
		}
		List<Callable<List<InvocationId>>> racers = new ArrayList<>(Collections.nCopies(4, this::drain));
		racers.addAll(List.of(() -> feed(entries.subList(0, 1000)), () -> feed(entries.subList(1000, 2000))));
		List<InvocationId> polled = new ArrayList<>();
		try (Race race = new Race(racers.size())) {
			race.run(racers).forEach(polled::addAll);
		}
		polled.addAll(drain());
		assertThat(polled).doesNotHaveDuplicates()
			.containsExactlyInAnyOrderElementsOf(entries.stream().map(QueueEntry::id).toList());
	}

	private List<InvocationId> feed(List<QueueEntry> entries) {
		entries.forEach((entry) -> broker().enqueue(List.of(entry)));
		return List.of();
	}

	private List<InvocationId> drain() {
		List<InvocationId> polled = new ArrayList<>();
		int idle = 0;
		while (idle < 100) {
			List<QueueEntry> entries = poll(7, Set.of(), TASK, OTHER_TASK).entries();
			broker().acknowledge(entries);
			polled.addAll(ids(entries));
			idle += entries.isEmpty() ? 1 : 0;
		}
		return polled;
	}

	private static List<InvocationId> ids(Collection<QueueEntry> entries) {
		return entries.stream().map(QueueEntry::id).toList();
	}

	private void assumeCapable(BrokerCapability capability) {
		assumeTrue(broker().capabilities().contains(capability), "The broker lacks " + capability);
	}

	private QueueEntry entry() {
		return entry(QUEUE, TASK);
	}

	private QueueEntry entry(String queue, TaskId task) {
		return new QueueEntry(InvocationId.create(), queue, task, 0, now(), 0, ++this.sequence, 0);
	}

	private QueueEntry entry(int priority, int depth) {
		return new QueueEntry(InvocationId.create(), QUEUE, TASK, priority, now(), depth, ++this.sequence, 0);
	}

	private QueueEntry due(Duration delay) {
		return new QueueEntry(InvocationId.create(), QUEUE, TASK, 0, now().plus(delay), 0, ++this.sequence, 0);
	}

	private void enqueue(QueueEntry... entries) {
		broker().enqueue(Arrays.asList(entries));
	}

	private void enqueueShuffled(List<QueueEntry> entries) {
		List<QueueEntry> shuffled = new ArrayList<>(entries);
		Collections.reverse(shuffled);
		Collections.swap(shuffled, 0, shuffled.size() / 2);
		broker().enqueue(shuffled);
	}

	private PollResult poll(int max) {
		return poll(max, Set.of(), TASK);
	}

	private PollResult poll(int max, Set<String> queues, TaskId... tasks) {
		return broker().poll(new PollRequest(max, queues, Set.of(tasks)));
	}

	private void advanceBeyond(Duration duration) {
		advance(duration.plus(MOMENT));
	}

}
