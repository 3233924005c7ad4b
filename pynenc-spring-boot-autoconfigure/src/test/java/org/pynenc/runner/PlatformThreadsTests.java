package org.pynenc.runner;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PlatformThreadsTests {

	private final AtomicInteger started = new AtomicInteger();

	private PlatformThreads threads = threads(Duration.ofMinutes(1));

	private PlatformThreads threads(Duration keepAlive) {
		return new PlatformThreads(this::thread, keepAlive);
	}

	private Thread thread(Runnable runnable) {
		this.started.incrementAndGet();
		Thread thread = new Thread(runnable);
		thread.setDaemon(true);
		return thread;
	}

	@AfterEach
	void stop() {
		this.threads.stop();
	}

	@Test
	void commandsThatWaitForEachOtherAllHaveAThread() throws Exception {
		CyclicBarrier together = new CyclicBarrier(20);
		for (int lap = 0; lap < 20; lap++) {
			CountDownLatch done = new CountDownLatch(20);
			for (int i = 0; i < 20; i++) {
				this.threads.execute(() -> {
					await(together);
					done.countDown();
				});
			}
			assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
		}
	}

	@Test
	void aCommandDoesNotWaitForTheOneThatGaveIt() throws Exception {
		CompletableFuture<String> inner = new CompletableFuture<>();
		CompletableFuture<String> outer = new CompletableFuture<>();
		this.threads.execute(() -> {
			this.threads.execute(() -> inner.complete("inner"));
			outer.complete(inner.join());
		});
		assertThat(outer.get(30, TimeUnit.SECONDS)).isEqualTo("inner");
	}

	@Test
	void thousandsOfCommandsAreEachExecutedOnce() throws Exception {
		List<Integer> executed = Collections.synchronizedList(new ArrayList<>());
		CountDownLatch done = new CountDownLatch(8 * 2_500);
		List<Thread> callers = new ArrayList<>();
		for (int caller = 0; caller < 8; caller++) {
			int first = caller * 2_500;
			callers.add(new Thread(() -> {
				for (int i = 0; i < 2_500; i++) {
					int number = first + i;
					this.threads.execute(() -> {
						executed.add(number);
						done.countDown();
					});
				}
			}));
		}
		callers.forEach(Thread::start);
		assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
		assertThat(new HashSet<>(executed)).hasSize(8 * 2_500);
		assertThat(executed).hasSize(8 * 2_500);
	}

	@Test
	void noMoreThreadsAreMadeThanThereIsWork() throws Exception {
		CountDownLatch asleep = new CountDownLatch(4);
		for (int i = 0; i < 4; i++) {
			this.threads.execute(() -> {
				asleep.countDown();
				await(asleep);
			});
		}
		Awaitility.await().until(() -> this.threads.available() == 4);
		CountDownLatch done = new CountDownLatch(3);
		this.threads.execute(() -> {
			for (int i = 0; i < 3; i++) {
				this.threads.execute(() -> {
					done.countDown();
					await(done);
				});
			}
		});
		assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
		assertThat(this.started).hasValue(4);
	}

	@Test
	void aThreadWithNothingToDoEnds() {
		this.threads = threads(Duration.ofMillis(1));
		CountDownLatch done = new CountDownLatch(1);
		this.threads.execute(done::countDown);
		Awaitility.await().until(() -> done.getCount() == 0 && this.threads.available() == 0);
		CountDownLatch again = new CountDownLatch(1);
		this.threads.execute(again::countDown);
		Awaitility.await().until(() -> again.getCount() == 0);
	}

	@Test
	void anInterruptOfACommandIsNoneOfTheNext() throws Exception {
		CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
		this.threads.execute(() -> {
			this.threads.execute(() -> interrupted.complete(Thread.currentThread().isInterrupted()));
			Thread.currentThread().interrupt();
		});
		assertThat(interrupted.get(30, TimeUnit.SECONDS)).isFalse();
	}

	@Test
	void aCommandThatFailsEndsNoThread() throws Exception {
		this.threads.execute(() -> {
			throw new IllegalStateException("planted");
		});
		Awaitility.await().until(() -> this.threads.available() == 1);
		CompletableFuture<Void> next = new CompletableFuture<>();
		this.threads.execute(() -> next.complete(null));
		next.get(30, TimeUnit.SECONDS);
		assertThat(this.started).hasValue(1);
	}

	@Test
	void withoutAThreadACommandIsRefused() throws Exception {
		AtomicInteger executed = new AtomicInteger();
		PlatformThreads without = new PlatformThreads((runnable) -> {
			throw new OutOfMemoryError("planted");
		}, Duration.ofMinutes(1));
		assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> without.execute(executed::incrementAndGet));
		assertThat(executed).hasValue(0);
		assertThat(without.available()).isZero();
	}

	@Test
	void whatIsThereIsExecutedAfterTheStopAndNothingElse() throws Exception {
		CountDownLatch stopped = new CountDownLatch(1);
		CompletableFuture<Void> last = new CompletableFuture<>();
		this.threads.execute(() -> await(stopped));
		this.threads.execute(() -> {
			await(stopped);
			last.complete(null);
		});
		this.threads.stop();
		assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> this.threads.execute(() -> {
		}));
		stopped.countDown();
		last.get(30, TimeUnit.SECONDS);
		Awaitility.await().until(() -> this.threads.available() == 0);
	}

	private static void await(CyclicBarrier barrier) {
		try {
			barrier.await(30, TimeUnit.SECONDS);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await(30, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
