package org.pynenc.proof;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.pynenc.ConcurrencyControl;
import org.pynenc.DistributedInvocation;
import org.pynenc.DistributedTask;
import org.pynenc.Pynenc;

import org.springframework.beans.factory.ObjectProvider;

/**
 * The tasks of the proof. The first argument of each is the name of the call.
 */
class ProofTasks {

	/**
	 * Enough for every fault of a run.
	 */
	static final int MANY = 10_000;

	private final NotedBodies bodies;

	private final NotedCalls calls;

	private final ObjectProvider<ProofTasks> self;

	private final Gate gate;

	ProofTasks(NotedBodies bodies, NotedCalls calls, ObjectProvider<ProofTasks> self, Gate gate) {
		this.bodies = bodies;
		this.calls = calls;
		this.self = self;
		this.gate = gate;
	}

	private DistributedInvocation<Answer> body(String call, NotedBodies.Body body) {
		return DistributedInvocation.of(this.bodies.run(call, body));
	}

	/**
	 * Adds.
	 */
	@DistributedTask(maxRecoveries = MANY)
	public DistributedInvocation<Answer> add(String call, long a, long b) {
		return body(call, () -> {
			NotedBodies.work(call);
			return a + b;
		});
	}

	/**
	 * Adds, once at most.
	 */
	@DistributedTask(maxRecoveries = 0)
	public DistributedInvocation<Answer> once(String call, long a, long b) {
		return add(call, a, b);
	}

	/**
	 * Adds at once.
	 */
	@DistributedTask
	public DistributedInvocation<Answer> sumOf(String call, long a, long b) {
		return body(call, () -> a + b);
	}

	/**
	 * Adds at once, for a caller that waits.
	 */
	@DistributedTask(maxRecoveries = MANY)
	public Answer addDirectly(String call, long a, long b) {
		return this.bodies.run(call, () -> a + b);
	}

	/**
	 * Adds at once, for a caller that goes on meanwhile.
	 */
	@DistributedTask(maxRecoveries = MANY)
	public CompletableFuture<Answer> addLater(String call, long a, long b) {
		return CompletableFuture.completedFuture(addDirectly(call, a, b));
	}

	/**
	 * Fails until an attempt.
	 */
	@DistributedTask(maxRecoveries = MANY, maxRetries = 3)
	public DistributedInvocation<Answer> stubborn(String call, int failures) {
		return body(call, () -> {
			int retries = Pynenc.current().orElseThrow().attempt() - 1;
			if (retries < failures) {
				throw new IllegalStateException("failure " + retries);
			}
			return failures;
		});
	}

	/**
	 * Fails for good.
	 */
	@DistributedTask(maxRecoveries = MANY)
	public DistributedInvocation<Answer> hopeless(String call) {
		return body(call, () -> {
			throw new IllegalArgumentException(call);
		});
	}

	/**
	 * Counts the leaves of a binary tree of waiting calls.
	 */
	@DistributedTask(maxRecoveries = MANY, maxRetries = MANY)
	public DistributedInvocation<Answer> tree(String call, int depth) {
		return body(call, () -> (depth == 0) ? 1 : branch(depth - 1));
	}

	private long branch(int depth) {
		String expected = String.valueOf(1L << depth);
		NotedCalls.NotedCall left = this.calls.call(expected, (name) -> this.self.getObject().tree(name, depth));
		NotedCalls.NotedCall right = this.calls.call(expected, (name) -> this.self.getObject().tree(name, depth));
		return this.calls.read(left).value() + this.calls.read(right).value();
	}

	/**
	 * Waits for a group.
	 */
	@DistributedTask(maxRecoveries = MANY, maxRetries = MANY)
	public DistributedInvocation<Answer> sum(String call, int size) {
		return body(call, () -> {
			List<NotedCalls.NotedCall> group = this.calls.group(size, "3",
					(name) -> this.self.getObject().add(name, 1, 2));
			return group.stream().mapToLong((member) -> this.calls.read(member).value()).sum();
		});
	}

	/**
	 * A number of Fibonacci by waiting calls.
	 */
	@DistributedTask(maxRecoveries = MANY, maxRetries = MANY)
	public DistributedInvocation<Answer> fibonacci(String call, int n) {
		return body(call, () -> (n < 2) ? n : sumOfFibonaccis(n));
	}

	private long sumOfFibonaccis(int n) {
		NotedCalls.NotedCall one = this.calls.call("", (name) -> this.self.getObject().fibonacci(name, n - 1));
		NotedCalls.NotedCall two = this.calls.call("", (name) -> this.self.getObject().fibonacci(name, n - 2));
		return this.calls.read(one).value() + this.calls.read(two).value();
	}

	/**
	 * Of which one call per key waits at a time.
	 */
	@DistributedTask(maxRecoveries = MANY, registrationConcurrency = ConcurrencyControl.KEYS, keyArguments = "key")
	public DistributedInvocation<Answer> keyed(String call, String key) {
		return body(call, () -> {
			NotedBodies.work(call);
			return key.length();
		});
	}

	/**
	 * Ends when the gate of its process is open.
	 */
	@DistributedTask
	public DistributedInvocation<Answer> hold(String call) {
		return body(call, () -> {
			this.gate.pass();
			return 1;
		});
	}

	/**
	 * The same, once at most.
	 */
	@DistributedTask(maxRecoveries = 0)
	public DistributedInvocation<Answer> holdOnce(String call) {
		return hold(call);
	}

	/**
	 * Kills its JVM.
	 */
	@DistributedTask(maxRecoveries = 1)
	public DistributedInvocation<Answer> poison(String call) {
		return body(call, () -> {
			Runtime.getRuntime().halt(137);
			return 0;
		});
	}

}
