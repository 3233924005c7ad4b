package org.pynenc.orchestrator;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The listeners of one JVM by what they wait for, for those who implement an
 * {@link Orchestrator}. The fault of one hurts neither the others nor the one who
 * signals: it is logged. Safe for use by several threads.
 *
 * @param <K> what is waited for
 * @param <T> what they are told
 */
public final class Signals<K, T> {

	private static final Log logger = LogFactory.getLog(Signals.class);

	private final Map<K, Set<Listener<T>>> listeners = new ConcurrentHashMap<>();

	/**
	 * Adds a listener.
	 * @param key what it waits for
	 * @param consumer the listener
	 * @return ends the subscription
	 */
	public Subscription subscribe(K key, Consumer<T> consumer) {
		return subscribe(List.of(key), consumer);
	}

	/**
	 * Adds a listener to several keys.
	 * @param keys what it waits for
	 * @param consumer the listener
	 * @return ends the subscription
	 */
	public Subscription subscribe(Collection<K> keys, Consumer<T> consumer) {
		Listener<T> listener = new Listener<>(consumer);
		List<K> subscribed = List.copyOf(keys);
		subscribed.forEach((key) -> add(key, listener));
		return () -> subscribed
			.forEach((key) -> this.listeners.computeIfPresent(key, (same, there) -> without(listener, there)));
	}

	private void add(K key, Listener<T> listener) {
		this.listeners.compute(key, (same, there) -> {
			Set<Listener<T>> listeners = (there != null) ? there : ConcurrentHashMap.newKeySet();
			listeners.add(listener);
			return listeners;
		});
	}

	private static <T> @Nullable Set<Listener<T>> without(Listener<T> listener, Set<Listener<T>> listeners) {
		listeners.remove(listener);
		return listeners.isEmpty() ? null : listeners;
	}

	/**
	 * Tells all who listen, for as often as they listen.
	 * @param key what they wait for
	 * @param message what they are told
	 */
	public void tell(K key, T message) {
		this.listeners.getOrDefault(key, Set.of()).forEach((listener) -> listener.tell(message));
	}

	/**
	 * Tells all who listen, for the last time.
	 * @param key what they wait for
	 * @param message what they are told
	 */
	public void tellLast(K key, T message) {
		Set<Listener<T>> last = this.listeners.remove(key);
		if (last != null) {
			last.forEach((listener) -> listener.tell(message));
		}
	}

	/**
	 * What is waited for.
	 * @return the keys at this moment
	 */
	public Set<K> awaited() {
		return Set.copyOf(this.listeners.keySet());
	}

	/**
	 * Ends all subscriptions.
	 */
	public void clear() {
		this.listeners.clear();
	}

	/**
	 * Equal to itself only, so that one consumer may listen twice.
	 */
	private static final class Listener<T> {

		private final Consumer<T> consumer;

		Listener(Consumer<T> consumer) {
			this.consumer = consumer;
		}

		void tell(T message) {
			try {
				this.consumer.accept(message);
			}
			catch (Exception | LinkageError | AssertionError ex) {
				logger.warn("The listener " + this.consumer + " failed on " + message, ex);
			}
		}

	}

}
