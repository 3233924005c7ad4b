package org.pynenc.scenario;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.pynenc.DistributedInvocation;
import org.pynenc.DistributedTask;
import org.pynenc.InvocationStatus;
import org.pynenc.runner.Runner;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext.HierarchyMode;
import org.springframework.test.context.TestContextManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The runner as a part of its context: it keeps the JVM alive as long as that, and rests
 * with it.
 */
class RunnerLifecycleTests {

	@Test
	void aContextThatTheTestsDoNotUseRestsAndGoesOnLater() throws Exception {
		TestContextManager first = new TestContextManager(First.class);
		TestContextManager second = new TestContextManager(Second.class);
		try {
			ApplicationContext rested = use(first);
			Runner runner = rested.getBean(Runner.class);
			Tasks tasks = rested.getBean(Tasks.class);
			assertThat(tasks.twice(1).result()).isEqualTo(2);
			first.afterTestClass();
			ApplicationContext used = use(second);
			assertThat(runner.isClaiming()).isFalse();
			assertThat(runner.id()).isNull();
			DistributedInvocation<Integer> waiting = tasks.twice(2);
			assertThat(used.getBean(Tasks.class).twice(3).result()).isEqualTo(6);
			assertThat(waiting.status()).isEqualTo(InvocationStatus.REGISTERED);
			second.afterTestClass();
			assertThat(use(first)).isSameAs(rested);
			assertThat(runner.isClaiming()).isTrue();
			assertThat(waiting.toFuture().get(30, TimeUnit.SECONDS)).isEqualTo(4);
			assertThat(used.getBean(Runner.class).isClaiming()).isFalse();
		}
		finally {
			first.getTestContext().markApplicationContextDirty(HierarchyMode.EXHAUSTIVE);
			second.getTestContext().markApplicationContextDirty(HierarchyMode.EXHAUSTIVE);
		}
	}

	private static ApplicationContext use(TestContextManager manager) throws Exception {
		manager.beforeTestClass();
		return manager.getTestContext().getApplicationContext();
	}

	@Test
	void aThreadOfTheRunnerKeepsTheJvmAliveUntilTheContextCloses() throws Exception {
		CompletableFuture<ConfigurableApplicationContext> started = new CompletableFuture<>();
		Thread daemon = new Thread(() -> started.complete(worker().run()));
		daemon.setDaemon(true);
		daemon.start();
		try (ConfigurableApplicationContext context = started.get(60, TimeUnit.SECONDS)) {
			assertThat(context.getBean(Runner.class).isClaiming()).isTrue();
			assertThat(threadsThatKeepTheJvm()).containsExactly("pynenc-claims");
		}
		assertThat(threadsThatKeepTheJvm()).isEmpty();
	}

	private static SpringApplication worker() {
		SpringApplication application = new SpringApplication(Application.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setRegisterShutdownHook(false);
		return application;
	}

	/**
	 * Those of ours: other libraries' threads come and go beside a test.
	 */
	private static Set<String> threadsThatKeepTheJvm() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> !thread.isDaemon())
			.map(Thread::getName)
			.filter((name) -> name.startsWith("pynenc-"))
			.collect(Collectors.toSet());
	}

	@SpringBootTest(classes = Application.class, webEnvironment = WebEnvironment.NONE, properties = "context=first")
	static class First {

	}

	@SpringBootTest(classes = Application.class, webEnvironment = WebEnvironment.NONE, properties = "context=second")
	static class Second {

	}

	@EnableAutoConfiguration
	@Configuration(proxyBeanMethods = false)
	@Import(Tasks.class)
	static class Application {

	}

	static class Tasks {

		@DistributedTask
		DistributedInvocation<Integer> twice(int number) {
			return DistributedInvocation.of(2 * number);
		}

	}

}
