package org.pynenc.backend.redis;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.pynenc.ConcurrencyControl;
import org.pynenc.DistributedInvocation;
import org.pynenc.DistributedTask;
import org.pynenc.Pynenc;
import org.pynenc.orchestrator.Orchestrator;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A whole application on a server that is to come to harm.
 */
final class RedisApplication implements AutoCloseable {

	static final Duration LEASE = Duration.ofSeconds(3);

	static final Duration PATIENCE = Duration.ofSeconds(60);

	private final ConfigurableApplicationContext context;

	RedisApplication(String url, String... properties) {
		this.context = new SpringApplicationBuilder(Beans.class).web(WebApplicationType.NONE)
			.properties("pynenc.backend=redis", "pynenc.app-id=faults", "spring.data.redis.timeout=2s",
					"spring.data.redis.connect-timeout=2s", "pynenc.runner.lease=" + LEASE.toMillis() + "ms",
					"pynenc.runner.concurrency=4", "pynenc.runner.shutdown-grace=1s", "spring.main.banner-mode=off")
			.properties(Stream.concat(Stream.of("spring.data.redis.url=" + url), Stream.of(properties))
				.filter((property) -> !property.endsWith("="))
				.toArray(String[]::new))
			.run();
	}

	Work work() {
		return this.context.getBean(Work.class);
	}

	Gate gate() {
		return this.context.getBean(Gate.class);
	}

	Pynenc pynenc() {
		return this.context.getBean(Pynenc.class);
	}

	Orchestrator orchestrator() {
		return this.context.getBean(Orchestrator.class);
	}

	List<DistributedInvocation<String>> greetings(int count) {
		return IntStream.range(0, count).mapToObj((i) -> work().greet("Ada " + i)).toList();
	}

	@Override
	public void close() {
		gate().open();
		this.context.close();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Beans {

		@Bean
		Gate gate() {
			return new Gate();
		}

		@Bean
		Work work(Gate gate) {
			return new Work(gate);
		}

	}

	/**
	 * Holds bodies back until it is opened, also those that are interrupted.
	 */
	static final class Gate {

		private final AtomicInteger arrived = new AtomicInteger();

		private final CountDownLatch open = new CountDownLatch(1);

		int arrived() {
			return this.arrived.get();
		}

		void open() {
			this.open.countDown();
		}

		private void pass() {
			this.arrived.incrementAndGet();
			boolean interrupted = false;
			boolean passed = false;
			while (!passed) {
				try {
					passed = this.open.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
				}
				catch (InterruptedException ex) {
					interrupted = true;
				}
			}
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}

	}

	public static class Work {

		private final Gate gate;

		Work(Gate gate) {
			this.gate = gate;
		}

		@DistributedTask
		public DistributedInvocation<String> greet(String name) {
			return DistributedInvocation.of("Hello, " + name);
		}

		@DistributedTask
		public DistributedInvocation<String> pass(String name) {
			this.gate.pass();
			return DistributedInvocation.of("Welcome, " + name);
		}

		@DistributedTask
		public DistributedInvocation<String> refuse(String name) {
			throw new IllegalArgumentException("No " + name);
		}

		@DistributedTask
		public CompletableFuture<String> greetLater(String name) {
			return CompletableFuture.completedFuture("Later, " + name);
		}

		@DistributedTask
		public CompletableFuture<String> refuseLater(String name) {
			throw new IllegalArgumentException("Not even later, " + name);
		}

		@DistributedTask(registrationConcurrency = ConcurrencyControl.TASK)
		public CompletableFuture<String> greetOnce(String name) {
			this.gate.pass();
			return greetLater(name);
		}

	}

}
