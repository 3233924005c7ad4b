package org.pynenc.task;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.pynenc.DistributedTask;
import org.pynenc.TaskId;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

class PynencTaskAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(PynencTaskAutoConfiguration.class, PropertyPlaceholderAutoConfiguration.class));

	@Test
	void isKnownToSpringBoot() {
		assertThat(ImportCandidates.load(AutoConfiguration.class, getClass().getClassLoader()))
			.contains(PynencTaskAutoConfiguration.class.getName());
	}

	@Test
	void findsTheTasksOfTheApplication() {
		this.contextRunner.withBean("reports", Reports.class)
			.run((context) -> assertThat(context.getBean(TaskRegistry.class).executableIds())
				.containsExactly(new TaskId("reports.build")));
	}

	@Test
	void servesAnApplicationWithoutTasks() {
		this.contextRunner.run((context) -> assertThat(context.getBean(TaskRegistry.class).tasks()).isEmpty());
	}

	@Test
	void stepsBackForARegistryOfTheApplication() {
		this.contextRunner.withUserConfiguration(OwnRegistry.class)
			.run((context) -> assertThat(context).getBean(TaskRegistry.class)
				.isNotInstanceOf(DistributedTaskRegistrar.class));
	}

	@Test
	void startFailsForAnInvalidTask() {
		this.contextRunner.withBean("invalid", Invalid.class)
			.run((context) -> assertThat(context).getFailure().isInstanceOf(InvalidTaskException.class));
	}

	@Test
	void startFailsForAPropertyThatIsMissing() {
		this.contextRunner.withBean("reports", ReportsOnOtherQueue.class)
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(InvalidTaskException.class)
				.hasMessageContaining("reports.queue"));
		this.contextRunner.withBean("reports", ReportsOnOtherQueue.class)
			.withPropertyValues("reports.queue=slow")
			.run((context) -> assertThat(context.getBean(TaskRegistry.class).tasks()).singleElement()
				.extracting(TaskDefinition::queue)
				.isEqualTo("slow"));
	}

	@Test
	void looksForTasksAtStartEvenWhereBeansAreLazy() {
		this.contextRunner
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.withBean("invalid", Invalid.class)
			.run((context) -> assertThat(context).getFailure().isInstanceOf(InvalidTaskException.class));
	}

	@Test
	void makesNoLazyBean() {
		this.contextRunner
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.withBean("reports", Reports.class)
			.run((context) -> {
				assertThat(context.getBean(TaskRegistry.class).tasks()).hasSize(1);
				assertThat(context.getBeanFactory().containsSingleton("reports")).isFalse();
			});
	}

	@Test
	void childContextHasARegistryOfItsOwn() {
		this.contextRunner.withBean("reports", Reports.class)
			.run((parent) -> this.contextRunner.withParent(parent).withBean("mails", Mails.class).run((child) -> {
				assertThat(child.getBean(TaskRegistry.class).executableIds()).containsExactly(new TaskId("mails.send"));
				assertThat(parent.getBean(TaskRegistry.class).executableIds())
					.containsExactly(new TaskId("reports.build"));
			}));
	}

	static class Reports {

		@DistributedTask
		void build() {
		}

	}

	static class ReportsOnOtherQueue {

		@DistributedTask(queue = "${reports.queue}")
		void build() {
		}

	}

	static class Mails {

		@DistributedTask
		void send() {
		}

	}

	static class Invalid {

		@DistributedTask
		final void run() {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnRegistry {

		@Bean
		TaskRegistry ownTaskRegistry() {
			return new TaskRegistry() {

				@Override
				public Optional<TaskDefinition> find(TaskId id) {
					return Optional.empty();
				}

				@Override
				public Optional<TaskDefinition> find(String beanName, Method method) {
					return Optional.empty();
				}

				@Override
				public Collection<TaskDefinition> tasks() {
					return List.of();
				}

				@Override
				public Set<TaskId> executableIds() {
					return Set.of();
				}

			};
		}

	}

}
