package org.pynenc.invocation;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pynenc.InvocationStatus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.pynenc.InvocationStatus.CANCELLED;
import static org.pynenc.InvocationStatus.PENDING;
import static org.pynenc.InvocationStatus.PENDING_RECOVERY;
import static org.pynenc.InvocationStatus.REGISTERED;
import static org.pynenc.InvocationStatus.RUNNING_RECOVERY;
import static org.pynenc.InvocationStatus.SCHEDULED;

/**
 * Tests for {@link StatusTransitions}.
 */
class StatusTransitionsTests {

	/**
	 * A row for each status before, a column for each status after, in the order of the
	 * enum; x marks an allowed move.
	 */
	private static final String MATRIX = """
			                             REG SCH PEN RUN PAU RES RTY RER KIL P_R R_R C_C CCF SUC FAI CAN
			REGISTERED                    .   .   x   .   .   .   .   .   .   .   .   x   x   .   .   x
			SCHEDULED                     x   .   .   .   .   .   .   .   .   .   .   .   x   .   .   x
			PENDING                       .   .   .   x   .   .   .   .   x   x   .   .   .   .   .   x
			RUNNING                       .   .   .   .   x   .   x   .   x   x   x   .   .   x   x   x
			PAUSED                        .   .   .   .   .   x   .   .   x   .   x   .   .   .   .   x
			RESUMED                       .   .   .   x   .   .   .   .   .   .   .   .   .   .   .   .
			RETRY                         .   .   x   .   .   .   .   .   .   .   .   x   x   .   .   x
			REROUTED                      .   .   x   .   .   .   .   .   .   .   .   x   x   .   .   x
			KILLED                        .   .   .   .   .   .   .   x   .   .   .   .   .   .   x   .
			PENDING_RECOVERY              .   .   .   .   .   .   .   x   .   .   .   .   .   .   .   .
			RUNNING_RECOVERY              .   .   .   .   .   .   .   x   .   .   .   .   .   .   x   .
			CONCURRENCY_CONTROLLED        .   .   .   .   .   .   .   x   .   .   .   .   x   .   .   x
			CONCURRENCY_CONTROLLED_FINAL  .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .
			SUCCESS                       .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .
			FAILED                        .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .
			CANCELLED                     .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .
			""";

	@ParameterizedTest(name = "{0} to {1}: {2}")
	@MethodSource("pairs")
	void everyPairIsAllowedOrRefusedAsDrawn(InvocationStatus from, InvocationStatus to, boolean allowed) {
		assertThat(StatusTransitions.isAllowed(from, to)).isEqualTo(allowed);
		assertThat(StatusTransitions.next(from).contains(to)).isEqualTo(allowed);
	}

	static Stream<Arguments> pairs() {
		Map<InvocationStatus, List<String>> rows = new LinkedHashMap<>();
		MATRIX.lines()
			.skip(1)
			.map((line) -> line.split("\\s+"))
			.forEach((cells) -> rows.put(InvocationStatus.valueOf(cells[0]),
					Arrays.asList(cells).subList(1, cells.length)));
		InvocationStatus[] statuses = InvocationStatus.values();
		assertThat(rows.keySet()).as("rows").containsExactly(statuses);
		assertThat(rows.values()).as("columns").allSatisfy((row) -> assertThat(row).hasSize(statuses.length));
		return rows.keySet()
			.stream()
			.flatMap((from) -> Arrays.stream(statuses)
				.map((to) -> Arguments.of(from, to, rows.get(from).get(to.ordinal()).equals("x"))));
	}

	@ParameterizedTest
	@EnumSource
	void onlyFinalStatusesHaveNoExit(InvocationStatus status) {
		assertThat(StatusTransitions.next(status).isEmpty()).isEqualTo(status.isFinal());
	}

	@ParameterizedTest
	@EnumSource
	void noStatusFollowsItself(InvocationStatus status) {
		assertThat(StatusTransitions.isAllowed(status, status)).isFalse();
	}

	@ParameterizedTest
	@EnumSource
	void ownedStatusesCanBeTakenBackAndNoOthers(InvocationStatus status) {
		boolean recoverable = StatusTransitions.isAllowed(status, PENDING_RECOVERY)
				|| StatusTransitions.isAllowed(status, RUNNING_RECOVERY);
		assertThat(recoverable).isEqualTo(status.isOwned());
	}

	@ParameterizedTest
	@EnumSource
	void availableStatusesCanBeClaimedAndNoOthers(InvocationStatus status) {
		assertThat(StatusTransitions.isAllowed(status, PENDING)).isEqualTo(status.isAvailable());
	}

	@ParameterizedTest
	@EnumSource
	void allButFinalAndPassingStatusesCanBeCancelled(InvocationStatus status) {
		assertThat(StatusTransitions.isAllowed(status, CANCELLED)).isEqualTo(!status.isFinal() && !status.isPassing());
	}

	@ParameterizedTest
	@EnumSource
	void passingStatusesAreOnlyPassedThrough(InvocationStatus status) {
		if (status.isPassing()) {
			assertThat(StatusTransitions.initial()).doesNotContain(status);
			assertThat(StatusTransitions.next(status)).isNotEmpty().noneMatch(InvocationStatus::isPassing);
			assertThat(status.isFinal() || status.isOwned() || status.isAvailable()).isFalse();
		}
	}

	@Test
	void everyStatusIsReached() {
		assertThat(reachedFrom(StatusTransitions.initial())).containsExactly(InvocationStatus.values());
	}

	@ParameterizedTest
	@EnumSource
	void everyStatusLeadsToAnEnd(InvocationStatus status) {
		assertThat(reachedFrom(Set.of(status))).anyMatch(InvocationStatus::isFinal);
	}

	private static Set<InvocationStatus> reachedFrom(Set<InvocationStatus> beginning) {
		Set<InvocationStatus> reached = EnumSet.noneOf(InvocationStatus.class);
		Deque<InvocationStatus> open = new ArrayDeque<>(beginning);
		while (!open.isEmpty()) {
			InvocationStatus status = open.remove();
			if (reached.add(status)) {
				open.addAll(StatusTransitions.next(status));
			}
		}
		return reached;
	}

	@Test
	void invocationsBeginRegisteredOrScheduled() {
		assertThat(StatusTransitions.initial()).containsExactly(REGISTERED, SCHEDULED);
	}

	@Test
	void tableCannotBeChanged() {
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> StatusTransitions.next(PENDING).add(REGISTERED));
		StatusTransitions.initial().clear();
		assertThat(StatusTransitions.initial()).isNotEmpty();
	}

}
