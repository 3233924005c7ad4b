package org.pynenc.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.pynenc.InvocationId;
import org.pynenc.InvocationStatus;
import org.pynenc.invocation.Claim;
import org.pynenc.invocation.Invocation;
import org.pynenc.orchestrator.Verdict;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an orchestrator promises to those who look at many invocations.
 */
interface PagePromises extends OrchestratorScene {

	@Test
	default void countsFollowEveryMove() {
		assertThat(orchestrator().counts()).isEmpty();
		Invocation first = registered();
		registered();
		assertThat(orchestrator().counts()).containsExactlyEntriesOf(Map.of(InvocationStatus.REGISTERED, 2L));
		Claim claim = claim(RUNNER, first);
		assertCounts(Map.of(InvocationStatus.REGISTERED, 1L, InvocationStatus.RUNNING, 1L));
		orchestrator().pause(claim, List.of(registered().id()));
		assertCounts(Map.of(InvocationStatus.REGISTERED, 2L, InvocationStatus.PAUSED, 1L));
		orchestrator().resume(claim);
		orchestrator().resume(claim);
		assertCounts(Map.of(InvocationStatus.REGISTERED, 2L, InvocationStatus.RUNNING, 1L));
		orchestrator().retry(claim, Duration.ZERO);
		assertCounts(Map.of(InvocationStatus.REGISTERED, 2L, InvocationStatus.RETRY, 1L));
		orchestrator().cancel(first.id());
		assertCounts(Map.of(InvocationStatus.REGISTERED, 2L, InvocationStatus.CANCELLED, 1L));
		orchestrator().forget(List.of(first.id()));
		orchestrator().forget(List.of(first.id()));
		assertCounts(Map.of(InvocationStatus.REGISTERED, 2L));
		orchestrator().purge();
		assertThat(orchestrator().counts()).isEmpty();
	}

	@Test
	default void countsFollowWhatIsTakenBack() {
		running();
		running(SampleInvocation.sample().maxRecoveries(0).make());
		dies(RUNNER);
		orchestrator().recover(Duration.ofDays(1), 10);
		assertCounts(Map.of(InvocationStatus.REROUTED, 1L, InvocationStatus.FAILED, 1L));
	}

	private void assertCounts(Map<InvocationStatus, Long> expected) {
		assertThat(orchestrator().counts()).isEqualTo(expected);
	}

	@Test
	default void registeringAgainCountsOnce() {
		Invocation invocation = registered();
		orchestrator().register(List.of(invocation));
		claim(RUNNER, invocation);
		orchestrator().register(List.of(invocation));
		assertCounts(Map.of(InvocationStatus.RUNNING, 1L));
		assertThat(orchestrator().standing(InvocationStatus.REGISTERED, null, 10)).isEmpty();
	}

	@Test
	default void pagesOfAStatusShowTheNewestFirst() {
		List<InvocationId> ids = new ArrayList<>(IntStream.range(0, 7).mapToObj((i) -> registered().id()).toList());
		running();
		Collections.reverse(ids);
		assertThat(orchestrator().standing(InvocationStatus.REGISTERED, null, 100)).isEqualTo(ids);
		assertThat(allPages(3, (after) -> orchestrator().standing(InvocationStatus.REGISTERED, after, 3)))
			.isEqualTo(ids);
		assertThat(allPages(7, (after) -> orchestrator().standing(InvocationStatus.REGISTERED, after, 7)))
			.isEqualTo(ids);
	}

	private static List<InvocationId> allPages(int size, Function<@Nullable InvocationId, List<InvocationId>> pages) {
		List<InvocationId> all = new ArrayList<>();
		InvocationId after = null;
		List<InvocationId> page = pages.apply(after);
		while (!page.isEmpty()) {
			assertThat(page).hasSizeLessThanOrEqualTo(size);
			all.addAll(page);
			assertThat(all).doesNotHaveDuplicates();
			after = page.get(page.size() - 1);
			page = pages.apply(after);
		}
		return all;
	}

