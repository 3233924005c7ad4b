package org.pynenc.scenario;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.pynenc.DistributedTask;
import org.pynenc.Pynenc;
import org.pynenc.broker.Broker;
import org.pynenc.execution.SlotUsage;
import org.pynenc.invocation.RunnerId;
import org.pynenc.orchestrator.InvocationLifecycle;
import org.pynenc.orchestrator.Orchestrator;
import org.pynenc.runner.Runner;
import org.pynenc.serializer.Serializer;
import org.pynenc.state.StateBackend;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A bean of the application's replaces any of ours.
 */
@ExtendWith(OutputCaptureExtension.class)
class ReplacementTests {

	@Test
	void aComponentOfTheApplicationsIsUsedInPlaceOfOurs() {
		Engines.engine().run((ours) -> {
			for (Class<?> type : new Class<?>[] { Orchestrator.class, Broker.class, StateBackend.class,
					InvocationLifecycle.class, Serializer.class }) {
				assertReplaced(ours, type);
			}
		});
	}

	private static <T> void assertReplaced(AssertableApplicationContext ours, Class<T> type) {
		AtomicInteger calls = new AtomicInteger();
		T mine = counting(type, ours.getBean(type), calls);
		var engine = Engines.engine(Doubler.class).withBean("mine", type, () -> mine);
		if (type == InvocationLifecycle.class) {
			for (Class<?> part : new Class<?>[] { Orchestrator.class, Broker.class, StateBackend.class }) {
				engine = withBean(engine, part, ours);
			}
		}
		engine.run((context) -> {
			assertThat(context).hasNotFailed().hasSingleBean(type);
			assertThat(context.getBean(type)).isSameAs(mine);
			assertThat(context.getBean(Doubler.class).twice(21)).isEqualTo(42);
			assertThat(calls).as(type.getSimpleName()).hasPositiveValue();
		});
	}

	private static <P> org.springframework.boot.test.context.runner.ApplicationContextRunner withBean(
			org.springframework.boot.test.context.runner.ApplicationContextRunner engine, Class<P> part,
			AssertableApplicationContext ours) {
		return engine.withBean(part, () -> ours.getBean(part));
	}

	@Test
	void aMockInPlaceOfTheFacadeDoesNotStopTheTasks() {
		Pynenc mock = org.mockito.Mockito.mock(Pynenc.class);
		Engines.engine(Doubler.class)
			.withBean("mine", Pynenc.class, () -> mock)
			.run((context) -> assertThat(context.getBean(Doubler.class).twice(21)).isEqualTo(42));
	}

	@Test
	void aRunnerOfTheApplicationsReplacesOurs() {
		Engines.engine(Doubler.class).withBean("mine", Runner.class, IdleRunner::new).run((context) -> {
			assertThat(context).hasSingleBean(Runner.class);
			assertThat(context.getBean(Runner.class)).isInstanceOf(IdleRunner.class);
		});
	}

	@Test
	void aNodeCanBeACallerOnly() {
		Engines.engine(Doubler.class)
			.withPropertyValues("pynenc.runner.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(Runner.class).hasSingleBean(Pynenc.class));
	}

	@Test
	void anUnknownBackendStopsTheStartWithAnExplanation(CapturedOutput output) {
		try {
			SpringApplication.run(Application.class, "--pynenc.broker.backend=rabbit", "--spring.main.banner-mode=off",
					"--spring.main.web-application-type=none");
		}
		catch (Exception expected) {
			assertThat(output).contains("APPLICATION FAILED TO START", "'pynenc.broker.backend'", "'rabbit'");
			return;
		}
		throw new AssertionError("The application has started");
	}

	@Test
	void tasksWorkWithLazyInitialization() {
		Engines.engine(Doubler.class)
			.withBean(org.springframework.boot.LazyInitializationBeanFactoryPostProcessor.class,
					org.springframework.boot.LazyInitializationBeanFactoryPostProcessor::new)
			.run((context) -> {
				assertThat(context.getBeansOfType(BeanFactoryPostProcessor.class)).isNotEmpty();
				assertThat(context.getBean(Doubler.class).twice(21)).isEqualTo(42);
			});
	}

	@SuppressWarnings("unchecked")
	private static <T> T counting(Class<T> type, T target, AtomicInteger calls) {
		return (T) Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, (proxy, method, args) -> {
			calls.incrementAndGet();
			try {
				return method.invoke(target, args);
			}
			catch (InvocationTargetException ex) {
				throw ex.getTargetException();
			}
		});
	}

	@Component("doubler")
	static class Doubler {

		@DistributedTask
		public int twice(int n) {
			return 2 * n;
		}

	}

	static class IdleRunner implements Runner {

		@Override
		public RunnerId id() {
			return new RunnerId("idle");
		}

		@Override
		public SlotUsage slots() {
			return new SlotUsage(0, 0, 0);
		}

		@Override
		public boolean isClaiming() {
			return false;
		}

		@Override
		public Duration unanswered() {
			return Duration.ZERO;
		}

		@Override
		public @Nullable Instant lastAnswer() {
			return null;
		}

		@Override
		public Duration lease() {
			return Duration.ofSeconds(15);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@org.springframework.boot.autoconfigure.EnableAutoConfiguration
	static class Application {

		@Bean
		Doubler doubler() {
			return new Doubler();
		}

	}

}
