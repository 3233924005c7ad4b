package org.pynenc.client;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pynenc.InvocationId;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of what heals a lost signal of a future.
 */
class SlowCheckTests {

	private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);

	private final Set<InvocationId> ended = ConcurrentHashMap.newKeySet();

	private final BlockingQueue<List<InvocationId>> looks = new LinkedBlockingQueue<>();

	private final ExecutorService executor = Executors.newSingleThreadExecutor();

	private final SlowCheck check = new SlowCheck(this::look, this.executor, Duration.ofMillis(1));

	private boolean away;

	private synchronized Set<InvocationId> look(Collection<InvocationId> ids) {
		this.looks.add(List.copyOf(ids));
		if (this.away) {
			this.away = false;
			throw new IllegalStateException("away");
		}
		Set<InvocationId> found = new HashSet<>(ids);
		found.retainAll(this.ended);
		return found;
	}

	@AfterEach
	void stop() {
		this.executor.shutdownNow();
	}

	@Test
	void anEndWithoutASignalIsFound() throws Exception {
		InvocationId one = InvocationId.create();
		InvocationId two = InvocationId.create();
		CompletableFuture<Void> future = new CompletableFuture<>();
		Ends both = new Ends(List.of(one, two));
		Ends second = new Ends(List.of(two));
		this.check.watch(new Ends(List.of()), future);
		this.check.watch(both, future);
		this.check.watch(second, future);
		this.looks.take();
		assertThat(both.open()).hasSize(2);
		this.ended.add(two);
		assertThat(second.await(PATIENCE)).isTrue();
		Awaitility.await().untilAsserted(() -> assertThat(both.open()).containsExactly(one));
	}

	@Test
	void whatSeveralFuturesWaitForIsAskedForOnce() throws Exception {
		InvocationId one = InvocationId.create();
		CompletableFuture<Void> future = new CompletableFuture<>();
		List<Ends> waits = List.of(new Ends(List.of(one)), new Ends(List.of(one)));
		waits.forEach((ends) -> this.check.watch(ends, future));
		this.ended.add(one);
		for (Ends ends : waits) {
			assertThat(ends.await(PATIENCE)).isTrue();
		}
		assertThat(this.looks).allSatisfy((ids) -> assertThat(ids).containsExactly(one));
	}

	@Test
	void manyAreAskedForInParts() throws Exception {
		Set<InvocationId> many = ConcurrentHashMap.newKeySet();
		for (int i = 0; i < 2500; i++) {
			many.add(InvocationId.create());
		}
		this.check.watch(new Ends(many), new CompletableFuture<>());
		Set<InvocationId> asked = new HashSet<>();
		for (int size : new int[] { 1000, 1000, 500 }) {
			List<InvocationId> part = this.looks.poll(30, TimeUnit.SECONDS);
			assertThat(part).hasSize(size);
			asked.addAll(part);
		}
		assertThat(asked).isEqualTo(many);
	}

	@Test
	void aFaultOfALookDoesNotEndIt() throws Exception {
		InvocationId one = InvocationId.create();
		this.ended.add(one);
		synchronized (this) {
			this.away = true;
		}
		Ends ends = new Ends(List.of(one));
		this.check.watch(ends, new CompletableFuture<>());
		assertThat(ends.await(PATIENCE)).isTrue();
	}

	@Test
	void withoutOpenFuturesNothingIsLookedAt() throws Exception {
		CompletableFuture<Void> future = new CompletableFuture<>();
		InvocationId one = InvocationId.create();
		this.check.watch(new Ends(List.of(one)), future);
		assertThat(this.looks.poll(30, TimeUnit.SECONDS)).containsExactly(one);
		future.complete(null);
		InvocationId two = InvocationId.create();
		CompletableFuture<Void> other = new CompletableFuture<>();
		this.check.watch(new Ends(List.of(two)), other);
		List<InvocationId> look = this.looks.poll(30, TimeUnit.SECONDS);
		while (look != null && !look.contains(two)) {
			look = this.looks.poll(30, TimeUnit.SECONDS);
		}
		assertThat(look).containsExactly(two);
	}

}
