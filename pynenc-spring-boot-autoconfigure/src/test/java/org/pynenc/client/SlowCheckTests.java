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

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pynenc.InvocationId;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of what heals a lost signal of a future.
 */
class SlowCheckTests {

	private final Set<InvocationId> ended = ConcurrentHashMap.newKeySet();

	private final BlockingQueue<List<InvocationId>> looks = new LinkedBlockingQueue<>();

	private final ExecutorService executor = Executors.newSingleThreadExecutor();

	private final SlowCheck check = new SlowCheck(this::look, this.executor, Duration.ofMillis(1));

	private final BlockingQueue<InvocationId> told = new LinkedBlockingQueue<>();

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
		this.check.watch(ConcurrentHashMap.newKeySet(), this.told::add, future);
		this.check.watch(Set.of(one, two), this.told::add, future);
		this.looks.take();
		assertThat(this.told).isEmpty();
		this.ended.add(two);
		assertThat(this.told.poll(30, TimeUnit.SECONDS)).isEqualTo(two);
	}

	@Test
	void whatSeveralFuturesWaitForIsAskedForOnce() throws Exception {
		InvocationId one = InvocationId.create();
		CompletableFuture<Void> future = new CompletableFuture<>();
		this.check.watch(Set.of(one), this.told::add, future);
		this.check.watch(Set.of(one), this.told::add, future);
		this.ended.add(one);
		assertThat(this.told.poll(30, TimeUnit.SECONDS)).isEqualTo(one);
		assertThat(this.told.poll(30, TimeUnit.SECONDS)).isEqualTo(one);
		assertThat(this.looks).allSatisfy((ids) -> assertThat(ids).containsExactly(one));
	}

	@Test
	void manyAreAskedForInParts() throws Exception {
		Set<InvocationId> many = ConcurrentHashMap.newKeySet();
		for (int i = 0; i < 2500; i++) {
			many.add(InvocationId.create());
		}
		this.check.watch(many, this.told::add, new CompletableFuture<>());
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
		this.check.watch(Set.of(one), this.told::add, new CompletableFuture<>());
		assertThat(this.told.poll(30, TimeUnit.SECONDS)).isEqualTo(one);
	}

	@Test
	void withoutOpenFuturesNothingIsLookedAt() throws Exception {
		CompletableFuture<Void> future = new CompletableFuture<>();
		InvocationId one = InvocationId.create();
		this.check.watch(Set.of(one), this.told::add, future);
		assertThat(this.looks.poll(30, TimeUnit.SECONDS)).containsExactly(one);
		future.complete(null);
		InvocationId two = InvocationId.create();
		CompletableFuture<Void> other = new CompletableFuture<>();
		this.check.watch(Set.of(two), this.told::add, other);
		List<InvocationId> look = this.looks.poll(30, TimeUnit.SECONDS);
		while (look != null && !look.contains(two)) {
			look = this.looks.poll(30, TimeUnit.SECONDS);
		}
		assertThat(look).containsExactly(two);
	}

}
