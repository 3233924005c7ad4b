package org.pynenc.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import org.junit.jupiter.api.Test;
import org.pynenc.InvocationId;
import org.pynenc.InvocationStatus;
import org.pynenc.OnDifferentArguments;
import org.pynenc.QueueFullException;
import org.pynenc.StatusChange;
import org.pynenc.broker.QueueEntry;
import org.pynenc.invocation.Claim;
import org.pynenc.invocation.Invocation;
import org.pynenc.orchestrator.InvocationRecord;
import org.pynenc.orchestrator.Registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

/**
 * What an orchestrator promises about registration and about what it tells.
 */
interface RegistrationPromises extends OrchestratorScene {

	@Test
	default void registrationGivesTheEntriesToEnqueueInOrder() {
		Invocation first = SampleInvocation.sample().queue("nightly").priority(-5).depth(3).make();
		Invocation second = SampleInvocation.sample().task(SampleInvocation.OTHER_TASK).priority(1000).make();
		List<QueueEntry> entries = registerAll(first, second);
		QueueEntry one = entries.get(0);
		QueueEntry two = entries.get(1);
		assertThat(one)
			.isEqualTo(new QueueEntry(first.id(), "nightly", first.taskId(), -5, one.due(), 3, one.sequence(), 0));
		assertThat(two).isEqualTo(new QueueEntry(second.id(), SampleInvocation.QUEUE, SampleInvocation.OTHER_TASK, 1000,
				two.due(), 0, two.sequence(), 0));
		assertThat(entries).hasSize(2).allSatisfy((entry) -> assertThat(entry.due()).isBeforeOrEqualTo(now()));
	}

	@Test
	default void sequenceGrowsByRegistration() {
		List<QueueEntry> entries = new ArrayList<>();
		entries.addAll(registerAll(SampleInvocation.any(), SampleInvocation.any()));
		entries.addAll(registerAll(SampleInvocation.any(), SampleInvocation.any()));
		assertThat(entries).extracting(QueueEntry::sequence).isSorted().doesNotHaveDuplicates();
	}

	@Test
	default void registeredInvocationStandsAtItsBeginning() {
		Invocation invocation = registered();
		InvocationRecord record = record(invocation);
		assertThat(record).isEqualTo(new InvocationRecord(invocation.id(), invocation.taskId(),
				InvocationStatus.REGISTERED, null, null, 0, 0, null, record.changedAt()));
		assertThat(record.changedAt()).isCloseTo(now(), within(MOMENT));
		assertThat(history(invocation))
			.containsExactly(new StatusChange(InvocationStatus.REGISTERED, null, record.changedAt()));
	}

	@Test
	default void registeringAgainWhatIsAvailableGivesTheSameEntry() {
		Invocation invocation = SampleInvocation.any();
		QueueEntry entry = register(invocation);
		advance(MOMENT);
		assertUnchanged(invocation, () -> assertThat(register(invocation)).isEqualTo(entry));
		Claim claim = claim(RUNNER, invocation);
		QueueEntry again = orchestrator().release(claim).available().get(0);
		assertUnchanged(invocation, () -> assertThat(register(invocation)).isEqualTo(again));
	}

	@Test
	default void registeringAgainWhatIsOwnedOrEndedGivesNothing() {
		Invocation owned = running().invocation();
		Invocation paused = paused().invocation();
		Invocation ended = ended(InvocationStatus.SUCCESS);
		Invocation fresh = SampleInvocation.any();
		for (Invocation invocation : List.of(owned, paused, ended)) {
			assertUnchanged(invocation, () -> assertThat(registerAll(invocation)).isEmpty());
		}
		assertThat(registerAll(owned, fresh, ended)).extracting(QueueEntry::id).containsExactly(fresh.id());
	}

	@Test
	default void recordsTellOfThoseThatAreThere() {
		Invocation one = registered();
		Invocation two = registered();
		registered();
		assertThat(orchestrator().records(List.of(one.id(), InvocationId.create(), two.id())))
			.containsOnlyKeys(one.id(), two.id());
		assertThat(orchestrator().records(List.of())).isEmpty();
	}

	@Test
	default void nothingHasHappenedToWhatIsNotThere() {
		assertThat(orchestrator().history(InvocationId.create())).isEmpty();
	}

