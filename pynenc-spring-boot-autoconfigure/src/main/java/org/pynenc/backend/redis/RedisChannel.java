package org.pynenc.backend.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.pynenc.BackendUnavailableException;
import org.pynenc.InvocationId;
import org.pynenc.InvocationStatus;
import org.pynenc.invocation.Outcome;
import org.pynenc.invocation.RunnerId;
import org.pynenc.invocation.Token;
import org.pynenc.orchestrator.Completion;
import org.pynenc.orchestrator.Signals;
import org.pynenc.orchestrator.Subscription;
import org.pynenc.state.UnreadableInvocationException;

import org.springframework.data.redis.connection.Message;
import org.springframework.data.redis.connection.MessageListener;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.SubscriptionListener;
import org.springframework.data.redis.listener.ChannelTopic;
import org.springframework.data.redis.listener.RedisMessageListenerContainer;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * What this JVM is told by Redis: one channel, subscribed to in the background as soon as
 * somebody listens, and again whenever the connection was lost. After each subscription
 * all who listen look for themselves, for what was published before it is lost. What is
 * published is told by the client's own thread, for each hand-over would make everybody
 * wait longer; so a listener must not ask Redis itself. What is found by looking is told
 * by a thread of the channel's.
 */
class RedisChannel implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(RedisChannel.class);

	private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

	/**
	 * How many ends are asked for in one trip.
	 */
	private static final int BATCH = 500;

	// Short, for it stands in every invocation that this JVM waits for.
	private final String jvm = Long.toUnsignedString(UUID.randomUUID().getLeastSignificantBits(), Character.MAX_RADIX);

	private final RedisConnectionFactory connectionFactory;

	private final RedisScripts scripts;

	private final String topic;

	private final Signals<RunnerId, RunnerId> wakeUps = new Signals<>();

	private final Signals<InvocationId, Completion> completions = new Signals<>();

	private final ReentrantLock lock = new ReentrantLock();

	private @Nullable Listening listening;

	RedisChannel(RedisConnectionFactory connectionFactory, RedisKeys keys, RedisScripts scripts) {
		this.connectionFactory = connectionFactory;
		this.scripts = scripts;
		this.topic = keys.channel(this.jvm);
	}

	/**
	 * Names this JVM to those who publish.
	 */
	String jvm() {
		return this.jvm;
	}

	/**
	 * Subscribes a runner to its wake-ups.
	 */
	Subscription onWork(RunnerId runner, Runnable wakeUp) {
		Subscription subscription = this.wakeUps.subscribe(runner, (woken) -> wakeUp.run());
		listening();
		return subscription;
	}

	/**
	 * Subscribes to the ends of invocations; calls the listener at once for those that
	 * have ended.
	 */
	Subscription onCompleted(Collection<InvocationId> ids, Consumer<Completion> listener) {
		Subscription subscription = expect(ids, listener);
		try {
			listen(List.copyOf(ids));
			return subscription;
		}
		catch (RuntimeException ex) {
			subscription.close();
			throw ex;
		}
	}

	/**
	 * Subscribes to the ends of invocations that Redis is going to tell this JVM of,
	 * without asking for it.
	 */
	Subscription expect(Collection<InvocationId> ids, Consumer<Completion> listener) {
		Subscription subscription = this.completions.subscribe(ids, listener);
		listening();
		return subscription;
	}

	private void listen(List<InvocationId> ids) {
		for (int from = 0; from < ids.size(); from += BATCH) {
			List<Object> arguments = new ArrayList<>(List.of(this.jvm));
			arguments.addAll(ids.subList(from, Math.min(from + BATCH, ids.size())));
			RedisReply reply = this.scripts.run("listen", arguments);
			reply.rest(() -> completion(reply.text(), reply.text(), reply.text(), reply.bytes())).forEach(this::tell);
		}
	}

	private static Completion completion(String id, String status, String token, byte[] outcome) {
		InvocationId ended = InvocationId.of(id);
		return new Completion(ended, InvocationStatus.valueOf(status), token.isEmpty() ? null : new Token(token),
				(outcome.length > 0) ? outcome(ended, outcome) : null);
	}

	/**
	 * One that cannot be read is for its reader to find, not for those who are told
	 * beside it.
	 */
	private static @Nullable Outcome outcome(InvocationId id, byte[] outcome) {
		try {
			return InvocationCodec.outcome(id, outcome);
		}
		catch (UnreadableInvocationException ex) {
			return null;
		}
	}

	private void tell(Completion completion) {
		this.completions.tellLast(completion.id(), completion);
	}

	private void receive(byte[] message) {
		String text = new String(message, StandardCharsets.UTF_8);
		if (text.startsWith("w ")) {
			RunnerId runner = new RunnerId(text.substring(2));
			this.wakeUps.tell(runner, runner);
		}
		else {
			String[] words = text.split(" ", 5);
			tell(completion(words[1], words[2], words[3], words[4].getBytes(StandardCharsets.UTF_8)));
		}
	}

	/**
	 * Lets all who listen look for what they may have missed.
	 */
	private void lookAgain() {
		this.wakeUps.awaited().forEach((runner) -> this.wakeUps.tell(runner, runner));
		listen(List.copyOf(this.completions.awaited()));
	}

	private Listening listening() {
		this.lock.lock();
		try {
			if (this.listening == null) {
				this.listening = new Listening();
			}
			return this.listening;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Waits until the first subscription is there.
	 * @throws Exception if that takes longer than the patience
	 */
	void awaitSubscribed(Duration patience) throws Exception {
		listening().subscribed.get(patience.toMillis(), TimeUnit.MILLISECONDS);
	}

	/**
	 * Ends the subscription. Who still listens hears nothing any more, until somebody
	 * listens anew.
	 */
	@Override
	public void close() {
		this.lock.lock();
		try {
			if (this.listening != null) {
				this.listening.end();
				this.listening = null;
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * One subscription, from the first attempt to the end.
	 */
	private final class Listening implements MessageListener, SubscriptionListener {

		private final CompletableFuture<Void> subscribed = new CompletableFuture<>();

		private final CountDownLatch ended = new CountDownLatch(1);

		// What still comes after the end concerns nobody.
		private final ExecutorService looking = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS,
				new LinkedBlockingQueue<>(), threads("pynenc-redis-looks-"), new ThreadPoolExecutor.DiscardPolicy());

		private final RedisMessageListenerContainer container = new RedisMessageListenerContainer();

		Listening() {
			this.container.setConnectionFactory(RedisChannel.this.connectionFactory);
			this.container.setTaskExecutor(Runnable::run);
			this.container.setSubscriptionExecutor((task) -> threads("pynenc-redis-channel-").newThread(task).start());
			this.container.setErrorHandler((ex) -> logger.warn("A message of Redis could not be handled", ex));
			this.container.setRecoveryInterval(FIRST_PAUSE.toMillis());
			this.container.afterPropertiesSet();
			this.container.addMessageListener(this, new ChannelTopic(RedisChannel.this.topic));
			threads("pynenc-redis-subscribe-").newThread(this::subscribe).start();
		}

		private static CustomizableThreadFactory threads(String prefix) {
			CustomizableThreadFactory threads = new CustomizableThreadFactory(prefix);
			threads.setDaemon(true);
			return threads;
		}

		/**
		 * The container tries by itself again what once succeeded, but not the first
		 * time.
		 */
		private void subscribe() {
			Duration pause = FIRST_PAUSE;
			while (!isEnded(Duration.ZERO) && !isSubscribed(pause)) {
				if (isEnded(pause)) {
					return;
				}
				Duration twice = pause.multipliedBy(2);
				pause = (twice.compareTo(LONGEST_PAUSE) < 0) ? twice : LONGEST_PAUSE;
			}
		}

		private boolean isEnded(Duration wait) {
			try {
				return this.ended.await(wait.toMillis(), TimeUnit.MILLISECONDS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return true;
			}
		}

		private boolean isSubscribed(Duration pause) {
			try {
				this.container.start();
				return true;
			}
			catch (RuntimeException ex) {
				this.container.stop();
				logger.warn("Redis cannot be listened to, the next attempt is in " + pause.toMillis()
						+ " ms; until then what is waited for is found by slow checks: " + ex.getMessage());
				return false;
			}
		}

		@Override
		public void onMessage(Message message, byte @Nullable [] pattern) {
			receive(message.getBody());
		}

		/**
		 * Called by the client's own thread, which must not wait for Redis.
		 */
		@Override
		public void onChannelSubscribed(byte[] channel, long count) {
			this.looking.execute(this::look);
		}

		private void look() {
			try {
				lookAgain();
			}
			catch (BackendUnavailableException ex) {
				logger.warn("Redis is listened to, but could not be asked what was missed: " + ex.getMessage());
			}
			finally {
				this.subscribed.complete(null);
			}
		}

		void end() {
			this.ended.countDown();
			try {
				this.container.destroy();
			}
			catch (Exception ex) {
				logger.debug("The subscription did not end in order", ex);
			}
			this.looking.shutdown();
		}

	}

}
