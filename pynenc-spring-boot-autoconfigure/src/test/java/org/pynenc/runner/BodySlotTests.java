package org.pynenc.runner;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pynenc.Arguments;
import org.pynenc.Call;
import org.pynenc.InvocationId;
import org.pynenc.TaskId;
import org.pynenc.execution.HeldInvocations;
import org.pynenc.execution.InvocationScope;
import org.pynenc.execution.Slots;
import org.pynenc.invocation.Claim;
import org.pynenc.invocation.Invocation;
import org.pynenc.invocation.RunnerId;
import org.pynenc.invocation.Token;
import org.pynenc.orchestrator.InvocationLifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

class BodySlotTests {

	private final Slots slots = new Slots(2, 1);

	private final HeldInvocations held = new HeldInvocations();

	private final Semaphore writes = new Semaphore(1);

	private BodySlot one;

	private BodySlot other;

	@BeforeEach
	void reserve() throws InterruptedException {
		assertThat(this.slots.reserve(2)).isEqualTo(2);
		this.one = slot("one");
		this.other = slot("other");
	}

	private BodySlot slot(String token) {
		Invocation invocation = new Invocation(InvocationId.create(),
				new Call(new TaskId("target.work"), Arguments.none()), null, 0, "default", 0, 3, null, Map.of(),
				Invocation.WIRE_VERSION);
		Claim claim = new Claim(invocation, new RunnerId("runner"), new Token(token), 0, 0, Duration.ZERO);
		InvocationScope scope = new InvocationScope(claim, this.slots, mock(InvocationLifecycle.class));
		this.held.add(scope);
		return new BodySlot(scope, this.held, this.slots, this.writes);
	}

	@Test
	void aSlotIsFreeOnceItsBodyHasEndedAndInHandUntilItsOutcomeIsWritten() throws Exception {
		this.one.bodyEnded();
		assertThat(this.slots.reserve(2)).isOne();
		assertThat(this.held.tokens()).hasSize(2);
		this.one.concluded();
		assertThat(this.held.tokens()).containsExactly(new Token("other"));
		assertThat(this.slots.usage().busy()).isEqualTo(2);
	}

	@Test
	void noMoreOutcomesThanAllowedAreOnTheirWayWithoutASlot() throws Exception {
		this.one.bodyEnded();
		this.other.bodyEnded();
		assertThat(this.slots.reserve(2)).isOne();
		this.other.concluded();
		assertThat(this.slots.reserve(2)).isOne();
		this.one.concluded();
		assertThat(this.writes.availablePermits()).isOne();
		assertThat(this.held.tokens()).isEmpty();
	}

	@Test
	void aSlotIsGivenBackOnce() throws Exception {
		this.one.bodyEnded();
		this.one.concluded();
		this.one.concluded();
		this.other.concluded();
		this.other.concluded();
		assertThat(this.writes.availablePermits()).isOne();
		assertThat(this.slots.reserve(5)).isEqualTo(2);
	}

}
