package org.pynenc.proof;

import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pynenc.proof.Violation.Promise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pynenc.InvocationStatus.CANCELLED;
import static org.pynenc.InvocationStatus.FAILED;
import static org.pynenc.InvocationStatus.PENDING;
import static org.pynenc.InvocationStatus.REGISTERED;
import static org.pynenc.InvocationStatus.REROUTED;
import static org.pynenc.InvocationStatus.RETRY;
import static org.pynenc.InvocationStatus.RUNNING;
import static org.pynenc.InvocationStatus.RUNNING_RECOVERY;
import static org.pynenc.InvocationStatus.SUCCESS;

/**
 * Each promise is broken once, and the checker says which.
 */
class CheckerTests {

	private final PlantedHistory history = new PlantedHistory();

	private String expected = "5";

	/**
	 * A call that runs once and ends.
	 */
	private PlantedHistory once() {
		return this.history.called(1, "c", "", this.expected)
			.accepted(2, "c", "i")
			.change(1, "i", REGISTERED, null)
			.change(10, "i", PENDING, "one")
			.change(10, "i", RUNNING, "one")
			.started(11, "i", "one/1/0")
			.ended(20, "i", "one/1/0", "5");
	}

	/**
	 * A call whose first owner dies, and that ends by the second one.
	 */
	private PlantedHistory twice() {
		return once().change(30, "i", RUNNING_RECOVERY, null)
			.change(30, "i", REROUTED, null)
			.change(40, "i", PENDING, "two")
			.change(40, "i", RUNNING, "two")
			.started(41, "i", "two/1/0")
			.ended(50, "i", "two/1/0", "5")
			.change(51, "i", SUCCESS, "two")
			.stands("i", SUCCESS, "two/1/0", "5");
	}

	private PlantedHistory ended() {
		return once().change(21, "i", SUCCESS, "one")
			.stands("i", SUCCESS, "one/1/0", "5")
			.read(22, "c", "i", "one/1/0", "5");
	}

	private void assertBroken(Promise... promises) {
		assertThat(Checker.check(this.history.build())).extracting(Violation::promise)
			.as(() -> Checker.check(this.history.build()).toString())
			.containsOnly(promises);
	}

	@Test
	void whatIsKeptIsNotBlamed() {
		ended();
		assertThat(Checker.check(this.history.build())).isEmpty();
	}

	@Test
	void aSecondOwnerAfterADeathIsNotBlamed() {
		twice().read(60, "c", "i", "two/1/0", "5");
		assertThat(Checker.check(this.history.build())).isEmpty();
	}

	@Test
	void aFailureAndARetryAreNotBlamed() {
		this.history.called(1, "c", "", "!E")
			.accepted(2, "c", "i")
			.change(1, "i", REGISTERED, null)
			.change(10, "i", PENDING, "one")
			.change(10, "i", RUNNING, "one")
			.started(11, "i", "one/1/0")
			.ended(12, "i", "one/1/0", "!E")
			.change(13, "i", RETRY, "one")
			.change(14, "i", PENDING, "one")
			.change(14, "i", RUNNING, "one")
			.started(15, "i", "one/2/0")
			.ended(16, "i", "one/2/0", "!E")
			.change(17, "i", FAILED, "one")
			.stands("i", FAILED, "one/2/0", "!E")
			.read(18, "c", "i", "", "!E");
		assertThat(Checker.check(this.history.build())).isEmpty();
	}

	@Test
	void anInvocationThatIsGone() {
		this.history.called(1, "c", "", "5").accepted(2, "c", "i");
		assertBroken(Promise.NOTHING_IS_LOST);
	}

	@Test
	void anInvocationThatDoesNotEnd() {
		once().stands("i", RUNNING, "", "");
		assertBroken(Promise.NOTHING_IS_LOST);
	}

	@Test
	void anInvocationThatEndsTwice() {
		ended().change(23, "i", SUCCESS, "one");
		assertBroken(Promise.ONE_OUTCOME);
	}

	@Test
	void anInvocationThatIsEndedByALateOwner() {
		once().change(30, "i", RUNNING_RECOVERY, null)
			.change(30, "i", REROUTED, null)
			.change(40, "i", PENDING, "two")
			.change(40, "i", RUNNING, "two")
			.change(45, "i", SUCCESS, "one")
			.stands("i", SUCCESS, "one/1/0", "5");
		assertBroken(Promise.ONE_OUTCOME);
	}

	@Test
	void anOutcomeThatIsNotThere() {
		once().change(21, "i", SUCCESS, "one").stands("i", SUCCESS, "one/1/0", "");
		assertBroken(Promise.ONE_OUTCOME, Promise.RIGHT_VALUE);
	}

