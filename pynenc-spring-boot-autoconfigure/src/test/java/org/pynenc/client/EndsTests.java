package org.pynenc.client;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.pynenc.InvocationId;
import org.pynenc.InvocationStatus;
import org.pynenc.invocation.Outcome;
import org.pynenc.invocation.Token;
import org.pynenc.orchestrator.Completion;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of what is known of the ends that somebody waits for.
 */
class EndsTests {

	private static final InvocationId ONE = InvocationId.create();

	private static final InvocationId TWO = InvocationId.create();

	private static Completion completion(InvocationId id, String payload) {
		return new Completion(id, InvocationStatus.SUCCESS, new Token("a/1/0"), Outcome.success(payload));
	}

	@Test
	void allHaveEndedOnceEachHas() throws Exception {
		Ends ends = new Ends(List.of(ONE, TWO, ONE));
		ends.ended(ONE);
		ends.ended(ONE);
		assertThat(ends.areAll()).isFalse();
		assertThat(ends.await(1)).isFalse();
		assertThat(ends.open()).containsExactly(TWO);
		ends.ended(TWO);
		assertThat(ends.areAll()).isTrue();
		assertThat(ends.await(1)).isTrue();
	}

	@Test
	void whatIsToBeDoneThenIsDoneOnce() {
		AtomicInteger done = new AtomicInteger();
		Ends ends = new Ends(List.of(ONE, TWO));
		ends.ended(ONE);
		ends.whenAll(done::incrementAndGet);
		assertThat(done).hasValue(0);
		ends.ended(completion(TWO, "2"));
		ends.ended(TWO);
		assertThat(done).hasValue(1);
	}

	@Test
	void whatIsToBeDoneAfterwardsIsDoneAtOnce() {
		AtomicInteger done = new AtomicInteger();
		new Ends(List.of()).whenAll(done::incrementAndGet);
		assertThat(done).hasValue(1);
	}

	@Test
	void anOutcomeIsToldToOneReader() {
		Ends ends = new Ends(List.of(ONE));
		Completion completion = completion(ONE, "1");
		ends.ended(completion);
		assertThat(ends.take(ONE)).isSameAs(completion);
		assertThat(ends.take(ONE)).isNull();
	}

	@Test
	void whatNobodyWaitsForIsNotKept() {
		Ends ends = new Ends(List.of(ONE));
		ends.ended(completion(TWO, "2"));
		assertThat(ends.take(TWO)).isNull();
		ends.ended(ONE);
		ends.ended(completion(ONE, "1"));
		assertThat(ends.take(ONE)).isNull();
	}

	@Test
	void anEndWithoutAnOutcomeTellsNone() {
		Ends ends = new Ends(List.of(ONE));
		ends.ended(new Completion(ONE, InvocationStatus.CANCELLED, null));
		assertThat(ends.areAll()).isTrue();
		assertThat(ends.take(ONE)).isNull();
	}

	@Test
	void thereIsRoomForSoMuchUntilItIsRead() {
		ToldOutcomes told = new ToldOutcomes();
		told.add(completion(ONE, "1".repeat(ToldOutcomes.ROOM)));
		told.add(completion(TWO, "2"));
		assertThat(told.take(TWO)).isNull();
		assertThat(told.take(ONE)).isNotNull();
		told.add(completion(TWO, "2"));
		assertThat(told.take(TWO)).isNotNull();
	}

	@Test
	void whatIsToldTwiceTakesItsRoomOnce() {
		ToldOutcomes told = new ToldOutcomes();
		String half = "1".repeat(ToldOutcomes.ROOM / 2);
		told.add(completion(ONE, half));
		told.add(completion(ONE, half));
		told.add(completion(TWO, half));
		assertThat(told.take(ONE)).isNotNull();
		assertThat(told.take(TWO)).isNotNull();
	}

}
