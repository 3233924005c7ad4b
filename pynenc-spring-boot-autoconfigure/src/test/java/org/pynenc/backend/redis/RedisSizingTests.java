package org.pynenc.backend.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pynenc.Arguments;
import org.pynenc.Call;
import org.pynenc.InvocationId;
import org.pynenc.TaskId;
import org.pynenc.broker.BrokerProperties;
import org.pynenc.invocation.Invocation;
import org.pynenc.invocation.Outcome;
import org.pynenc.invocation.RunnerId;
import org.pynenc.orchestrator.ClaimRequest;
import org.pynenc.orchestrator.Heartbeat;
import org.pynenc.orchestrator.RequestId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * What an invocation costs in the memory of a real server, as the guide to Redis says it.
 */
@ExtendWith(RedisServerExtension.class)
class RedisSizingTests {

	private static final int NUMBER = 5000;

	private static final int BATCH = 500;

	private static final TaskId TASK = new TaskId("reports.build");

	private static final RunnerId RUNNER = new RunnerId("01a20e73-b739-7000-be9f-ee94edab344e");

	private final RedisKeys keys = new RedisKeys("photos");

	private final RedisScripts scripts = new RedisScripts(RedisServerExtension.connectionFactory(), this.keys,
			StoreTime.OF_THE_SERVER);

	private final RedisChannel channel = new RedisChannel(RedisServerExtension.connectionFactory(), this.keys,
			this.scripts);

	private final RedisLifecycle lifecycle = new RedisLifecycle(this.scripts, this.channel, BrokerProperties.UNLIMITED);

	@Test
	void aSmallInvocationCostsWhatTheGuideSays() {
		assumeTrue(RedisServerExtension.isOurs(), "Another server may have another memory");
		this.scripts.run("layout");
		long empty = usedMemory();
		List<Invocation> invocations = new ArrayList<>();
		for (int i = 0; i < NUMBER; i++) {
			invocations.add(invocation());
		}
		this.lifecycle.register(invocations);
		long waiting = (usedMemory() - empty) / NUMBER;
		execute();
		long ended = (usedMemory() - empty) / NUMBER;
		assertThat(waiting).isBetween(700L, 850L);
		assertThat(ended).isBetween(800L, 950L);
	}

	private void execute() {
		RedisRunnerRegistry runners = new RedisRunnerRegistry(this.scripts, this.channel);
		runners.heartbeat(new Heartbeat(RUNNER, BATCH, Set.of(), Set.of(TASK), Duration.ofMinutes(5), 0, Set.of()));
		for (int i = 1; i <= NUMBER / BATCH; i++) {
			ClaimRequest request = new ClaimRequest(new RequestId(RUNNER, i), BATCH, Set.of(), Set.of(TASK));
			this.lifecycle.claim(request)
				.claims()
				.forEach((claim) -> assertThat(this.lifecycle.complete(claim, Outcome.success("42"))).isTrue());
		}
		runners.leave(RUNNER);
		this.channel.close();
	}

	private static long usedMemory() {
		return RedisCommands.with(
				(connection) -> Long.parseLong(connection.serverCommands().info("memory").getProperty("used_memory")));
	}

	private static Invocation invocation() {
		return new Invocation(InvocationId.create(), new Call(TASK, new Arguments(Map.of("period", "\"2026-Q1\""))),
				null, 0, "default", 0, 3, null,
				Map.of("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"),
				Invocation.WIRE_VERSION);
	}

}