	@Test
	void anOutcomeOfAnotherAttempt() {
		twice().stands("i", SUCCESS, "one/2/0", "5");
		assertBroken(Promise.ONE_OUTCOME);
	}

	@Test
	void aWrongValue() {
		once().ended(20, "i", "one/1/0", "6").change(21, "i", SUCCESS, "one").stands("i", SUCCESS, "one/1/0", "6");
		assertBroken(Promise.RIGHT_VALUE);
	}

	@Test
	void aReaderOfAnotherAttempt() {
		twice().read(60, "c", "i", "one/1/0", "5");
		assertBroken(Promise.ONE_ANSWER);
	}

	@Test
	void aReaderOfAnotherValue() {
		ended().read(60, "c", "i", "one/1/0", "6");
		assertBroken(Promise.ONE_ANSWER);
	}

	@Test
	void twoBodiesWithOneClaim() {
		ended().started(12, "i", "one/1/0");
		assertBroken(Promise.ONE_BODY);
	}

	@Test
	void aBodyWithoutAClaim() {
		ended().started(12, "i", "two/1/0");
		assertBroken(Promise.ONE_BODY);
	}

	@Test
	void aSecondBodyOfWhatMayStartOnce() {
		this.expected = Event.ONCE;
		twice();
		assertBroken(Promise.AT_MOST_ONCE);
	}

	/**
	 * The first owner still has its claim when the second one begins.
	 */
	@Test
	void twoBodiesAtOneTime() {
		this.history.called(1, "c", "", "5")
			.accepted(2, "c", "i")
			.change(1, "i", REGISTERED, null)
			.change(10, "i", PENDING, "one")
			.change(10, "i", RUNNING, "one")
			.started(11, "i", "one/1/0")
			.change(13, "i", REROUTED, "one")
			.change(14, "i", PENDING, "two")
			.change(14, "i", RUNNING, "two")
			.started(15, "i", "two/1/0")
			.ended(16, "i", "two/1/0", "5")
			.change(17, "i", SUCCESS, "two")
			.ended(20, "i", "one/1/0", "5")
			.stands("i", SUCCESS, "two/1/0", "5");
		assertThat(Checker.check(this.history.build())).extracting(Violation::promise).contains(Promise.ONE_BODY);
	}

	@Test
	void aBodyAfterTheEnd() {
		once().change(30, "i", RUNNING_RECOVERY, null).change(30, "i", REROUTED, null).change(31, "i", CANCELLED, null);
		this.history.stands("i", CANCELLED, "", "5").restarted(40, "i", "one/1/0");
		assertBroken(Promise.NO_LATE_BODY);
	}

	@Test
	void aBodyAfterTheEndInAProcessThatStoodStill() {
		once().change(30, "i", RUNNING_RECOVERY, null).change(30, "i", REROUTED, null).change(31, "i", CANCELLED, null);
		this.history.stands("i", CANCELLED, "", "5").restarted(40, "i", "one/1/0").thawed(35, "one");
		assertThat(Checker.check(this.history.build())).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "2, one", "45, one", "35, two" })
	void aBodyAfterTheEndInAProcessThatStoodStillAtAnotherTime(long thawed, String node) {
		once().change(30, "i", RUNNING_RECOVERY, null).change(30, "i", REROUTED, null).change(31, "i", CANCELLED, null);
		this.history.stands("i", CANCELLED, "", "5").restarted(40, "i", "one/1/0").thawed(thawed, node);
		assertBroken(Promise.NO_LATE_BODY);
	}

	@Test
	void twoThatWaitWithOneKey() {
		this.history.called(1, "c", "k", "")
			.called(2, "d", "k", "")
			.accepted(3, "c", "i")
			.accepted(4, "d", "j")
			.change(1, "i", REGISTERED, null)
			.change(2, "j", REGISTERED, null)
			.change(5, "i", CANCELLED, null)
			.change(6, "j", CANCELLED, null)
			.stands("i", CANCELLED, "", "")
			.stands("j", CANCELLED, "", "");
		assertBroken(Promise.ONE_WAITS);
	}

	@Test
	void somethingThatRemains() {
		this.history.left("3 are PAUSED");
		assertBroken(Promise.NOTHING_REMAINS);
	}

	@Test
	void aKeyThatAPurgeLeaves() {
		this.history.keys(Set.of("pynenc:{proof}:q:x"));
		assertBroken(Promise.PURGE_IS_CLEAN);
	}

}
