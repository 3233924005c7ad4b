package org.pynenc.contract;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

import org.pynenc.InvocationId;
import org.pynenc.InvocationStatus;
import org.pynenc.StatusChange;
import org.pynenc.TaskId;
import org.pynenc.broker.QueueEntry;
import org.pynenc.invocation.Claim;
import org.pynenc.invocation.Invocation;
import org.pynenc.invocation.RunnerId;
import org.pynenc.invocation.Token;
import org.pynenc.orchestrator.ClaimRequest;
import org.pynenc.orchestrator.Grant;
import org.pynenc.orchestrator.Heartbeat;
import org.pynenc.orchestrator.InvocationRecord;
import org.pynenc.orchestrator.Orchestrator;
import org.pynenc.orchestrator.Registration;
import org.pynenc.orchestrator.RequestId;
import org.pynenc.orchestrator.Verdict;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The words in which the promises of an orchestrator are told.
 */
interface OrchestratorScene {

	RunnerId RUNNER = new RunnerId("runner-a");

	RunnerId OTHER_RUNNER = new RunnerId("runner-b");

	Duration LEASE = Duration.ofSeconds(30);

	Duration MOMENT = Duration.ofMillis(5);

	Set<TaskId> TASKS = Set.of(SampleInvocation.TASK);

	AtomicLong REQUESTS = new AtomicLong();

	Orchestrator orchestrator();

	void advance(Duration duration);

	Instant now();

	default void alive(RunnerId... runners) {
		Arrays.asList(runners).forEach((runner) -> orchestrator().runners().heartbeat(beat(runner, 0)));
	}

	default Heartbeat beat(RunnerId runner, long answered, Claim... held) {
		List<Token> tokens = Arrays.stream(held).map(Claim::token).toList();
		return new Heartbeat(runner, 4, Set.of(), TASKS, LEASE, answered, Set.copyOf(tokens));
	}

	default void dies(RunnerId runner) {
		orchestrator().runners().leave(runner);
	}

	default QueueEntry register(Invocation invocation) {
		List<QueueEntry> entries = registerAll(invocation);
		assertThat(entries).hasSize(1);
		return entries.get(0);
	}

	default List<QueueEntry> registerAll(Invocation... invocations) {
		return Registration.entries(orchestrator().register(List.of(invocations)));
	}

	default Invocation registered() {
		Invocation invocation = SampleInvocation.any();
		register(invocation);
		return invocation;
	}

	/**
	 * A registered invocation that {@link #RUNNER} has claimed.
	 */
	default Claim running() {
		return running(SampleInvocation.any());
	}

	default Claim running(Invocation invocation) {
		register(invocation);
		return claim(RUNNER, invocation);
	}

	default Claim paused() {
		Claim claim = running();
		orchestrator().pause(claim, List.of(registered().id()));
		return claim;
	}

	default Invocation ended(InvocationStatus status) {
		Claim claim = running();
		orchestrator().complete(claim, status);
		return claim.invocation();
	}

	default ClaimRequest request(RunnerId runner, int slots) {
		return new ClaimRequest(new RequestId(runner, REQUESTS.incrementAndGet()), slots, Set.of(), TASKS);
	}

	default Claim claim(RunnerId runner, Invocation invocation) {
		alive(runner);
		return claim(request(runner, 1), invocation);
	}

	default Claim claim(ClaimRequest request, Invocation invocation) {
		Grant grant = decision(request, invocation);
		assertThat(grant.verdict()).isEqualTo(Verdict.CLAIMED);
		return claim(request.runner(), invocation, grant);
	}

	default Claim claim(RunnerId runner, Invocation invocation, Grant grant) {
		return new Claim(invocation, runner, grant.token(), grant.retries(), grant.recoveries(), grant.waited());
	}

	default Grant decision(ClaimRequest request, Invocation invocation) {
		List<Grant> grants = orchestrator().claim(request, List.of(invocation.id()));
		assertThat(grants).hasSize(1);
		assertThat(grants.get(0).id()).isEqualTo(invocation.id());
		return grants.get(0);
	}

	default Verdict verdict(Invocation invocation) {
		alive(RUNNER);
		return decision(request(RUNNER, 1), invocation).verdict();
	}

	default List<Verdict> verdicts(ClaimRequest request, List<Invocation> invocations) {
		List<InvocationId> ids = invocations.stream().map(Invocation::id).toList();
		List<Grant> grants = orchestrator().claim(request, ids);
		assertThat(grants).extracting(Grant::id).containsExactlyElementsOf(ids);
		return grants.stream().map(Grant::verdict).toList();
	}

	default InvocationRecord record(Invocation invocation) {
		InvocationRecord record = orchestrator().records(List.of(invocation.id())).get(invocation.id());
		assertThat(record).isNotNull();
		return record;
	}

	default InvocationStatus status(Invocation invocation) {
		return record(invocation).status();
	}

	default List<InvocationStatus> statuses(Invocation invocation) {
		return history(invocation).stream().map(StatusChange::status).toList();
	}

	default List<StatusChange> history(Invocation invocation) {
		return orchestrator().history(invocation.id());
	}

	/**
	 * Makes sure that something left everything about an invocation as it was.
	 */
	default void assertUnchanged(Invocation invocation, Runnable action) {
		InvocationRecord record = record(invocation);
		List<StatusChange> history = new ArrayList<>(history(invocation));
		action.run();
		assertThat(record(invocation)).isEqualTo(record);
		assertThat(history(invocation)).isEqualTo(history);
	}

	/**
	 * Lets a duration pass and a little more, without the runners losing their leases.
	 */
	default void pass(Duration duration) {
		advance(duration.plus(MOMENT));
		alive(RUNNER, OTHER_RUNNER);
	}

}
