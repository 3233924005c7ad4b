package org.pynenc.execution;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.pynenc.PausedLimitException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SlotsTests {

	private final Slots slots = new Slots(2, 3);

	@Test
	void asManyAreReservedAsAreFree() throws Exception {
		assertThat(this.slots.reserve(1)).isOne();
		assertThat(this.slots.reserve(5)).isOne();
		assertThat(this.slots.usage()).isEqualTo(new SlotUsage(2, 0, 0));
		this.slots.free(2);
		assertThat(this.slots.usage()).isEqualTo(new SlotUsage(0, 2, 0));
	}

	@Test
	void aReservationWaitsForAFreeSlot() throws Exception {
		this.slots.reserve(2);
		CompletableFuture<Integer> waiting = reserveInBackground();
		this.slots.free(1);
		assertThat(waiting.get(30, TimeUnit.SECONDS)).isOne();
	}

	@Test
	void severalAreReservedOnceEnoughAreFree() throws Exception {
		this.slots.reserve(2);
		CompletableFuture<Integer> waiting = reserveSeveralInBackground(Duration.ofMinutes(1));
		this.slots.free(1);
		Awaitility.await().until(this.slots::isGathering);
		assertThat(waiting).isNotDone();
		this.slots.free(1);
		assertThat(waiting.get(30, TimeUnit.SECONDS)).isEqualTo(2);
	}

	@Test
	void whatIsFreeIsReservedWhenNoMoreComes() throws Exception {
		this.slots.reserve(2);
		CompletableFuture<Integer> waiting = reserveSeveralInBackground(Duration.ofMillis(1));
		assertThat(waiting).isNotDone();
		this.slots.free(1);
		assertThat(waiting.get(30, TimeUnit.SECONDS)).isOne();
	}

	private CompletableFuture<Integer> reserveSeveralInBackground(Duration patience) {
		return CompletableFuture.supplyAsync(() -> {
			try {
				return this.slots.reserveSeveral(2, patience);
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		});
	}

	@Test
	void aLentSlotCanBeReserved() throws Exception {
		this.slots.reserve(2);
		this.slots.lend();
		assertThat(this.slots.usage()).isEqualTo(new SlotUsage(1, 1, 1));
		assertThat(this.slots.reserve(1)).isOne();
	}

	@Test
	void whoGoesOnComesBeforeWhoReserves() throws Exception {
		this.slots.reserve(2);
		this.slots.lend();
		this.slots.reserve(1);
		CompletableFuture<Void> reclaiming = CompletableFuture.runAsync(this.slots::reclaim);
		Awaitility.await().until(() -> this.slots.usage().lent() == 1 && this.slots.isReclaiming());
		CompletableFuture<Integer> reserving = reserveInBackground();
		this.slots.free(1);
		reclaiming.get(30, TimeUnit.SECONDS);
		assertThat(reserving).isNotDone();
		assertThat(this.slots.usage()).isEqualTo(new SlotUsage(2, 0, 0));
		this.slots.free(1);
		assertThat(reserving.get(30, TimeUnit.SECONDS)).isOne();
	}

	@Test
	void noMoreAreLentThanMayBe() throws Exception {
		for (int i = 0; i < 3; i++) {
			this.slots.reserve(1);
			this.slots.lend();
		}
		this.slots.reserve(1);
		assertThatExceptionOfType(PausedLimitException.class).isThrownBy(this.slots::lend)
			.withMessageContaining("pynenc.runner.max-paused");
		assertThat(this.slots.usage()).isEqualTo(new SlotUsage(1, 1, 3));
	}

	@Test
	void closingEndsAllWaiting() throws Exception {
		this.slots.reserve(2);
		this.slots.lend();
		this.slots.reserve(1);
		CompletableFuture<Integer> reserving = reserveInBackground();
		CompletableFuture<Void> reclaiming = CompletableFuture.runAsync(this.slots::reclaim);
		this.slots.close();
		assertThat(reserving.get(30, TimeUnit.SECONDS)).isZero();
		reclaiming.get(30, TimeUnit.SECONDS);
	}

	@Test
	void anInterruptDoesNotEndReclaimingAndIsKept() throws Exception {
		this.slots.reserve(2);
		this.slots.lend();
		CompletableFuture<Boolean> interrupted = CompletableFuture.supplyAsync(() -> {
			Thread.currentThread().interrupt();
			this.slots.reclaim();
			return Thread.interrupted();
		});
		assertThat(interrupted.get(30, TimeUnit.SECONDS)).isTrue();
		assertThat(this.slots.usage()).isEqualTo(new SlotUsage(2, 0, 0));
	}

	private CompletableFuture<Integer> reserveInBackground() {
		return CompletableFuture.supplyAsync(() -> {
			try {
				return this.slots.reserve(1);
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		});
	}

}
