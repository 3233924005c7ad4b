package org.pynenc.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import org.junit.jupiter.api.Test;
import org.pynenc.Arguments;
import org.pynenc.Call;
import org.pynenc.InvocationId;
import org.pynenc.OnDifferentArguments;
import org.pynenc.TaskId;
import org.pynenc.invocation.Invocation;
import org.pynenc.invocation.Outcome;
import org.pynenc.invocation.RegistrationKey;
import org.pynenc.invocation.Token;
import org.pynenc.state.StateBackend;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every {@link StateBackend} keeps. A subclass gives one that is empty at the start
 * of each test.
 */
public abstract class StateBackendContract {

	private static final Duration EXPIRY = Duration.ofMinutes(10);

	private static final Duration MOMENT = Duration.ofMillis(5);

	private static final Token TOKEN = new Token("runner/1/0");

	private static final Token OTHER_TOKEN = new Token("runner/2/0");

	/**
	 * The state backend under test.
	 * @return the same one during a test
	 */
	protected abstract StateBackend stateBackend();

	/**
	 * Moves the time of the state backend.
	 * @param duration by how much
	 */
	protected abstract void advance(Duration duration);

	@Test
	void savedInvocationIsLoadedAsItWas() {
		Invocation invocation = new Invocation(InvocationId.create(),
				new Call(new TaskId("a.b"), new Arguments(Map.of("text", "\"ä\\u0000 \\\"€😀\""))),
				InvocationId.create(), 7, "nightly", -1000, 0,
				new RegistrationKey("KEYS:k", "a", OnDifferentArguments.REPLACE), Map.of("k", "v", "", "a\nb"), 12);
		save(invocation);
		assertThat(load(invocation)).isEqualTo(invocation);
	}

	@Test
	void argumentsKeepTheirOrder() {
		Map<String, String> values = new LinkedHashMap<>();
		List.of("z", "a", "m", "b").forEach((name) -> values.put(name, "1"));
		Invocation invocation = new Invocation(InvocationId.create(),
				new Call(new TaskId("a.b"), new Arguments(values)), null, 0, "default", 0, 3, null, Map.of(),
				Invocation.WIRE_VERSION);
		save(invocation);
		assertThat(load(invocation).call().arguments().values().keySet()).containsExactly("z", "a", "m", "b");
	}

	@Test
	void loadGivesThoseThatAreThere() {
		Invocation one = saved();
		Invocation two = saved();
		saved();
		assertThat(stateBackend().load(List.of(one.id(), InvocationId.create(), two.id())))
			.containsExactlyInAnyOrderEntriesOf(Map.of(one.id(), one, two.id(), two));
		assertThat(stateBackend().load(List.of())).isEmpty();
	}

	@Test
	void whatIsNotKeptIsGoneAfterTheExpiry() {
		Invocation invocation = saved();
		advance(EXPIRY.minus(MOMENT));
		assertThat(load(invocation)).isEqualTo(invocation);
		advance(MOMENT.multipliedBy(2));
		assertThat(load(invocation)).isNull();
	}

	@Test
	void outcomeOfWhatIsNotKeptIsGoneAfterTheExpiry() {
		Invocation invocation = saved();
		stateBackend().saveOutcome(invocation.id(), TOKEN, Outcome.success("1"));
		advance(EXPIRY.plus(MOMENT));
		assertThat(stateBackend().outcome(invocation.id(), TOKEN)).isNull();
	}

	@Test
	void whatIsKeptStays() {
		Invocation invocation = saved();
		keep(invocation);
		keep(invocation);
		stateBackend().saveOutcome(invocation.id(), TOKEN, Outcome.success("1"));
		advance(EXPIRY.multipliedBy(1000));
		assertThat(load(invocation)).isEqualTo(invocation);
		assertThat(stateBackend().outcome(invocation.id(), TOKEN)).isEqualTo(Outcome.success("1"));
	}

	@Test
	void keepingWhatIsNotThereIsPassedOver() {
		Invocation invocation = saved();
		advance(EXPIRY.plus(MOMENT));
		stateBackend().keep(List.of(invocation.id(), InvocationId.create()));
		assertThat(load(invocation)).isNull();
	}

	@Test
	void savingAgainLetsWhatIsKeptStay() {
		Invocation invocation = saved();
		keep(invocation);
		stateBackend().saveOutcome(invocation.id(), TOKEN, Outcome.success("1"));
		save(invocation);
		advance(EXPIRY.plus(MOMENT));
		assertThat(load(invocation)).isEqualTo(invocation);
		assertThat(stateBackend().outcome(invocation.id(), TOKEN)).isEqualTo(Outcome.success("1"));
	}

	@Test
	void savingAgainBeginsTheExpiryAnew() {
		Invocation invocation = saved();
		advance(EXPIRY.minus(MOMENT));
		save(invocation);
		advance(EXPIRY.minus(MOMENT));
		assertThat(load(invocation)).isEqualTo(invocation);
		advance(MOMENT.multipliedBy(2));
		assertThat(load(invocation)).isNull();
	}

