package org.pynenc.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pynenc.Arguments;
import org.pynenc.Call;
import org.pynenc.InvocationId;
import org.pynenc.InvocationStatus;
import org.pynenc.OnDifferentArguments;
import org.pynenc.StatusChange;
import org.pynenc.TaskId;
import org.pynenc.broker.Broker;
import org.pynenc.invocation.Claim;
import org.pynenc.invocation.Invocation;
import org.pynenc.invocation.Outcome;
import org.pynenc.invocation.RegistrationKey;
import org.pynenc.invocation.RunnerId;
import org.pynenc.orchestrator.ClaimRequest;
import org.pynenc.orchestrator.ComposedLifecycles;
import org.pynenc.orchestrator.Heartbeat;
import org.pynenc.orchestrator.InvocationLifecycle;
import org.pynenc.orchestrator.InvocationRecord;
import org.pynenc.orchestrator.Orchestrator;
import org.pynenc.orchestrator.Recovery;
import org.pynenc.orchestrator.RequestId;
import org.pynenc.state.StateBackend;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Stops a process after each write of each verb of the composed lifecycle, lets another
 * one recover and finish the work, and looks whether anything was lost, doubled or left
 * over. Extend it and give the parts, new ones for each test.
 */
public abstract class ComposedLifecycleStopContract {

	private static final TaskId TASK = new TaskId("contract.task");

	private static final Duration LEASE = Duration.ofSeconds(15);

	private static final Duration RETENTION = Duration.ofHours(24);

	private static final int MOST_WRITES = 50;

	private final RunnerId victim = new RunnerId("runner-victim");

	private final RunnerId survivor = new RunnerId("runner-survivor");

	/**
	 * Makes new, empty parts that {@link #orchestrator()} and the others give from now
	 * on.
	 */
	protected abstract void reset();

	protected abstract Orchestrator orchestrator();

	protected abstract Broker broker();

	protected abstract StateBackend stateBackend();

	protected abstract void advance(Duration duration);

	static Stream<Story> stories() {
		return Stream.of(new Story("register one", 0, (process) -> process.register(1)),
				new Story("register a batch", 0, (process) -> process.register(5)),
				new Story("register equal calls", 0, (process) -> {
					process.register("one", OnDifferentArguments.REUSE);
					process.register("two", OnDifferentArguments.REUSE);
				}), new Story("replace", 0, (process) -> {
					process.register("one", OnDifferentArguments.REPLACE);
					process.register("two", OnDifferentArguments.REPLACE);
				}), new Story("claim", 3, (process) -> process.claim(2)),
				new Story("claim more than there is", 2, (process) -> process.claim(5)),
				new Story("claim by id", 3, (process) -> process.claimById()),
				new Story("complete", 2,
						(process) -> process.claim(1)
							.forEach((claim) -> process.lifecycle.complete(claim, Outcome.success("\"victim\"")))),
				new Story("fail", 2,
						(process) -> process.claim(1)
							.forEach((claim) -> process.lifecycle.complete(claim, Outcome.failure("\"victim\"")))),
				new Story("retry", 2,
						(process) -> process.claim(1)
							.forEach((claim) -> process.lifecycle.retry(claim, Duration.ZERO))),
				new Story("retry later", 2,
						(process) -> process.claim(1)
							.forEach((claim) -> process.lifecycle.retry(claim, Duration.ofSeconds(5)))),
				new Story("release", 2, (process) -> process.claim(2).forEach(process.lifecycle::release)),
				new Story("pause and resume", 3, (process) -> process.claim(1).forEach((claim) -> {
					process.lifecycle.pause(claim, process.accepted);
					process.lifecycle.resume(claim);
				})), new Story("cancel", 2, (process) -> process.cancel()),
				new Story("recover", 3, (process) -> process.recoverOthers()),
				new Story("sweep", 3, (process) -> process.endAllAndSweep()),
				new Story("a whole life", 0, (process) -> {
					process.register(4);
					List<Claim> claims = process.claim(3);
					process.lifecycle.pause(claims.get(0), process.accepted);
					process.lifecycle.complete(claims.get(1), Outcome.success("\"victim\""));
					process.lifecycle.retry(claims.get(2), Duration.ZERO);
					process.lifecycle.resume(claims.get(0));
					process.lifecycle.complete(claims.get(0), Outcome.success("\"victim\""));
					process.claim(2).forEach(process.lifecycle::release);
				}));
	}

