package org.pynenc.runner;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;
import org.pynenc.InvocationId;
import org.pynenc.InvocationStatus;
import org.pynenc.TaskId;
import org.pynenc.execution.HeartbeatSender;
import org.pynenc.execution.HeldInvocations;
import org.pynenc.invocation.InvocationEvent;
import org.pynenc.invocation.RunnerId;
import org.pynenc.orchestrator.Heartbeat;
import org.pynenc.orchestrator.InvocationLifecycle;
import org.pynenc.orchestrator.Recovery;
import org.pynenc.orchestrator.RunnerRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.atLeast;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;

class RescuerTests {

	private static final Duration LEASE = Duration.ofSeconds(1);

	private static final Duration RETENTION = Duration.ofHours(3);

	private final RunnerRegistry registry = mock(RunnerRegistry.class);

	private final InvocationLifecycle lifecycle = mock(InvocationLifecycle.class);

	private final List<InvocationEvent> events = new ArrayList<>();

	private final Rescuer rescuer = new Rescuer(this.lifecycle, new HeartbeatSender(this.registry,
			new Heartbeat(new RunnerId("runner"), 1, Set.of(), Set.of(), LEASE, 0, Set.of()), new HeldInvocations()),
			this.events::add, LEASE, RETENTION);

	@Test
	void theOwnLeaseIsRenewedBeforeOthersAreLookedAt() {
		given(this.lifecycle.recover(LEASE)).willReturn(Recovery.NOTHING);
		this.rescuer.run();
		InOrder order = inOrder(this.registry, this.lifecycle);
		then(this.registry).should(order).heartbeat(any());
		then(this.lifecycle).should(order).recover(LEASE);
	}

	@Test
	void whatIsTakenBackIsTold() {
		InvocationId id = InvocationId.create();
		TaskId task = new TaskId("a.b");
		given(this.lifecycle.recover(LEASE))
			.willReturn(new Recovery(List.of(new Recovery.Recovered(id, task, InvocationStatus.REROUTED)), List.of()))
			.willReturn(Recovery.NOTHING);
		this.rescuer.run();
		assertThat(this.events).containsExactly(InvocationEvent.of(id, task, InvocationStatus.REROUTED));
	}

	@Test
	void itTakesBackUntilNothingIsLeft() {
		Recovery some = new Recovery(
				List.of(new Recovery.Recovered(InvocationId.create(), new TaskId("a.b"), InvocationStatus.REROUTED)),
				List.of());
		given(this.lifecycle.recover(LEASE)).willReturn(some, some, Recovery.NOTHING);
		this.rescuer.run();
		then(this.lifecycle).should(times(3)).recover(LEASE);
		assertThat(this.events).hasSize(2);
	}

	@Test
	void whatIsPastItsRetentionIsDeletedToTheLast() {
		given(this.lifecycle.recover(LEASE)).willReturn(Recovery.NOTHING);
		given(this.lifecycle.sweep(RETENTION)).willReturn(500, 500, 3, 0);
		this.rescuer.run();
		then(this.lifecycle).should(times(4)).sweep(RETENTION);
	}

	@Test
	void aFaultDoesNotEndIt() {
		given(this.lifecycle.recover(LEASE)).willThrow(new IllegalStateException("away"));
		this.rescuer.start();
		try {
			Awaitility.await()
				.atMost(30, TimeUnit.SECONDS)
				.untilAsserted(() -> then(this.lifecycle).should(atLeast(2)).recover(LEASE));
		}
		finally {
			this.rescuer.stop();
		}
	}

}