	@Test
	default void pagesGoOnWhateverComesAndGoes() {
		List<Invocation> invocations = IntStream.range(0, 6).mapToObj((i) -> registered()).toList();
		List<InvocationId> page = orchestrator().standing(InvocationStatus.REGISTERED, null, 2);
		assertThat(page).containsExactly(invocations.get(5).id(), invocations.get(4).id());
		claim(RUNNER, invocations.get(4));
		orchestrator().cancel(invocations.get(3).id());
		orchestrator().forget(List.of(invocations.get(3).id()));
		registered();
		assertThat(orchestrator().standing(InvocationStatus.REGISTERED, page.get(1), 2))
			.containsExactly(invocations.get(2).id(), invocations.get(1).id());
	}

	@Test
	default void nothingStandsAtAStatusThatIsOnlyPassedThrough() {
		orchestrator().release(running());
		running();
		Stream.of(InvocationStatus.values())
			.filter(InvocationStatus::isPassing)
			.forEach((status) -> assertThat(orchestrator().standing(status, null, 10)).isEmpty());
		assertThat(orchestrator().standing(InvocationStatus.PENDING, null, 10)).isEmpty();
	}

	@Test
	default void childrenAreTheInvocationsRegisteredWithAParent() {
		Invocation parent = registered();
		Invocation other = child(registered().id());
		List<Invocation> children = IntStream.range(0, 5).mapToObj((i) -> child(parent.id())).toList();
		orchestrator().register(children);
		List<InvocationId> ids = children.stream().map(Invocation::id).toList();
		assertThat(orchestrator().children(parent.id(), null, 100)).isEqualTo(ids);
		assertThat(allPages(2, (after) -> orchestrator().children(parent.id(), after, 2))).isEqualTo(ids);
		assertThat(orchestrator().children(other.id(), null, 100)).isEmpty();
		assertThat(orchestrator().children(InvocationId.create(), null, 100)).isEmpty();
	}

	private Invocation child(InvocationId parent) {
		Invocation child = SampleInvocation.sample().parent(parent).make();
		register(child);
		return child;
	}

	@Test
	default void childrenOfAParentThatIsGoneAreThoseThatAreThere() {
		Invocation parent = ended(InvocationStatus.SUCCESS);
		Invocation one = child(parent.id());
		Invocation two = child(parent.id());
		orchestrator().forget(List.of(parent.id()));
		assertThat(orchestrator().children(parent.id(), null, 10)).containsExactly(one.id(), two.id());
		orchestrator().cancel(one.id());
		orchestrator().forget(List.of(one.id()));
		assertThat(orchestrator().children(parent.id(), null, 10)).containsExactly(two.id());
		orchestrator().purge();
		assertThat(orchestrator().children(parent.id(), null, 10)).isEmpty();
	}

	@Test
	default void lookingChangesNothing() {
		Invocation parent = running().invocation();
		Invocation child = child(parent.id());
		for (Invocation invocation : List.of(parent, child)) {
			assertUnchanged(invocation, () -> {
				orchestrator().counts();
				orchestrator().standing(InvocationStatus.REGISTERED, null, 10);
				orchestrator().standing(InvocationStatus.RUNNING, invocation.id(), 1);
				orchestrator().children(parent.id(), null, 10);
			});
		}
		assertThat(verdict(child)).isEqualTo(Verdict.CLAIMED);
	}

	@Test
	default void countsAreRightAfterManyMovesAtOnce() throws Exception {
		alive(RUNNER, OTHER_RUNNER);
		Map<InvocationStatus, Long> expected = new EnumMap<>(InvocationStatus.class);
		try (Race race = new Race(2)) {
			for (int lap = 0; lap < 100; lap++) {
				Invocation invocation = registered();
				race.run(List.<Callable<Object>>of(() -> decision(request(RUNNER, 1), invocation),
						() -> orchestrator().cancel(invocation.id())));
				expected.merge(status(invocation), 1L, Long::sum);
			}
		}
		assertCounts(expected);
		expected.forEach(
				(status, count) -> assertThat(orchestrator().standing(status, null, 1000)).hasSize(count.intValue()));
	}

}
