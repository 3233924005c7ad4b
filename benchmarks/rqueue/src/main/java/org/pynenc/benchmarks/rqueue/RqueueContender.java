package org.pynenc.benchmarks.rqueue;

import java.util.Map;

import com.github.sonus21.rqueue.core.RqueueMessageEnqueuer;
import com.github.sonus21.rqueue.listener.RqueueMessageListenerContainer;
import org.pynenc.benchmarks.Contender;
import org.pynenc.benchmarks.Measurement;
import org.pynenc.benchmarks.Plan;
import org.pynenc.benchmarks.RedisStore;
import org.pynenc.benchmarks.Store;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A listener of Rqueue.
 */
public final class RqueueContender implements Contender {

	private final RedisStore store;

	private final ConfigurableApplicationContext context;

	private final RqueueMessageEnqueuer enqueuer;

	private final RqueueMessageListenerContainer container;

	RqueueContender(Plan plan) {
		this.store = new RedisStore(plan.redis());
		this.context = new SpringApplicationBuilder(RqueueApplication.class)
			.properties("spring.data.redis.url=" + plan.redis(), "spring.main.web-application-type=none",
					"spring.main.banner-mode=off", "logging.level.root=warn",
					"rqueue.latest.version.check.enabled=false", "rqueue.job.enabled=false")
			.run();
		this.enqueuer = this.context.getBean(RqueueMessageEnqueuer.class);
		this.container = this.context.getBean(RqueueMessageListenerContainer.class);
	}

	/**
	 * The program of a JVM.
	 * @param arguments the plan
	 */
	public static void main(String[] arguments) {
		Measurement.run(arguments, RqueueContender::new);
	}

	@Override
	public Map<String, String> configuration() {
		return Map.of("polling interval", RqueueApplication.POLL_MILLIS + " ms", "threads",
				SLOTS + " and one that polls", "batch size", "32", "records of jobs", "none");
	}

	@Override
	public Store store() {
		return this.store;
	}

	@Override
	public void register(int a, int b) {
		if (this.enqueuer.enqueue(RqueueApplication.QUEUE, new Numbers(a, b)) == null) {
			throw new IllegalStateException("Not enqueued");
		}
	}

	@Override
	public boolean hasResults() {
		return false;
	}

	@Override
	public boolean keepsEnded() {
		return true;
	}

	@Override
	public void startRunner() {
		this.container.start();
	}

	@Override
	public void stopRunner() {
		this.container.stop();
	}

	@Override
	public void close() {
		this.context.close();
	}

}
