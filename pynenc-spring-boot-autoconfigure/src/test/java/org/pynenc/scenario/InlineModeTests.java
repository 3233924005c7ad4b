package org.pynenc.scenario;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pynenc.DistributedTask;
import org.pynenc.Pynenc;
import org.pynenc.broker.Broker;
import org.pynenc.orchestrator.Orchestrator;
import org.pynenc.orchestrator.RunnerRecord;
import org.pynenc.runner.Runner;
import org.pynenc.state.StateBackend;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What a context consists of in each mode.
 */
@ExtendWith(OutputCaptureExtension.class)
class InlineModeTests {

	private static final String NOTICE = "pynenc.mode is 'inline'";

	private final ApplicationContextRunner engine = Engines.engine(Worker.class);

	private final ApplicationContextRunner inline = this.engine.withPropertyValues("pynenc.mode=inline");

	@Test
	void theDefaultModeHasARunnerAndOneBeanOfEachPart(CapturedOutput output) {
		Stream.of(this.engine, this.engine.withPropertyValues("pynenc.mode=distributed"))
			.forEach((engine) -> engine.run((context) -> {
				assertThat(context).hasSingleBean(Runner.class)
					.hasSingleBean(Orchestrator.class)
					.hasSingleBean(Broker.class)
					.hasSingleBean(StateBackend.class)
					.hasBean("pynencMemoryBroker")
					.hasBean("pynencFutureThreads")
					.doesNotHaveBean("pynencInlineRunner");
				assertThat(context.getBean(Worker.class).thread()).startsWith("pynenc-body-");
			}));
		assertThat(output).doesNotContain(NOTICE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "inline", "INLINE", "Inline", "in-line" })
	void inlineModeHasNoRunnerAndNoQueue(String mode, CapturedOutput output) {
		this.engine.withPropertyValues("pynenc.mode=" + mode).run((context) -> {
			assertThat(context).doesNotHaveBean(Runner.class)
				.hasSingleBean(Orchestrator.class)
				.hasSingleBean(Broker.class)
				.hasSingleBean(StateBackend.class)
				.doesNotHaveBean("pynencMemoryBroker")
				.doesNotHaveBean("pynencMemoryOrchestrator")
				.doesNotHaveBean("pynencFutureThreads");
			assertThat(context.getBean(Worker.class).thread()).isEqualTo(Thread.currentThread().getName());
			assertThat(context.getBean(Broker.class).sizes()).isEmpty();
		});
		assertThat(output).containsOnlyOnce(NOTICE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "pynenc.runner.enabled=true", "pynenc.runner.enabled=false",
			"spring.threads.virtual.enabled=true", "pynenc.backend=redis", "pynenc.orchestrator.backend=redis",
			"pynenc.broker.backend=rabbitmq", "pynenc.state-backend.backend=redis" })
	void noOtherPropertyTurnsItIntoSomethingElse(String property) {
		this.inline.withPropertyValues(property).run((context) -> {
			assertThat(context).hasNotFailed().doesNotHaveBean(Runner.class);
			assertThat(context.getBean(Worker.class).thread()).isEqualTo(Thread.currentThread().getName());
		});
	}

	@Test
	void partsOfTheApplicationsOwnAreLeftAlone() {
		this.inline.withBean("mine", Orchestrator.class, () -> untouchable(Orchestrator.class))
			.withBean("myBroker", Broker.class, () -> untouchable(Broker.class))
			.withBean("myState", StateBackend.class, () -> untouchable(StateBackend.class))
			.run((context) -> assertThat(context.getBean(Worker.class).thread())
				.isEqualTo(Thread.currentThread().getName()));
	}

	@SuppressWarnings("unchecked")
	private static <T> T untouchable(Class<T> type) {
		return (T) Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, (proxy, method, args) -> {
			if (method.getDeclaringClass() == Object.class) {
				return switch (method.getName()) {
					case "hashCode" -> System.identityHashCode(proxy);
					case "equals" -> proxy == args[0];
					default -> type.getSimpleName();
				};
			}
			throw new AssertionError("Inline mode used " + method);
		});
	}

	@Test
	void noThreadIsStarted() {
		Set<Thread> before = ours();
		this.inline.run((context) -> {
			Worker worker = context.getBean(Worker.class);
			worker.thread();
			context.getBean(Pynenc.class).invoke(() -> worker.thread()).toFuture().join();
			context.getBean(Pynenc.class).parallelize(List.of(1, 2), worker::same).results().toList();
			assertThat(ours()).isSubsetOf(before);
		});
	}

	private static Set<Thread> ours() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("pynenc-"))
			.collect(Collectors.toSet());
	}

	@Test
	void callersTogetherAreOneRunner() {
		this.inline.run((context) -> {
			Worker worker = context.getBean(Worker.class);
			worker.thread();
			worker.thread();
			assertThat(context.getBean(Orchestrator.class).runners().alive()).singleElement()
				.extracting(RunnerRecord::tasks)
				.asString()
				.contains("worker.thread");
		});
	}

	@Test
	void metersCountAndNothingQueuesUp() {
		this.inline.withBean(MeterRegistry.class, SimpleMeterRegistry::new).run((context) -> {
			MeterRegistry meters = context.getBean(MeterRegistry.class);
			context.getBeansOfType(io.micrometer.core.instrument.binder.MeterBinder.class)
				.values()
				.forEach((binder) -> binder.bindTo(meters));
			Worker worker = context.getBean(Worker.class);
			worker.same(1);
			worker.same(2);
			for (String status : List.of("REGISTERED", "RUNNING", "SUCCESS")) {
				assertThat(meters.get("pynenc.invocations").tags("task", "worker.same", "status", status).counter())
					.returns(2.0, org.assertj.core.api.Assertions.from((counter) -> counter.count()));
			}
			assertThat(meters.get("pynenc.invocation.duration").timer().count()).isEqualTo(2);
			assertThat(meters.get("pynenc.queue.size").gauge().value()).isZero();
			assertThat(meters.getMeters()).extracting(Meter::getId)
				.noneMatch((id) -> id.getName().equals("pynenc.runner.slots"));
		});
	}

	@Test
	void itWorksWithLazyInitialization() {
		this.inline
			.withBean(LazyInitializationBeanFactoryPostProcessor.class, LazyInitializationBeanFactoryPostProcessor::new)
			.run((context) -> assertThat(context.getBean(Worker.class).same(7)).isEqualTo(7));
	}

	@Test
	void anUnknownModeStopsTheStartAndTellsWhichThereAre(CapturedOutput output) {
		assertThatException().isThrownBy(() -> SpringApplication.run(Application.class, "--pynenc.mode=offline",
				"--spring.main.banner-mode=off"));
		assertThat(output).contains("APPLICATION FAILED TO START", "pynenc.mode", "\"offline\"", "DISTRIBUTED",
				"INLINE");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		Worker worker() {
			return new Worker();
		}

	}

	@Component("worker")
	static class Worker {

		@DistributedTask
		public String thread() {
			return Thread.currentThread().getName();
		}

		@DistributedTask
		public int same(int n) {
			return n;
		}

	}

}