	@Test
	default void historyTellsWhatHappenedOldestFirst() {
		Invocation invocation = registered();
		advance(MOMENT);
		Claim claim = claim(RUNNER, invocation);
		advance(MOMENT);
		orchestrator().complete(claim, InvocationStatus.SUCCESS);
		assertThat(history(invocation)).extracting(StatusChange::status)
			.containsExactly(InvocationStatus.REGISTERED, InvocationStatus.PENDING, InvocationStatus.RUNNING,
					InvocationStatus.SUCCESS);
		assertThat(history(invocation)).extracting(StatusChange::runner)
			.containsExactly(null, RUNNER.value(), RUNNER.value(), RUNNER.value());
		assertThat(history(invocation)).extracting(StatusChange::at).isSorted();
	}

	@Test
	default void longHistoryKeepsItsBeginningAndItsEnd() {
		Invocation invocation = registered();
		for (int i = 0; i < 100; i++) {
			orchestrator().release(claim(RUNNER, invocation));
		}
		orchestrator().cancel(invocation.id());
		assertThat(statuses(invocation)).hasSizeBetween(200, 402)
			.startsWith(InvocationStatus.REGISTERED, InvocationStatus.PENDING, InvocationStatus.RUNNING)
			.endsWith(InvocationStatus.KILLED, InvocationStatus.REROUTED, InvocationStatus.CANCELLED);
	}

	@Test
	default void tooManyAreRefusedAsOneAndLeaveNothing() {
		orchestrator().register(List.of(SampleInvocation.any()), 3);
		List<Invocation> batch = List.of(SampleInvocation.any(), SampleInvocation.any(), SampleInvocation.any());
		assertThatExceptionOfType(QueueFullException.class).isThrownBy(() -> orchestrator().register(batch, 3))
			.satisfies((ex) -> assertThat(ex.queued()).isOne())
			.withMessageContaining("pynenc.broker.max-queued");
		assertThat(orchestrator().records(batch.stream().map(Invocation::id).toList())).isEmpty();
		assertThat(orchestrator().counts()).isEqualTo(Map.of(InvocationStatus.REGISTERED, 1L));
		assertThat(orchestrator().register(batch.subList(0, 2), 3)).allMatch(Registration::isRegistered);
	}

	@Test
	default void whatTakesNoPlaceIsNeverRefused() {
		Invocation waiting = SampleInvocation.sample().key("key", "a", OnDifferentArguments.REUSE).make();
		orchestrator().register(List.of(waiting), 1);
		assertThat(orchestrator().register(List.of(waiting), 1)).allMatch(Registration::isRegistered);
		assertThat(orchestrator()
			.register(List.of(SampleInvocation.sample().key("key", "a", OnDifferentArguments.REUSE).make()), 1))
			.noneMatch(Registration::isRegistered);
		assertThat(orchestrator()
			.register(List.of(SampleInvocation.sample().key("key", "b", OnDifferentArguments.REPLACE).make()), 1))
			.allMatch(Registration::isRegistered);
		assertThatExceptionOfType(QueueFullException.class).isThrownBy(() -> orchestrator()
			.register(List.of(SampleInvocation.sample().key("other", "a", OnDifferentArguments.REUSE).make()), 1));
	}

	@Test
	default void whatIsClaimedMakesRoom() {
		Invocation first = SampleInvocation.any();
		orchestrator().register(List.of(first), 1);
		claim(RUNNER, first);
		assertThat(orchestrator().register(List.of(SampleInvocation.any()), 1)).allMatch(Registration::isRegistered);
	}

	@Test
	default void callersAtOnceDoNotExceedTheLimit() throws Exception {
		Callable<Integer> caller = () -> {
			int registered = 0;
			for (int i = 0; i < 20; i++) {
				try {
					orchestrator().register(List.of(SampleInvocation.any()), 30);
					registered++;
				}
				catch (QueueFullException ex) {
					// Counted by what is left.
				}
			}
			return registered;
		};
		try (Race race = new Race(4)) {
			race.run(List.of(caller, caller, caller, caller));
		}
		assertThat(orchestrator().counts()).isEqualTo(Map.of(InvocationStatus.REGISTERED, 30L));
	}

}
