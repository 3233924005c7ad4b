package org.pynenc.scenario;

import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pynenc.DistributedInvocation;
import org.pynenc.DistributedTask;
import org.pynenc.serializer.PynencSerializerAutoConfiguration;
import org.pynenc.serializer.Serializer;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * The engine beside beans of Boot and of the application: it displaces none of them, and
 * needs none of them to be Boot's.
 */
@ExtendWith(OutputCaptureExtension.class)
class NeighbourTests {

	private final ApplicationContextRunner engine = Engines.engine(Tasks.class)
		.withConfiguration(
				AutoConfigurations.of(TaskExecutionAutoConfiguration.class, TaskSchedulingAutoConfiguration.class));

	@Test
	void bootsBeansStayWhereTheyAre() {
		this.engine.withUserConfiguration(Scheduling.class).run((context) -> {
			assertThat(context).getBeanNames(Executor.class)
				.containsExactlyInAnyOrder("applicationTaskExecutor", "taskScheduler");
			assertThat(context).getBeanNames(TaskScheduler.class).containsExactly("taskScheduler");
			assertThat(context).getBeanNames(JsonMapper.class).containsExactly("jacksonJsonMapper");
		});
	}

	@Test
	void noBeanOfOursIsTakenForTheApplications() {
		Engines.engine(Tasks.class).run((context) -> {
			assertThat(context).doesNotHaveBean(Executor.class);
			assertThat(context).doesNotHaveBean(TaskScheduler.class);
			assertThat(context).doesNotHaveBean(ScheduledExecutorService.class);
		});
	}

	@Test
	void theApplicationsBeansStayAndTasksRun() {
		this.engine.withUserConfiguration(OwnBeans.class).run((context) -> {
			assertThat(context).getBeanNames(AsyncTaskExecutor.class).containsExactlyInAnyOrder("crew", "clock");
			assertThat(context).getBeanNames(TaskScheduler.class).containsExactly("clock");
			assertThat(context).getBeanNames(JsonMapper.class).containsExactly("snakes");
			assertThat(context.getBean(Tasks.class).twice(21)).isEqualTo(42);
		});
	}

	@Test
	void handlesTravelWithTheApplicationsOwnMapper() {
		this.engine.withUserConfiguration(OwnBeans.class).run((context) -> {
			Tasks tasks = context.getBean(Tasks.class);
			assertThat(tasks.sum(tasks.later(20), tasks.later(1))).isEqualTo(42);
			assertThat(tasks.handed(tasks.later(21)).handle().result()).isEqualTo(42);
		});
	}

	@Test
	void theApplicationsOwnMapperIsTheModelAndStaysAsItIs() {
		this.engine.withUserConfiguration(OwnBeans.class).run((context) -> {
			assertThat(context.getBean(Serializer.class).write(new Named("a"), Named.class))
				.isEqualTo("{\"first_name\":\"a\"}");
			assertThat(context.getBean(JsonMapper.class).registeredModules()).isEmpty();
		});
	}

	@Test
	void ofSeveralMappersThePrimaryOneIsTaken() {
		this.engine.withUserConfiguration(OwnBeans.class, PrimaryMapper.class)
			.run((context) -> assertThat(context.getBean(Serializer.class).write(new Named("a"), Named.class))
				.isEqualTo("{\"FirstName\":\"a\"}"));
	}

	@Test
	void severalMappersOfWhichNoneIsPrimaryAreExplainedByBoot(CapturedOutput output) {
		SpringApplication application = new SpringApplication(AmbiguousMappers.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		assertThatException().isThrownBy(application::run);
		assertThat(output).contains("method pynencSerializer", "required a single bean, but 2 were found", "- one:",
				"- other:", "Consider marking one of the beans as @Primary");
	}

	@Test
	void aLazyApplicationExecutesTasks() {
		this.engine
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> {
				String bean = context.getBeanNamesForType(Tasks.class, true, false)[0];
				assertThat(context.getBeanFactory().containsSingleton(bean)).isFalse();
				assertThat(context.getBean(Tasks.class).twice(21)).isEqualTo(42);
			});
	}

	record Named(String firstName) {
	}

	record Parcel(DistributedInvocation<Integer> handle) {
	}

	static class Tasks {

		@DistributedTask
		int twice(int number) {
			return 2 * number;
		}

		@DistributedTask
		DistributedInvocation<Integer> later(int number) {
			return DistributedInvocation.of(2 * number);
		}

		@DistributedTask
		int sum(DistributedInvocation<Integer> one, DistributedInvocation<Integer> other) {
			return one.result() + other.result();
		}

		@DistributedTask
		Parcel handed(DistributedInvocation<Integer> handle) {
			return new Parcel(handle);
		}

	}

	@EnableScheduling
	@Configuration(proxyBeanMethods = false)
	static class Scheduling {

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnBeans {

		@Bean
		SimpleAsyncTaskExecutor crew() {
			return new SimpleAsyncTaskExecutor("crew-");
		}

		@Bean
		SimpleAsyncTaskScheduler clock() {
			return new SimpleAsyncTaskScheduler();
		}

		@Bean
		JsonMapper snakes() {
			return JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();
		}

	}

	@ImportAutoConfiguration(PynencSerializerAutoConfiguration.class)
	@Configuration(proxyBeanMethods = false)
	static class AmbiguousMappers {

		@Bean
		JsonMapper one() {
			return JsonMapper.builder().build();
		}

		@Bean
		JsonMapper other() {
			return JsonMapper.builder().build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PrimaryMapper {

		@Bean
		@Primary
		JsonMapper camels() {
			return JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE).build();
		}

	}

}
