package org.pynenc.proof;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.pynenc.BackendUnavailableException;
import org.pynenc.GroupRegistrationException;
import org.pynenc.InvocationFailedException;

/**
 * A mix of calls from several threads, until it is told to finish. Each thread has some
 * calls open, and reads the oldest before it makes the next one.
 */
final class LoadOfCalls {

	private static final Log logger = LogFactory.getLog(LoadOfCalls.class);

	private static final int OPEN = 16;

	private static final int KEYS = 5;

	private final NotedCalls calls;

	private final ProofTasks tasks;

	private final List<Future<Integer>> threads = new ArrayList<>();

	private volatile boolean finishing;

	LoadOfCalls(NotedCalls calls, ProofTasks tasks) {
		this.calls = calls;
		this.tasks = tasks;
	}

	void start(long seed, int threads) {
		ExecutorService callers = Executors.newFixedThreadPool(threads);
		for (int i = 0; i < threads; i++) {
			Random random = new Random(seed + i);
			this.threads.add(callers.submit(() -> callOn(random)));
		}
		callers.shutdown();
	}

	/**
	 * Makes no more calls and reads what is open.
	 * @return how many calls were accepted
	 */
	int finish() {
		this.finishing = true;
		return this.threads.stream().mapToInt(LoadOfCalls::get).sum();
	}

	private static int get(Future<Integer> future) {
		try {
			return future.get();
		}
		catch (InterruptedException | ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private int callOn(Random random) {
		Queue<NotedCalls.NotedCall> open = new ArrayDeque<>();
		int accepted = 0;
		while (!this.finishing) {
			int before = open.size();
			call(random, open);
			accepted += open.size() - before;
			while (open.size() > OPEN) {
				read(open.remove(), random);
			}
		}
		open.forEach((call) -> read(call, random));
		return accepted;
	}

	/**
	 * What the backend did not answer may be registered or not.
	 */
	private void call(Random random, Queue<NotedCalls.NotedCall> open) {
		int kind = random.nextInt(100);
		try {
			if (kind < 5) {
				open.addAll(this.calls.group(5, "7", (name) -> this.tasks.add(name, 3, 4)));
			}
			else if (kind < 10) {
				this.calls.direct("5", (name) -> this.tasks.addDirectly(name, 2, 3));
			}
			else {
				open.add(call(kind, random.nextInt(KEYS)));
			}
		}
		catch (BackendUnavailableException | GroupRegistrationException ex) {
			logger.info("Not accepted, for all that is known: " + ex.getMessage());
		}
	}

	private NotedCalls.NotedCall call(int kind, int choice) {
		if (kind < 22) {
			return this.calls.call(String.valueOf(1L << (choice % 3)), (name) -> this.tasks.tree(name, choice % 3));
		}
		if (kind < 27) {
			return this.calls.call("9", (name) -> this.tasks.sum(name, 3));
		}
		if (kind < 37) {
			return this.calls.call(String.valueOf(choice % 4), (name) -> this.tasks.stubborn(name, choice % 4));
		}
		if (kind < 42) {
			return this.calls.call(Event.FAILURE + IllegalArgumentException.class.getName(), this.tasks::hopeless);
		}
		if (kind < 55) {
			String key = "key" + choice;
			return this.calls.call(key, "4", (name) -> this.tasks.keyed(name, key));
		}
		if (kind < 62) {
			return this.calls.call(Event.ONCE, (name) -> this.tasks.once(name, kind, choice));
		}
		return this.calls.call(String.valueOf(kind + choice), (name) -> this.tasks.add(name, kind, choice));
	}

	private void read(NotedCalls.NotedCall call, Random random) {
		boolean again = random.nextInt(10) == 0;
		boolean read = false;
		while (!read) {
			try {
				this.calls.read(call);
				read = true;
				if (again) {
					this.calls.readAgain(call);
				}
			}
			catch (BackendUnavailableException ex) {
				logger.info("Could not be read now: " + ex.getMessage());
			}
			catch (InvocationFailedException ex) {
				read = true;
			}
		}
	}

}
