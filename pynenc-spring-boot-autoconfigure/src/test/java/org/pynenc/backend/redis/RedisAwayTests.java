package org.pynenc.backend.redis;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pynenc.BackendUnavailableException;
import org.pynenc.DistributedInvocation;
import org.pynenc.DistributedTask;
import org.pynenc.orchestrator.Orchestrator;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * What an application does while its Redis is away, and when it is back.
 */
class RedisAwayTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final String[] DURABLE = { "--appendonly", "yes", "--appendfsync", "always", "--dir" };

	private final int port = RedisServer.freePort();

	@TempDir
	private Path data;

	private ApplicationContextRunner application(String client) {
		return new ApplicationContextRunner().withUserConfiguration(Application.class)
			.withPropertyValues("pynenc.backend=redis", "pynenc.app-id=photos", "pynenc.runner.concurrency=1",
					"pynenc.runner.lease=2m", "spring.data.redis.url=redis://127.0.0.1:" + this.port,
					"spring.data.redis.connect-timeout=1s", "spring.data.redis.timeout=1s",
					"spring.data.redis.client-type=" + client);
	}

	private RedisServer startServer() {
		return RedisServer.start(this.port, DURABLE[0], DURABLE[1], DURABLE[2], DURABLE[3], DURABLE[4],
				this.data.toString());
	}

	@ParameterizedTest
	@ValueSource(strings = { "lettuce", "jedis" })
	void anApplicationStartsWithoutRedisAndComesUpWithIt(String client) {
		application(client).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThatCallsFail(context);
			assertThat(health(context)).isEqualTo(Status.DOWN);
			try (RedisServer server = startServer()) {
				assertThat(server.port()).isEqualTo(this.port);
				awaitUp(context);
				assertThat(context.getBean(Work.class).repeat("Ada").result(PATIENCE)).isEqualTo("Ada");
				context.close();
			}
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "lettuce", "jedis" })
	void anApplicationThatAsksForItDoesNotStartWithoutRedis(String client) {
		application(client).withPropertyValues("pynenc.fail-fast=true")
			.run((context) -> assertThat(
					PynencRedisAutoConfigurationTests.analysis(context.getStartupFailure()).getAction())
				.contains("spring.data.redis", "pynenc.fail-fast"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "lettuce", "jedis" })
	void whatWasCalledBeforeRedisWentAwayEndsWhenItIsBack(String client) {
		RedisServer server = startServer();
		application(client).run((context) -> {
			Work work = context.getBean(Work.class);
			DistributedInvocation<String> running = work.waitForSignal();
			assertThat(work.started().await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
			DistributedInvocation<String> queued = work.repeat("Ada");
			List<CompletableFuture<String>> waiting = List.of(waitFor(running), waitFor(queued), running.toFuture());
			Looks looks = context.getBean(Looks.class);
			Awaitility.await().atMost(PATIENCE).until(() -> looks.subscribed.get() >= waiting.size());
			server.kill();
			assertThatCallsFail(context);
			assertThat(health(context)).isEqualTo(Status.DOWN);
			work.signal().countDown();
			Awaitility.await().atMost(PATIENCE).until(() -> looks.failed.get() >= waiting.size());
			assertThat(waiting).noneMatch(CompletableFuture::isDone);
			try (RedisServer again = startServer()) {
				assertThat(again.port()).isEqualTo(this.port);
				assertThat(waiting.get(0).get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo("signalled");
				assertThat(waiting.get(1).get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo("Ada");
				assertThat(waiting.get(2).get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo("signalled");
				awaitUp(context);
				assertThat(work.repeat("Grace").result(PATIENCE)).isEqualTo("Grace");
				assertThat(work.runs()).hasValue(1);
				context.close();
			}
		});
	}

	private static CompletableFuture<String> waitFor(DistributedInvocation<String> invocation) {
		return CompletableFuture.supplyAsync(() -> invocation.result(PATIENCE.multipliedBy(2)),
				(wait) -> new Thread(wait, "waits").start());
	}

	/**
	 * The limit is the connection's, a second; the client's own would be a minute.
	 */
	private static void assertThatCallsFail(ApplicationContext context) throws Exception {
		Work work = context.getBean(Work.class);
		CompletableFuture<Throwable> call = CompletableFuture
			.supplyAsync(() -> catchThrowable(() -> work.repeat("nobody")), (attempt) -> new Thread(attempt).start());
		assertThat(call.get(30, TimeUnit.SECONDS)).isInstanceOf(BackendUnavailableException.class);
	}

	private static Status health(ApplicationContext context) {
		return context.getBean("pynencHealthContributor", HealthIndicator.class).health().getStatus();
	}

	private static void awaitUp(ApplicationContext context) {
		Awaitility.await().atMost(PATIENCE).until(() -> health(context), Status.UP::equals);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		Work work() {
			return new Work();
		}

		@Bean
		static Looks looks() {
			return new Looks();
		}

	}

	public static class Work {

		private final CountDownLatch started = new CountDownLatch(1);

		private final CountDownLatch signal = new CountDownLatch(1);

		private final AtomicInteger runs = new AtomicInteger();

		public CountDownLatch started() {
			return this.started;
		}

		public CountDownLatch signal() {
			return this.signal;
		}

		public AtomicInteger runs() {
			return this.runs;
		}

		@DistributedTask
		public DistributedInvocation<String> waitForSignal() throws InterruptedException {
			this.runs.incrementAndGet();
			this.started.countDown();
			return DistributedInvocation
				.of(this.signal.await(2, TimeUnit.MINUTES) ? "signalled" : "the test gave no signal");
		}

		@DistributedTask
		public DistributedInvocation<String> repeat(String word) {
			return DistributedInvocation.of(word);
		}

	}

	/**
	 * Counts how many began to wait, and how often they looked in vain.
	 */
	static final class Looks implements BeanPostProcessor {

		private final AtomicInteger subscribed = new AtomicInteger();

		private final AtomicInteger failed = new AtomicInteger();

		@Override
		public Object postProcessAfterInitialization(Object bean, String name) {
			return (bean instanceof Orchestrator orchestrator)
					? Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Orchestrator.class },
							(proxy, method, arguments) -> ask(orchestrator, method, arguments))
					: bean;
		}

		private Object ask(Orchestrator orchestrator, Method method, Object[] arguments) throws Throwable {
			try {
				Object answer = method.invoke(orchestrator, arguments);
				if (method.getName().equals("onCompleted")) {
					this.subscribed.incrementAndGet();
				}
				return answer;
			}
			catch (InvocationTargetException ex) {
				if (method.getName().equals("records")) {
					this.failed.incrementAndGet();
				}
				throw ex.getTargetException();
			}
		}

	}

}
