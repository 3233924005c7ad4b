package org.pynenc.backend.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.pynenc.Arguments;
import org.pynenc.Call;
import org.pynenc.InvocationId;
import org.pynenc.TaskId;
import org.pynenc.invocation.Claim;
import org.pynenc.invocation.Invocation;
import org.pynenc.invocation.RunnerId;
import org.pynenc.orchestrator.ClaimRequest;
import org.pynenc.orchestrator.Grant;
import org.pynenc.orchestrator.Heartbeat;
import org.pynenc.orchestrator.Orchestrator;
import org.pynenc.orchestrator.RequestId;
import org.pynenc.orchestrator.Verdict;

import static org.assertj.core.api.Assertions.assertThat;

class InlineOrchestratorTests {

	private static final RunnerId RUNNER = new RunnerId("inline");

	private final TaskId task = new TaskId("reports.build");

	private final Invocation invocation = new Invocation(InvocationId.create(), new Call(this.task, Arguments.none()),
			null, 0, "default", 0, 3, null, Map.of(), Invocation.WIRE_VERSION);

	@Test
	void aRetryIsDueAtOnceWhateverItsDelay() {
		assertThat(verdictAfterRetry(new InlineOrchestrator(() -> Instant.EPOCH))).isEqualTo(Verdict.CLAIMED);
		assertThat(verdictAfterRetry(new MemoryOrchestrator(() -> Instant.EPOCH))).isEqualTo(Verdict.NOT_DUE);
	}

	private Verdict verdictAfterRetry(Orchestrator orchestrator) {
		orchestrator.runners()
			.heartbeat(new Heartbeat(RUNNER, 1, Set.of(), Set.of(this.task), Duration.ofMinutes(1), 0, Set.of()));
		orchestrator.register(List.of(this.invocation));
		Grant first = claim(orchestrator, 1);
		Claim claim = new Claim(this.invocation, RUNNER, first.token(), 0, 0, Duration.ZERO);
		assertThat(orchestrator.retry(claim, Duration.ofDays(1)).isAccepted()).isTrue();
		return claim(orchestrator, 2).verdict();
	}

	private Grant claim(Orchestrator orchestrator, long number) {
		ClaimRequest request = new ClaimRequest(new RequestId(RUNNER, number), 1, Set.of(), Set.of(this.task));
		return orchestrator.claim(request, List.of(this.invocation.id())).get(0);
	}

}