	@Test
	void savingAgainDoesNotChangeWhatIsThere() {
		Invocation invocation = saved();
		save(new Invocation(invocation.id(), new Call(new TaskId("x.y"), Arguments.none()), null, 0, "x", 9, 9, null,
				Map.of(), 9));
		assertThat(load(invocation)).isEqualTo(invocation);
	}

	@Test
	void whatHasExpiredCanBeSavedAgainAndBeginsEmpty() {
		Invocation invocation = saved();
		stateBackend().saveOutcome(invocation.id(), TOKEN, Outcome.success("1"));
		advance(EXPIRY.plus(MOMENT));
		save(invocation);
		assertThat(load(invocation)).isEqualTo(invocation);
		assertThat(stateBackend().outcome(invocation.id(), TOKEN)).isNull();
	}

	@Test
	void outcomesOfClaimsAreKeptApart() {
		Invocation invocation = saved();
		stateBackend().saveOutcome(invocation.id(), TOKEN, Outcome.failure("{\"message\":\"late\"}"));
		stateBackend().saveOutcome(invocation.id(), OTHER_TOKEN, Outcome.success("222"));
		assertThat(stateBackend().outcome(invocation.id(), TOKEN)).isEqualTo(Outcome.failure("{\"message\":\"late\"}"));
		assertThat(stateBackend().outcome(invocation.id(), OTHER_TOKEN)).isEqualTo(Outcome.success("222"));
	}

	@Test
	void outcomesOfInvocationsAreKeptApart() {
		Invocation one = saved();
		Invocation two = saved();
		stateBackend().saveOutcome(one.id(), TOKEN, Outcome.success("1"));
		assertThat(stateBackend().outcome(two.id(), TOKEN)).isNull();
	}

	@Test
	void savingAgainUnderTheSameTokenReplaces() {
		Invocation invocation = saved();
		stateBackend().saveOutcome(invocation.id(), TOKEN, Outcome.success("1"));
		stateBackend().saveOutcome(invocation.id(), TOKEN, Outcome.failure("2"));
		assertThat(stateBackend().outcome(invocation.id(), TOKEN)).isEqualTo(Outcome.failure("2"));
	}

	@Test
	void outcomeOfWhatIsNotThereIsPassedOver() {
		Invocation invocation = SampleInvocation.any();
		stateBackend().saveOutcome(invocation.id(), TOKEN, Outcome.success("1"));
		save(invocation);
		assertThat(stateBackend().outcome(invocation.id(), TOKEN)).isNull();
	}

	@Test
	void noOutcomeUnderAnUnknownToken() {
		assertThat(stateBackend().outcome(saved().id(), TOKEN)).isNull();
		assertThat(stateBackend().outcome(InvocationId.create(), TOKEN)).isNull();
	}

	@Test
	void deleteTakesAllThatBelongsToAnInvocation() {
		Invocation deleted = saved();
		Invocation left = saved();
		stateBackend().saveOutcome(deleted.id(), TOKEN, Outcome.success("1"));
		stateBackend().delete(List.of(deleted.id(), InvocationId.create()));
		stateBackend().delete(List.of(deleted.id()));
		assertThat(load(deleted)).isNull();
		assertThat(load(left)).isEqualTo(left);
		save(deleted);
		assertThat(stateBackend().outcome(deleted.id(), TOKEN)).isNull();
	}

	@Test
	void purgeDeletesEverything() {
		Invocation expiring = saved();
		Invocation kept = saved();
		keep(kept);
		stateBackend().saveOutcome(kept.id(), TOKEN, Outcome.success("1"));
		stateBackend().purge();
		assertThat(stateBackend().load(List.of(expiring.id(), kept.id()))).isEmpty();
		assertThat(stateBackend().outcome(kept.id(), TOKEN)).isNull();
	}

	@Test
	void concurrentSavesAndKeepsLoseNothing() throws Exception {
		List<Invocation> invocations = new ArrayList<>();
		for (int i = 0; i < 500; i++) {
			invocations.add(SampleInvocation.any());
		}
		List<InvocationId> ids = invocations.stream().map(Invocation::id).toList();
		Callable<Void> client = () -> {
			for (Invocation invocation : invocations) {
				save(invocation);
				keep(invocation);
			}
			return null;
		};
		try (Race race = new Race(4)) {
			race.run(List.of(client, client, client, client));
		}
		advance(EXPIRY.plus(MOMENT));
		assertThat(stateBackend().load(ids)).hasSize(invocations.size());
	}

	private Invocation saved() {
		Invocation invocation = SampleInvocation.any();
		save(invocation);
		return invocation;
	}

	private void save(Invocation invocation) {
		stateBackend().save(List.of(invocation), EXPIRY);
	}

	private void keep(Invocation invocation) {
		stateBackend().keep(List.of(invocation.id()));
	}

	private Invocation load(Invocation invocation) {
		return stateBackend().load(List.of(invocation.id())).get(invocation.id());
	}

}
