package org.pynenc.backend.redis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class SharedTripsTests {

	private static final int LARGE = 1_000_000;

	private final List<List<Integer>> trips = Collections.synchronizedList(new ArrayList<>());

	private final Semaphore mayReturn = new Semaphore(0);

	private final SharedTrips<Integer, String> shared = shared(1);

	private SharedTrips<Integer, String> shared(int atATime) {
		return new SharedTrips<>(atATime, (number) -> (number == LARGE) ? 1 << 20 : 10, this::travel);
	}

	private List<Supplier<String>> travel(List<Integer> numbers) {
		this.trips.add(numbers);
		this.mayReturn.acquireUninterruptibly();
		if (numbers.contains(-1)) {
			throw new IllegalStateException("lost on the way");
		}
		return numbers.stream().map(SharedTripsTests::answer).toList();
	}

	private static Supplier<String> answer(int number) {
		return () -> {
			if (number == 0) {
				throw new IllegalStateException("zero");
			}
			return "answer " + number;
		};
	}

	@Test
	void oneAloneIsSentByItsOwnThread() {
		this.mayReturn.release();
		assertThat(this.shared.send(1)).isEqualTo("answer 1");
		this.mayReturn.release();
		assertThat(begin(2)).isCompletedWithValue("answer 2");
		assertThat(this.trips).containsExactly(List.of(1), List.of(2));
	}

	@Test
	void thoseThatComeMeanwhileShareTheNextTrip() throws Exception {
		FutureTask<String> first = sendAside(1);
		Awaitility.await().until(() -> this.trips.size() == 1);
		List<FutureTask<String>> others = IntStream.rangeClosed(2, 9).mapToObj(this::sendAside).toList();
		CompletableFuture<String> last = begin(10);
		assertThat(last).isNotDone();
		Awaitility.await().until(() -> this.shared.waiting() == 9);
		this.mayReturn.release(2);
		assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo("answer 1");
		for (int i = 0; i < 8; i++) {
			assertThat(others.get(i).get(30, TimeUnit.SECONDS)).isEqualTo("answer " + (i + 2));
		}
		assertThat(last.get(30, TimeUnit.SECONDS)).isEqualTo("answer 10");
		assertThat(this.trips).hasSize(2);
		assertThat(this.trips.get(1)).hasSize(9);
	}

	@Test
	void asManyAreUnderWayAsMayBe() throws Exception {
		SharedTrips<Integer, String> two = shared(2);
		FutureTask<String> first = sendAside(two, 1);
		Awaitility.await().until(() -> this.trips.size() == 1);
		FutureTask<String> second = sendAside(two, 2);
		Awaitility.await().until(() -> this.trips.size() == 2);
		List<FutureTask<String>> others = List.of(sendAside(two, 3), sendAside(two, 4));
		Awaitility.await().until(() -> two.waiting() == 2);
		assertThat(this.trips).hasSize(2);
		this.mayReturn.release(4);
		assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo("answer 1");
		assertThat(second.get(30, TimeUnit.SECONDS)).isEqualTo("answer 2");
		assertThat(others.get(0).get(30, TimeUnit.SECONDS)).isEqualTo("answer 3");
		assertThat(others.get(1).get(30, TimeUnit.SECONDS)).isEqualTo("answer 4");
	}

	@Test
	void whatNobodyWaitsForIsSentByTheThreadThatIsUnderWay() throws Exception {
		FutureTask<String> first = sendAside(1);
		Awaitility.await().until(() -> this.trips.size() == 1);
		CompletableFuture<String> second = begin(2);
		this.mayReturn.release(2);
		assertThat(second.get(30, TimeUnit.SECONDS)).isEqualTo("answer 2");
		assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo("answer 1");
	}

	@Test
	void aTripThatFailsFailsForAllAndTheNextGoesOn() throws Exception {
		FutureTask<String> first = sendAside(1);
		Awaitility.await().until(() -> this.trips.size() == 1);
		CompletableFuture<String> second = begin(2);
		CompletableFuture<String> lost = begin(-1);
		this.mayReturn.release(2);
		first.get(30, TimeUnit.SECONDS);
		assertThat(second).failsWithin(30, TimeUnit.SECONDS)
			.withThrowableOfType(ExecutionException.class)
			.withMessageContaining("lost on the way");
		assertThat(lost).isCompletedExceptionally();
		this.mayReturn.release();
		assertThat(this.shared.send(3)).isEqualTo("answer 3");
	}

	@Test
	void anAnswerThatIsAnExceptionIsThrownToItsOwnerAlone() throws Exception {
		FutureTask<String> first = sendAside(1);
		Awaitility.await().until(() -> this.trips.size() == 1);
		CompletableFuture<String> zero = begin(0);
		CompletableFuture<String> two = begin(2);
		this.mayReturn.release(2);
		first.get(30, TimeUnit.SECONDS);
		assertThat(two.get(30, TimeUnit.SECONDS)).isEqualTo("answer 2");
		assertThat(zero).isCompletedExceptionally();
		this.mayReturn.release();
		assertThatIllegalStateException().isThrownBy(() -> this.shared.send(0)).withMessage("zero");
	}

	@Test
	void anInterruptIsKeptAndEndsNothing() {
		this.mayReturn.release(2);
		Thread.currentThread().interrupt();
		assertThat(this.shared.send(1)).isEqualTo("answer 1");
		assertThat(Thread.interrupted()).isTrue();
		Thread.currentThread().interrupt();
		assertThat(begin(2)).isCompletedWithValue("answer 2");
		assertThat(Thread.interrupted()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3 })
	void underLoadEachGetsItsAnswer(int atATime) throws Exception {
		SharedTrips<Integer, String> several = shared(atATime);
		this.mayReturn.release(1_000_000);
		CountDownLatch done = new CountDownLatch(8);
		List<Throwable> faults = Collections.synchronizedList(new ArrayList<>());
		for (int thread = 0; thread < 8; thread++) {
			int from = 1 + thread * 5000;
			new Thread(() -> {
				try {
					for (int i = from; i < from + 5000; i++) {
						Future<String> begun = begin(several, i);
						assertThat(several.send(i)).isEqualTo("answer " + i);
						assertThat(begun.get(30, TimeUnit.SECONDS)).isEqualTo("answer " + i);
					}
				}
				catch (Throwable ex) {
					faults.add(ex);
				}
				finally {
					done.countDown();
				}
			}).start();
		}
		assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
		assertThat(faults).isEmpty();
		assertThat(several.waiting()).isZero();
		assertThat(this.trips.stream().mapToInt(List::size).sum()).isEqualTo(80_000);
	}

	@Test
	void whatIsLargeMakesNoTripLonger() throws Exception {
		FutureTask<String> first = sendAside(1);
		Awaitility.await().until(() -> this.trips.size() == 1);
		List<CompletableFuture<String>> others = List.of(begin(2), begin(LARGE), begin(3));
		this.mayReturn.release(3);
		first.get(30, TimeUnit.SECONDS);
		for (CompletableFuture<String> other : others) {
			other.get(30, TimeUnit.SECONDS);
		}
		assertThat(this.trips).containsExactly(List.of(1), List.of(2, LARGE), List.of(3));
	}

	@Test
	void whoIsUnderWayForOthersHasItsOwnAnswerAtOnce() throws Exception {
		CompletableFuture<String> own = new CompletableFuture<>();
		CompletableFuture<Void> back = CompletableFuture
			.runAsync(() -> this.shared.begin(1, (given) -> own.complete(given.get())));
		Awaitility.await().until(() -> this.trips.size() == 1);
		CompletableFuture<String> other = begin(2);
		this.mayReturn.release();
		assertThat(own.get(30, TimeUnit.SECONDS)).isEqualTo("answer 1");
		assertThat(back).isNotDone();
		this.mayReturn.release();
		assertThat(other.get(30, TimeUnit.SECONDS)).isEqualTo("answer 2");
		back.get(30, TimeUnit.SECONDS);
	}

	@Test
	void anAnswerThatCannotBeGivenIsNoneOfTheOthers() throws Exception {
		FutureTask<String> first = sendAside(1);
		Awaitility.await().until(() -> this.trips.size() == 1);
		this.shared.begin(2, (given) -> {
			throw new IllegalStateException("planted");
		});
		CompletableFuture<String> third = begin(3);
		this.mayReturn.release(2);
		first.get(30, TimeUnit.SECONDS);
		assertThat(third.get(30, TimeUnit.SECONDS)).isEqualTo("answer 3");
	}

	@Test
	void whoIsNotAnsweredLearnsIt() {
		SharedTrips<Integer, String> silent = new SharedTrips<>(1, (number) -> 0, (numbers) -> List.of());
		assertThatIllegalStateException().isThrownBy(() -> silent.send(1)).withMessage("1 were sent, and 0 answered");
	}

	private CompletableFuture<String> begin(int number) {
		return begin(this.shared, number);
	}

	private static CompletableFuture<String> begin(SharedTrips<Integer, String> shared, int number) {
		CompletableFuture<String> answer = new CompletableFuture<>();
		shared.begin(number, (given) -> {
			try {
				answer.complete(given.get());
			}
			catch (RuntimeException ex) {
				answer.completeExceptionally(ex);
			}
		});
		return answer;
	}

	private FutureTask<String> sendAside(int number) {
		return sendAside(this.shared, number);
	}

	private static FutureTask<String> sendAside(SharedTrips<Integer, String> shared, int number) {
		FutureTask<String> task = new FutureTask<>(() -> shared.send(number));
		new Thread(task).start();
		return task;
	}

}
