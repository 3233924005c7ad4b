package org.pynenc.execution;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.pynenc.invocation.Token;

/**
 * What a runner has in hand: from the arrival of a claim until its outcome is written.
 * Safe for use by several threads.
 */
public final class HeldInvocations {

	private final Map<Token, InvocationScope> scopes = new ConcurrentHashMap<>();

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	/**
	 * Takes a claim into hand.
	 * @param scope the claim's scope
	 */
	public void add(InvocationScope scope) {
		this.scopes.put(scope.claim().token(), scope);
	}

	/**
	 * Puts a claim out of hand, its outcome being written.
	 * @param scope the claim's scope
	 */
	public void remove(InvocationScope scope) {
		this.scopes.remove(scope.claim().token());
		this.lock.lock();
		try {
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * What is in hand.
	 * @return the scopes, as they are at this moment
	 */
	public Collection<InvocationScope> scopes() {
		return Set.copyOf(this.scopes.values());
	}

	/**
	 * The tokens of what is in hand.
	 * @return the tokens, as they are at this moment
	 */
	public Set<Token> tokens() {
		return Set.copyOf(this.scopes.keySet());
	}

	/**
	 * Tells bodies that their claims no longer count.
	 * @param tokens the claims
	 * @return how many bodies were told
	 */
	public int lose(Collection<Token> tokens) {
		return (int) tokens.stream().map(this.scopes::get).filter((scope) -> scope != null && scope.lose()).count();
	}

	/**
	 * Interrupts all bodies.
	 */
	public void interruptAll() {
		this.scopes.values().forEach(InvocationScope::interrupt);
	}

	/**
	 * Ends all attempts to write an outcome.
	 */
	public void abandonAll() {
		this.scopes.values().forEach(InvocationScope::abandon);
	}

	/**
	 * Waits until nothing is in hand.
	 * @param timeout how long to wait at most
	 * @return whether nothing is in hand
	 * @throws InterruptedException if the thread was interrupted
	 */
	public boolean awaitEmpty(Duration timeout) throws InterruptedException {
		long left = timeout.toNanos();
		this.lock.lockInterruptibly();
		try {
			while (!this.scopes.isEmpty() && left > 0) {
				left = this.changed.awaitNanos(left);
			}
			return this.scopes.isEmpty();
		}
		finally {
			this.lock.unlock();
		}
	}

}