	@ParameterizedTest
	@MethodSource("stories")
	void nothingIsLostWhicheverWriteIsTheLast(Story story) {
		int stops = 0;
		boolean stopped = true;
		while (stopped) {
			stops++;
			assertThat(stops).as("writes of '%s'", story).isLessThan(MOST_WRITES);
			reset();
			stopped = stopAfter(story, stops);
		}
		assertThat(stops).as("stops of '%s'", story).isGreaterThan(1);
	}

	private boolean stopAfter(Story story, int writes) {
		Process before = new Process(lifecycle(), this.victim);
		before.heartbeat();
		before.register(story.registered());
		StoppingParts parts = new StoppingParts(orchestrator(), broker(), stateBackend(), writes);
		Process process = new Process(ComposedLifecycles.of(parts.orchestrator(), parts.broker(), parts.stateBackend()),
				this.victim);
		process.accepted.addAll(before.accepted);
		process.tried.addAll(before.tried);
		try {
			story.work().accept(process);
		}
		catch (StoppingParts.StoppedException ex) {
			assertThat(parts.isStopped()).isTrue();
		}
		finishAndCheck(process, story + ", stopped after " + parts.lastWrite());
		return parts.isStopped();
	}

	private void finishAndCheck(Process dead, String where) {
		Process survivor = new Process(lifecycle(), this.survivor);
		List<InvocationId> given = survivor.finishEverything();
		assertThat(given).as("ended twice after '%s'", where).doesNotHaveDuplicates();
		if (!dead.swept) {
			checkEnds(dead, where);
		}
		checkNothingIsLeft(dead, where);
	}

	private void checkEnds(Process dead, String where) {
		Map<InvocationId, InvocationRecord> records = orchestrator().records(dead.tried);
		assertThat(records.keySet()).as("known after '%s'", where).containsAll(dead.accepted);
		records.values().forEach((record) -> checkEnd(record, where));
		advance(Duration.ofHours(2));
		assertThat(stateBackend().load(dead.tried).keySet()).as("calls kept after '%s'", where)
			.containsExactlyInAnyOrderElementsOf(records.keySet());
	}

	private void checkEnd(InvocationRecord record, String where) {
		assertThat(record.status().isFinal()).as("%s is final after '%s'", record, where).isTrue();
		long ends = orchestrator().history(record.id())
			.stream()
			.map(StatusChange::status)
			.filter(InvocationStatus::isFinal)
			.count();
		assertThat(ends).as("ends of %s after '%s'", record, where).isOne();
		if (record.status() == InvocationStatus.SUCCESS) {
			assertThat(record.token()).isNotNull();
			assertThat(stateBackend().outcome(record.id(), record.token())).as("outcome after '%s'", where).isNotNull();
		}
	}

	private void checkNothingIsLeft(Process dead, String where) {
		assertThat(broker().sizes()).as("queued after '%s'", where).isEmpty();
		assertThat(lifecycle().recover(LEASE)).as("lost after '%s'", where).isEqualTo(Recovery.NOTHING);
		advance(RETENTION);
		lifecycle().sweep(RETENTION);
		assertThat(stateBackend().load(dead.tried)).as("calls left after '%s'", where).isEmpty();
		assertThat(orchestrator().records(dead.tried)).as("records left after '%s'", where).isEmpty();
		assertThat(lifecycle().sweep(RETENTION)).as("left to sweep after '%s'", where).isZero();
	}

