package org.pynenc.benchmarks.rqueue;

import com.github.sonus21.rqueue.annotation.RqueueListener;
import com.github.sonus21.rqueue.config.SimpleRqueueListenerContainerFactory;
import org.pynenc.benchmarks.Body;
import org.pynenc.benchmarks.Contender;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.stereotype.Component;

/**
 * An application with one listener. Tuned: it polls every millisecond, and its threads
 * have a queue for what is fetched ahead.
 */
@SpringBootApplication
public class RqueueApplication {

	static final String QUEUE = "benchmarks";

	static final long POLL_MILLIS = 1;

	private static final int FETCHED_AHEAD = 1000;

	@Bean
	SimpleRqueueListenerContainerFactory listeners() {
		SimpleRqueueListenerContainerFactory factory = new SimpleRqueueListenerContainerFactory();
		factory.setAutoStartup(false);
		factory.setTaskExecutor(threads());
		factory.setMaxNumWorkers(4 * Contender.SLOTS);
		factory.setPollingInterval(POLL_MILLIS);
		return factory;
	}

	/**
	 * One of them polls.
	 */
	private static ThreadPoolTaskExecutor threads() {
		ThreadPoolTaskExecutor threads = new ThreadPoolTaskExecutor();
		threads.setCorePoolSize(Contender.SLOTS + 1);
		threads.setMaxPoolSize(Contender.SLOTS + 1);
		threads.setQueueCapacity(FETCHED_AHEAD);
		threads.afterPropertiesSet();
		return threads;
	}

	@Component
	static class Listener {

		@RqueueListener(value = QUEUE, batchSize = "32")
		void add(Numbers numbers) {
			Body.add(numbers.a(), numbers.b());
		}

	}

}
