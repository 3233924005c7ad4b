package org.pynenc.backend.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pynenc.Arguments;
import org.pynenc.Call;
import org.pynenc.InvocationId;
import org.pynenc.TaskId;
import org.pynenc.contract.StateBackendContract;
import org.pynenc.invocation.Invocation;
import org.pynenc.invocation.Outcome;
import org.pynenc.invocation.Token;
import org.pynenc.state.StateBackend;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RedisStateBackend}, on a real server.
 */
@ExtendWith(RedisServerExtension.class)
class RedisStateBackendTests extends StateBackendContract {

	private static final String LAYOUT = "pynenc:{state}:layout";

	private final TestStoreTime time = new TestStoreTime();

	private final RedisStateBackend stateBackend = stateBackend("state");

	private RedisStateBackend stateBackend(String appId) {
		return new RedisStateBackend(
				new RedisScripts(RedisServerExtension.connectionFactory(), new RedisKeys(appId), this.time));
	}

	@Override
	protected StateBackend stateBackend() {
		return this.stateBackend;
	}

	@Override
	protected void advance(Duration duration) {
		this.time.advance(duration);
	}

	@Test
	void saveSweepsWhatHasExpired() {
		save(Duration.ofMinutes(1));
		save(Duration.ofMinutes(2));
		Invocation third = save(Duration.ofMinutes(3));
		Invocation kept = save(Duration.ofMinutes(1));
		this.stateBackend.keep(List.of(kept.id()));
		advance(Duration.ofMinutes(2));
		Invocation latest = save(Duration.ofMinutes(1));
		assertThat(RedisCommands.keys()).containsExactlyInAnyOrder(LAYOUT, "pynenc:{state}:expiring", key(third),
				key(kept), key(latest));
	}

	@Test
	void keepsNothingOfWhatIsDeleted() {
		Invocation expiring = save(Duration.ofMinutes(1));
		Invocation kept = save(Duration.ofMinutes(1));
		this.stateBackend.keep(List.of(kept.id()));
		this.stateBackend.saveOutcome(kept.id(), new Token("runner/1/0"), Outcome.success("1"));
		this.stateBackend.delete(List.of(expiring.id(), kept.id()));
		assertThat(RedisCommands.keys()).containsExactly(LAYOUT);
	}

	@Test
	void operationsAreOneTripEach() {
		List<Invocation> invocations = new ArrayList<>();
		for (int i = 0; i < 1000; i++) {
			invocations.add(invocation());
		}
		List<InvocationId> ids = invocations.stream().map(Invocation::id).toList();
		RedisCommands commands = new RedisCommands();
		this.stateBackend.save(invocations, Duration.ofMinutes(1));
		assertThat(commands.scriptsSinceLastLook()).isOne();
		this.stateBackend.keep(ids);
		assertThat(commands.scriptsSinceLastLook()).isOne();
		assertThat(this.stateBackend.load(ids)).hasSize(1000);
		assertThat(commands.scriptsSinceLastLook()).isOne();
	}

	@Test
	void purgeLeavesTheKeysOfOthersAlone() {
		RedisStateBackend other = stateBackend("other");
		Invocation others = invocation();
		other.save(List.of(others), Duration.ofMinutes(1));
		RedisCommands.set("s:1", "somebody else's");
		save(Duration.ofMinutes(1));
		this.stateBackend.purge();
		assertThat(RedisCommands.keys()).containsExactlyInAnyOrder("s:1", LAYOUT, "pynenc:{other}:layout",
				"pynenc:{other}:expiring", "pynenc:{other}:y:" + others.id());
	}

	private Invocation save(Duration expiry) {
		Invocation invocation = invocation();
		this.stateBackend.save(List.of(invocation), expiry);
		return invocation;
	}

	private static Invocation invocation() {
		return new Invocation(InvocationId.create(), new Call(new TaskId("a.b"), Arguments.none()), null, 0, "default",
				0, 3, null, Map.of(), Invocation.WIRE_VERSION);
	}

	private static String key(Invocation invocation) {
		return "pynenc:{state}:y:" + invocation.id();
	}

}
