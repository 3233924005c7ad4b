package org.pynenc.backend.redis;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pynenc.InvocationId;
import org.pynenc.InvocationStatus;
import org.pynenc.invocation.Claim;
import org.pynenc.invocation.Invocation;
import org.pynenc.invocation.Outcome;
import org.pynenc.orchestrator.ComposedLifecycles;
import org.pynenc.orchestrator.InvocationRecord;
import org.pynenc.state.UnreadableInvocationException;

import org.springframework.data.redis.connection.RedisConnection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Broken data of one invocation is its own matter: the others of the same claim are
 * executed, and its bytes stay as they are.
 */
@ExtendWith(RedisServerExtension.class)
class RedisPoisonTests {

	private final RedisParts parts = new RedisParts(RedisServerExtension.connectionFactory());

	private final RedisConnection connection = RedisServerExtension.connectionFactory().getConnection();

	private final RedisPoison poison = new RedisPoison(this.connection, this.parts.keys());

	private RedisScene scene;

	@BeforeEach
	void announce() {
		this.scene = new RedisScene(this.parts, this.parts.lifecycle());
	}

	@AfterEach
	void disconnect() {
		this.connection.close();
		this.parts.close();
	}

	private void compose() {
		this.scene = new RedisScene(this.parts,
				ComposedLifecycles.of(this.parts.orchestrator(), this.parts.broker(), this.parts.stateBackend()));
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void brokenBytesOfACall(boolean fused) {
		InvocationId broken = claimBeside(fused, RedisPoison::breakCall);
		assertThat(record(broken).reason()).contains("broken", "UTF-8", broken.toString());
		byte[] bytes = this.poison.call(broken);
		assertThat(bytes).endsWith((byte) 0xFF);
		assertThatExceptionOfType(UnreadableInvocationException.class)
			.isThrownBy(() -> this.parts.stateBackend().load(List.of(broken)))
			.satisfies((ex) -> assertThat(ex.invocationId()).isEqualTo(broken));
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void aCallThatIsMissing(boolean fused) {
		InvocationId lost = claimBeside(fused, RedisPoison::loseCall);
		assertThat(record(lost).reason()).contains("call");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void somethingElseInPlaceOfACall(boolean fused) {
		InvocationId lost = claimBeside(fused, RedisPoison::replaceCall);
		assertThat(record(lost).reason()).contains("call");
	}

	/**
	 * Claims three of which the second is poisoned, and sees it end and nothing else
	 * suffer.
	 */
	private InvocationId claimBeside(boolean fused, BiConsumer<RedisPoison, InvocationId> deed) {
		InvocationId poisoned = claimOthers(fused, deed);
		assertThat(record(poisoned).status()).isEqualTo(InvocationStatus.FAILED);
		assertThat(this.parts.orchestrator().counts()).containsOnly(Map.entry(InvocationStatus.SUCCESS, 2L),
				Map.entry(InvocationStatus.FAILED, 1L));
		return poisoned;
	}

	private InvocationId claimOthers(boolean fused, BiConsumer<RedisPoison, InvocationId> deed) {
		if (!fused) {
			compose();
		}
		this.scene.register(3);
		List<Invocation> registered = this.scene.invocations();
		deed.accept(this.poison, registered.get(1).id());
		List<Claim> claims = this.scene.claim(this.scene.next(RedisScene.ONE, 3)).claims();
		assertThat(claims).extracting(Claim::invocation).containsExactly(registered.get(0), registered.get(2));
		claims.forEach((claim) -> assertThat(this.scene.lifecycle().complete(claim, Outcome.success("1"))).isTrue());
		assertThat(this.scene.claim(this.scene.next(RedisScene.ONE, 3)).claims()).isEmpty();
		assertThat(this.parts.broker().sizes()).isEmpty();
		return registered.get(1).id();
	}

	private InvocationRecord record(InvocationId id) {
		return this.parts.orchestrator().records(List.of(id)).get(id);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void aRecordThatIsMissingIsForgotten(boolean fused) {
		InvocationId gone = claimOthers(fused, RedisPoison::loseRecord);
		assertIsForgotten(gone);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void somethingElseInPlaceOfARecordIsLeftAlone(boolean fused) {
		InvocationId gone = claimOthers(fused, RedisPoison::replaceRecord);
		assertIsForgotten(gone);
		assertThat(RedisDump.of(this.connection)).containsValue("of somebody else");
	}

	private void assertIsForgotten(InvocationId gone) {
		assertThat(this.parts.orchestrator().records(List.of(gone))).isEmpty();
		assertThat(this.parts.orchestrator().history(gone)).isEmpty();
		assertThat(this.parts.orchestrator().counts()).containsOnlyKeys(InvocationStatus.SUCCESS);
		assertThat(this.parts.orchestrator().standing(InvocationStatus.REGISTERED, null, 10)).isEmpty();
	}

	/**
	 * It cannot be claimed, and is as soon as it can.
	 */
	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void somethingElseInPlaceOfAHistory(boolean fused) {
		InvocationId stuck = claimOthers(fused, RedisPoison::replaceHistory);
		assertThat(record(stuck).status()).isEqualTo(InvocationStatus.REGISTERED);
		this.poison.freeHistory(stuck);
		this.scene.advance(RedisScene.LEASE.plus(Duration.ofSeconds(1)));
		this.scene.announce(RedisScene.ONE);
		this.scene.lifecycle().recover(RedisScene.LEASE);
		assertThat(this.scene.claim(this.scene.next(RedisScene.ONE, 3)).claims())
			.extracting((claim) -> claim.invocation().id())
			.containsExactly(stuck);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void brokenBytesOfAnOutcome(boolean fused) {
		if (!fused) {
			compose();
		}
		this.scene.registerAndClaim(2);
		this.scene.claims().forEach((claim) -> this.scene.lifecycle().complete(claim, Outcome.success("\"done\"")));
		Claim broken = this.scene.claim();
		this.poison.breakOutcome(broken.invocation().id(), broken.token());
		assertThatExceptionOfType(UnreadableInvocationException.class)
			.isThrownBy(() -> this.parts.stateBackend().outcome(broken.invocation().id(), broken.token()))
			.withMessageContainingAll("outcome", broken.invocation().id().toString());
		Claim sound = this.scene.claims().get(1);
		assertThat(this.parts.stateBackend().outcome(sound.invocation().id(), sound.token()))
			.isEqualTo(Outcome.success("\"done\""));
		this.scene.advance(RedisScene.RETENTION.plusSeconds(1));
		assertThat(this.scene.lifecycle().sweep(RedisScene.RETENTION)).isEqualTo(2);
	}

	/**
	 * What is registered meanwhile is accepted, waits for its queue, and is no hindrance
	 * to what else is recovered.
	 */
	@Test
	void somethingElseInPlaceOfALane() {
		this.poison.replaceLane("default", RedisScene.TASK.value());
		assertIsClaimedAfter(() -> this.poison.freeLane("default", RedisScene.TASK.value()));
	}

	@Test
	void somethingElseInPlaceOfTheNamesOfLanes() {
		this.poison.replaceLanes();
		assertIsClaimedAfter(this.poison::freeLanes);
	}

	private void assertIsClaimedAfter(Runnable mend) {
		this.scene.register(1);
		Invocation waiting = this.scene.invocations().get(0);
		recoverLater();
		assertThat(record(waiting.id()).status()).isEqualTo(InvocationStatus.REGISTERED);
		mend.run();
		recoverLater();
		assertThat(this.scene.claim(this.scene.next(RedisScene.ONE, 3)).claims())
			.extracting((claim) -> claim.invocation().id())
			.containsExactly(waiting.id());
	}

	private void recoverLater() {
		this.scene.advance(RedisScene.LEASE.plus(Duration.ofSeconds(1)));
		this.scene.announce(RedisScene.ONE);
		this.scene.lifecycle().recover(RedisScene.LEASE);
	}

}