	private InvocationLifecycle lifecycle() {
		return ComposedLifecycles.of(orchestrator(), broker(), stateBackend());
	}

	/**
	 * What a process does before it dies.
	 *
	 * @param name says what
	 * @param registered how many invocations wait before
	 * @param work the verbs
	 */
	protected record Story(String name, int registered, Consumer<Process> work) {

		@Override
		public String toString() {
			return this.name;
		}

	}

	/**
	 * A process that registers and executes.
	 */
	protected final class Process {

		private final InvocationLifecycle lifecycle;

		private final RunnerId runner;

		private final List<InvocationId> accepted = new ArrayList<>();

		private final List<InvocationId> tried = new ArrayList<>();

		private boolean swept;

		private long requests;

		Process(InvocationLifecycle lifecycle, RunnerId runner) {
			this.lifecycle = lifecycle;
			this.runner = runner;
		}

		void heartbeat() {
			orchestrator().runners()
				.heartbeat(new Heartbeat(this.runner, 5, Set.of(), Set.of(TASK), LEASE, 0, Set.of()));
		}

		void register(int count) {
			List<Invocation> invocations = IntStream.range(0, count)
				.mapToObj((i) -> new Invocation(InvocationId.create(), new Call(TASK, Arguments.none()), null, 0,
						"default", 0, 3, null, Map.of(), Invocation.WIRE_VERSION))
				.toList();
			List<InvocationId> ids = invocations.stream().map(Invocation::id).toList();
			this.tried.addAll(ids);
			this.lifecycle.register(invocations);
			this.accepted.addAll(ids);
		}

		void register(String arguments, OnDifferentArguments onDifferentArguments) {
			Invocation invocation = new Invocation(InvocationId.create(), new Call(TASK, Arguments.none()), null, 0,
					"default", 0, 3, new RegistrationKey("key", arguments, onDifferentArguments), Map.of(),
					Invocation.WIRE_VERSION);
			this.tried.add(invocation.id());
			this.accepted.add(this.lifecycle.register(List.of(invocation)).get(0).invocation());
		}

		List<Claim> claim(int slots) {
			return this.lifecycle.claim(request(slots)).claims();
		}

		void claimById() {
			this.lifecycle.claim(request(1), this.accepted.get(1));
		}

		private ClaimRequest request(int slots) {
			return new ClaimRequest(new RequestId(this.runner, ++this.requests), slots, Set.of(), Set.of(TASK));
		}

		void cancel() {
			this.lifecycle.cancel(this.accepted.get(0));
		}

		/**
		 * Takes back the work of a third process.
		 */
		void recoverOthers() {
			Process third = new Process(lifecycle(), new RunnerId("runner-third"));
			third.heartbeat();
			third.claim(2);
			orchestrator().runners().leave(third.runner);
			this.lifecycle.recover(LEASE);
		}

		void endAllAndSweep() {
			Process third = new Process(lifecycle(), new RunnerId("runner-third"));
			third.heartbeat();
			third.claim(5).forEach((claim) -> third.lifecycle.complete(claim, Outcome.success("1")));
			advance(RETENTION.plusSeconds(1));
			this.swept = true;
			this.lifecycle.sweep(RETENTION);
		}

		/**
		 * What a living node does in the minutes after.
		 * @return what it has ended
		 */
		List<InvocationId> finishEverything() {
			List<InvocationId> ended = new ArrayList<>();
			Set<InvocationId> doubled = new HashSet<>();
			for (int i = 0; i < 4; i++) {
				advance(LEASE.plusSeconds(1));
				heartbeat();
				this.lifecycle.recover(LEASE);
				for (Claim claim : claim(5)) {
					if (this.lifecycle.complete(claim, Outcome.success("\"survivor\""))) {
						ended.add(claim.invocation().id());
					}
					else {
						doubled.add(claim.invocation().id());
					}
				}
			}
			assertThat(doubled).as("refused to a living owner").isEmpty();
			return ended.stream().collect(Collectors.toList());
		}

	}

}
