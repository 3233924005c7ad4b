package org.pynenc.backend.redis;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pynenc.DistributedInvocation;
import org.pynenc.DistributedInvocationGroup;
import org.pynenc.InvocationCancelledException;
import org.pynenc.InvocationFailedException;
import org.pynenc.InvocationStatus;

import org.springframework.data.redis.connection.RedisConnection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Results where they come with the ends, and where they do not.
 */
@Timeout(120)
@ExtendWith(RedisServerExtension.class)
class RedisResultsTests {

	/**
	 * Too long for a message.
	 */
	private static final String LONG = "x".repeat(10_000);

	private static final int SLOTS = 4;

	private RedisApplication application;

	@BeforeEach
	void start() {
		this.application = new RedisApplication(RedisServerExtension.url());
	}

	@AfterEach
	void stop() {
		this.application.close();
	}

	private DistributedInvocationGroup<String> greetings(String... names) {
		return this.application.pynenc().parallelizeInvocations(List.of(names), this.application.work()::greet);
	}

	@Test
	void aGroupGivesWhatWasToldAndWhatWasTooLong() {
		assertThat(greetings("Ada", LONG, "Eve").results()).containsExactlyInAnyOrder("Hello, Ada", "Hello, " + LONG,
				"Hello, Eve");
		assertThat(greetings("Ada", LONG, "Eve").resultsInOrder()).containsExactly("Hello, Ada", "Hello, " + LONG,
				"Hello, Eve");
		assertThat(greetings("Ada", LONG, "Eve").toFuture()).succeedsWithin(RedisApplication.PATIENCE)
			.asInstanceOf(InstanceOfAssertFactories.LIST)
			.containsExactly("Hello, Ada", "Hello, " + LONG, "Hello, Eve");
	}

	@Test
	void whatHasEndedLongAgoIsToldToo() {
		DistributedInvocationGroup<String> group = greetings("Ada", LONG);
		assertThat(group.awaitAll(RedisApplication.PATIENCE)).isTrue();
		assertThat(group.results()).containsExactlyInAnyOrder("Hello, Ada", "Hello, " + LONG);
		assertThat(group.resultsInOrder()).containsExactly("Hello, Ada", "Hello, " + LONG);
		assertThat(group.toFuture().join()).containsExactly("Hello, Ada", "Hello, " + LONG);
	}

	@Test
	void aFailureIsThrownWhereItsResultWouldBe() {
		DistributedInvocationGroup<String> group = this.application.pynenc()
			.parallelizeInvocations(List.of("Ada"), this.application.work()::refuse);
		assertIsRefused(group::resultsInOrder);
		assertIsRefused(() -> group.results().toList());
		assertThatExceptionOfType(CompletionException.class).isThrownBy(group.toFuture()::join)
			.withCauseInstanceOf(InvocationFailedException.class);
		assertThat(group.invocations().get(0).status()).isEqualTo(InvocationStatus.FAILED);
	}

	private void assertIsRefused(ThrowingCallable reader) {
		assertThatThrownBy(reader).isInstanceOf(InvocationFailedException.class)
			.cause()
			.isInstanceOf(IllegalArgumentException.class)
			.hasMessage("No Ada");
	}

	@Test
	void theOthersOfAGroupCanBeReadAfterAFailure() {
		Iterator<String> results = this.application.pynenc()
			.parallelizeInvocations(List.of("Ada", "Ada"), this.application.work()::refuse)
			.results()
			.iterator();
		assertIsRefused(results::next);
		assertIsRefused(results::next);
		assertThat(results).isExhausted();
	}

	@Test
	void aTaskThatReturnsAFutureTellsResultAndFailure() {
		assertThat(this.application.work().greetLater("Ada")).succeedsWithin(RedisApplication.PATIENCE)
			.isEqualTo("Later, Ada");
		assertThat(this.application.work().greetLater(LONG)).succeedsWithin(RedisApplication.PATIENCE)
			.isEqualTo("Later, " + LONG);
		assertThatExceptionOfType(CompletionException.class)
			.isThrownBy(this.application.work().refuseLater("Ada")::join)
			.havingCause()
			.isInstanceOf(InvocationFailedException.class)
			.havingCause()
			.isInstanceOf(IllegalArgumentException.class)
			.withMessage("Not even later, Ada");
	}

	@Test
	void equalCallsGetTheResultOfOne() {
		occupyAllSlots();
		DistributedInvocationGroup<String> group = this.application.pynenc()
			.parallelizeFutures(List.of("Ada", "Eve", "Eve"), this.application.work()::greetOnce);
		CompletableFuture<String> own = this.application.work().greetOnce("Bob");
		assertThat(group.invocations()).extracting(DistributedInvocation::invocationId)
			.containsOnly(group.invocations().get(0).invocationId());
		CompletableFuture<List<String>> future = group.toFuture();
		this.application.gate().open();
		assertThat(own).succeedsWithin(RedisApplication.PATIENCE).isEqualTo("Later, Ada");
		assertThat(future.join()).containsExactly("Later, Ada", "Later, Ada", "Later, Ada");
		assertThat(group.resultsInOrder()).containsExactly("Later, Ada", "Later, Ada", "Later, Ada");
		assertThat(group.results()).containsExactly("Later, Ada", "Later, Ada", "Later, Ada");
	}

	private void occupyAllSlots() {
		Stream.generate(() -> "Ada").limit(SLOTS).forEach(this.application.work()::pass);
		Awaitility.await().atMost(RedisApplication.PATIENCE).until(() -> this.application.gate().arrived() == SLOTS);
	}

	@Test
	void aFutureThatIsCancelledHarmsNothing() {
		occupyAllSlots();
		CompletableFuture<String> cancelled = this.application.work().greetLater("Ada");
		CompletableFuture<String> other = this.application.work().greetLater("Eve");
		assertThat(cancelled.cancel(false)).isTrue();
		this.application.gate().open();
		assertThat(other).succeedsWithin(RedisApplication.PATIENCE).isEqualTo("Later, Eve");
		Awaitility.await()
			.atMost(RedisApplication.PATIENCE)
			.untilAsserted(() -> assertThat(this.application.orchestrator().counts())
				.containsOnly(Map.entry(InvocationStatus.SUCCESS, SLOTS + 2L)));
	}

	@Test
	void theEndOfWhatWasCancelledIsToldWithoutAnOutcome() {
		occupyAllSlots();
		DistributedInvocation<String> greeted = this.application.work().greet("Ada");
		CompletableFuture<String> future = greeted.toFuture();
		assertThat(greeted.cancel()).isTrue();
		assertThat(future).failsWithin(30, TimeUnit.SECONDS)
			.withThrowableThat()
			.withCauseInstanceOf(InvocationCancelledException.class);
		assertThatExceptionOfType(InvocationCancelledException.class).isThrownBy(greeted::result);
	}

	@Test
	void aFinalStatusIsRememberedAfterItsResultWasTold() {
		DistributedInvocation<String> greeted = greetings("Ada").invocations().get(0);
		Awaitility.await().atMost(RedisApplication.PATIENCE).until(() -> greeted.status().isFinal());
		assertThat(greeted.toFuture().join()).isEqualTo("Hello, Ada");
		try (RedisConnection connection = RedisServerExtension.connectionFactory().getConnection()) {
			connection.serverCommands().flushDb();
		}
		assertThat(greeted.status()).isEqualTo(InvocationStatus.SUCCESS);
	}

}
