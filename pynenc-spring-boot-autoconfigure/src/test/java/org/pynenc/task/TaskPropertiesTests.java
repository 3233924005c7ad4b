package org.pynenc.task;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pynenc.ConcurrencyControl;
import org.pynenc.DistributedTask;
import org.pynenc.OnDifferentArguments;
import org.pynenc.TaskId;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class TaskPropertiesTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(PynencTaskAutoConfiguration.class, PropertyPlaceholderAutoConfiguration.class))
		.withBean("reports", Reports.class);

	@Test
	void nothingSetLeavesTheAnnotation() {
		this.runner.run((context) -> {
			TaskDefinition plain = task(context, "reports.plain");
			assertThat(plain.queue()).isEqualTo("default");
			assertThat(plain.retryPolicy()).isEqualTo(new RetryPolicy(0, List.of(), List.of()));
			assertThat(plain.maxRecoveries()).isEqualTo(3);
			assertThat(plain.registration())
				.isEqualTo(new RegistrationPolicy(ConcurrencyControl.DISABLED, List.of(), OnDifferentArguments.REUSE));
			assertThat(plain.sources()).containsOnlyKeys("queue", "maxRetries", "retryFor", "noRetryFor",
					"maxRecoveries", "registrationConcurrency", "keyArguments", "onDifferentArguments");
			assertThat(plain.sources().values()).containsOnly("default");
			assertThat(task(context, "reports.build").sources()).containsAllEntriesOf(Map.of("queue", "annotation",
					"maxRetries", "annotation", "retryFor", "annotation", "noRetryFor", "annotation", "maxRecoveries",
					"annotation", "registrationConcurrency", "annotation", "onDifferentArguments", "annotation"));
		});
	}

	@Test
	void defaultsForAllTasksReplaceOnlyWhatTheAnnotationDoesNotSet() {
		this.runner
			.withPropertyValues("pynenc.task-defaults.queue=general", "pynenc.task-defaults.max-retries=5",
					"pynenc.task-defaults.retry-for=java.lang.IllegalStateException",
					"pynenc.task-defaults.no-retry-for=java.lang.IllegalArgumentException",
					"pynenc.task-defaults.max-recoveries=7", "pynenc.task-defaults.registration-concurrency=task",
					"pynenc.task-defaults.key-arguments=", "pynenc.task-defaults.on-different-arguments=raise")
			.run((context) -> {
				TaskDefinition plain = task(context, "reports.plain");
				assertThat(plain.queue()).isEqualTo("general");
				assertThat(plain.retryPolicy()).isEqualTo(new RetryPolicy(5, List.of(IllegalStateException.class),
						List.of(IllegalArgumentException.class)));
				assertThat(plain.maxRecoveries()).isEqualTo(7);
				assertThat(plain.registration())
					.isEqualTo(new RegistrationPolicy(ConcurrencyControl.TASK, List.of(), OnDifferentArguments.RAISE));
				assertThat(plain.sources()).allSatisfy(
						(option, source) -> assertThat(source).startsWith("pynenc.task-defaults." + dashed(option)));
				assertThat(task(context, "reports.build")).satisfies(TaskPropertiesTests::isAsAnnotated);
			});
	}

	@Test
	void attributeOfAComposedAnnotationCountsAsSet() {
		this.runner.withPropertyValues("pynenc.task-defaults.queue=general", "pynenc.task-defaults.max-retries=5")
			.run((context) -> {
				TaskDefinition composed = task(context, "reports.composed");
				assertThat(composed.queue()).isEqualTo("night");
				assertThat(composed.retryPolicy().maxRetries()).isEqualTo(5);
			});
	}

	@Test
	void propertiesOfATaskReplaceEverything() {
		this.runner
			.withPropertyValues("pynenc.task-defaults.queue=general", "pynenc.tasks[reports.build].queue=own",
					"pynenc.tasks[reports.build].max-retries=0", "pynenc.tasks[reports.build].retry-for=",
					"pynenc.tasks[reports.build].no-retry-for[0]=java.lang.Error",
					"pynenc.tasks[reports.build].max-recoveries=9",
					"pynenc.tasks[reports.build].registration-concurrency=disabled",
					"pynenc.tasks[reports.build].key-arguments=",
					"pynenc.tasks[reports.build].on-different-arguments=reuse")
			.run((context) -> {
				TaskDefinition build = task(context, "reports.build");
				assertThat(build.queue()).isEqualTo("own");
				assertThat(build.retryPolicy()).isEqualTo(new RetryPolicy(0, List.of(), List.of(Error.class)));
				assertThat(build.maxRecoveries()).isEqualTo(9);
				assertThat(build.registration()).isEqualTo(
						new RegistrationPolicy(ConcurrencyControl.DISABLED, List.of(), OnDifferentArguments.REUSE));
				assertThat(build.sources()).allSatisfy((option, source) -> assertThat(source)
					.startsWith("pynenc.tasks[reports.build]." + dashed(option)));
				assertThat(task(context, "reports.plain").queue()).isEqualTo("general");
			});
	}

	@Test
	void whatAPropertyOfATaskLeavesOutComesFromTheOtherPlaces() {
		this.runner
			.withPropertyValues("pynenc.tasks[reports.plain].queue=own", "pynenc.task-defaults.max-retries=5",
					"pynenc.tasks[reports.build].max-recoveries=9")
			.run((context) -> {
				assertThat(task(context, "reports.plain").sources()).hasEntrySatisfying("queue", startsWith("pynenc.t"))
					.hasEntrySatisfying("maxRetries", startsWith("pynenc.task-defaults.max-retries"))
					.containsEntry("maxRecoveries", "default");
				assertThat(task(context, "reports.build").sources()).containsEntry("queue", "annotation");
			});
	}

	@Test
	void taskCanBeNamedByAnAliasAndTheIdGoesFirst() {
		this.runner
			.withPropertyValues("pynenc.tasks.old.queue=by-alias", "pynenc.tasks.old.max-retries=8",
					"pynenc.tasks[reports.aliased].queue=by-id")
			.run((context) -> {
				TaskDefinition aliased = task(context, "reports.aliased");
				assertThat(aliased.queue()).isEqualTo("by-id");
				assertThat(aliased.retryPolicy().maxRetries()).isEqualTo(8);
			});
	}

	@Test
	void yamlNamesIdsWithDotsInBracketsAndTheSourceTellsTheLine(CapturedOutput output) {
		withYaml("""
				pynenc:
				  task-defaults:
				    maxRetries: 2
				  tasks:
				    "[reports.plain]":
				      retry-for:
				        - java.io.IOException
				        - java.lang.IllegalStateException
				""").run((context) -> {
			TaskDefinition plain = task(context, "reports.plain");
			assertThat(plain.retryPolicy())
				.isEqualTo(new RetryPolicy(2, List.of(IOException.class, IllegalStateException.class), List.of()));
			assertThat(plain.sources())
				.containsEntry("retryFor",
						"pynenc.tasks[reports.plain].retry-for (Byte array resource [tasks.yaml] - 7:11)")
				.containsEntry("maxRetries",
						"pynenc.task-defaults.max-retries (Byte array resource [tasks.yaml] - 3:17)");
			assertThat(output).doesNotContain("Ignored");
		});
	}

	@Test
	void shorterListReplacesALongerOneOfAWeakerSource(CapturedOutput output) {
		withYaml("""
				pynenc:
				  tasks:
				    "[reports.plain]":
				      retry-for:
				        - java.io.IOException
				        - java.lang.IllegalStateException
				""").withPropertyValues("pynenc.tasks[reports.plain].retry-for[0]=java.lang.Error").run((context) -> {
			assertThat(task(context, "reports.plain").retryPolicy().retryFor()).containsExactly(Error.class);
			assertThat(output).doesNotContain("Ignored");
		});
	}

	@Test
	void placeholdersInPropertiesAreResolved() {
		this.runner.withPropertyValues("name=fast", "pynenc.tasks[reports.plain].queue=${name}")
			.run((context) -> assertThat(task(context, "reports.plain").queue()).isEqualTo("fast"));
	}

	@Test
	void propertyReplacesAPlaceholderThatCannotBeResolved() {
		ApplicationContextRunner withPlaceholder = this.runner.withBean("mails", Mails.class);
		withPlaceholder.run((context) -> assertThat(context).getFailure().hasMessageContaining("mail.queue"));
		withPlaceholder.withPropertyValues("pynenc.tasks[mails.send].queue=mail")
			.run((context) -> assertThat(task(context, "mails.send").queue()).isEqualTo("mail"));
	}

	@Test
	void idWithDotsThatIsNotInBracketsIsExplained(CapturedOutput output) {
		withYaml("""
				pynenc:
				  tasks:
				    reports.build:
				      queue: own
				      max-retries: 1
				""").run((context) -> {
			assertThat(task(context, "reports.build")).satisfies(TaskPropertiesTests::isAsAnnotated);
			assertThat(output).containsOnlyOnce("Ignored").contains("'pynenc.tasks.reports.build.queue'").contains("""
					Nearest is the task 'reports.build', whose options are written like this:

					pynenc:
					  tasks:
					    "[reports.build]":
					      queue: ...
					      max-retries: ...
					""");
		});
	}

	@Test
	void misspeltTaskIsExplained(CapturedOutput output) {
		this.runner.withPropertyValues("pynenc.tasks[report.biuld].queue=own")
			.run((context) -> assertThat(output)
				.contains("WARN", "Ignored 'pynenc.tasks[report.biuld].queue': no task of this application")
				.contains("Nearest is the task 'reports.build'", "\"[reports.build]\":\n      queue: ...\n"));
	}

	@Test
	void environmentVariableThatNamesNoTaskIsExplained(CapturedOutput output) {
		withSource(new SystemEnvironmentPropertySource("systemEnvironment",
				Map.of("PYNENC_TASKS_REPORTS_PLAIN_MAXRETRIES", "4")))
			.run((context) -> assertThat(output).contains("Ignored", "Nearest is the task 'reports.plain'"));
	}

	@Test
	void unknownOptionIsTold(CapturedOutput output) {
		this.runner.withPropertyValues("pynenc.tasks[reports.build].max-retry=1")
			.run((context) -> assertThat(output).contains(
					"Ignored 'pynenc.tasks[reports.build].max-retry': the task 'reports.build' has no such option"));
	}

	@Test
	void applicationWithoutTasksIsTold(CapturedOutput output) {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(PynencTaskAutoConfiguration.class))
			.withPropertyValues("pynenc.tasks[reports.build].queue=own")
			.run((context) -> assertThat(output).contains("It has no tasks."));
	}

	@Test
	void lazyApplicationIsToldToo(CapturedOutput output) {
		this.runner.withPropertyValues("pynenc.tasks.nothing.queue=own")
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> assertThat(output).contains("Ignored 'pynenc.tasks.nothing.queue'"));
	}

	@Test
	void valuesThatCannotBeAreRefusedNamingTheProperty() {
		assertRefused("pynenc.tasks[reports.build].max-retries=-1", "max-retries must be 0 or more");
		assertRefused("pynenc.tasks[reports.build].max-recoveries=-1", "max-recoveries must be 0 or more");
		assertRefused("pynenc.tasks[reports.build].queue= ", "queue must not be blank");
		assertRefused("pynenc.tasks[reports.build].retry-for=java.lang.String",
				"retry-for must name exceptions, and java.lang.String is none");
		assertRefused("pynenc.task-defaults.no-retry-for=java.lang.String",
				"no-retry-for must name exceptions, and java.lang.String is none");
	}

	private void assertRefused(String property, String reason) {
		this.runner.withPropertyValues(property)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(IllegalArgumentException.class)
				.hasMessage(reason));
	}

	private ApplicationContextRunner withYaml(String yaml) {
		try {
			return withSource(new YamlPropertySourceLoader()
				.load("tasks.yaml", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8), "tasks.yaml"))
				.get(0));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private ApplicationContextRunner withSource(PropertySource<?> source) {
		return this.runner.withInitializer((context) -> context.getEnvironment().getPropertySources().addLast(source));
	}

	private static void isAsAnnotated(TaskDefinition build) {
		assertThat(build.queue()).isEqualTo("slow");
		assertThat(build.retryPolicy())
			.isEqualTo(new RetryPolicy(2, List.of(IOException.class), List.of(FileNotFoundException.class)));
		assertThat(build.maxRecoveries()).isEqualTo(1);
	}

	private static TaskDefinition task(ConfigurableApplicationContext context, String id) {
		return context.getBean(TaskRegistry.class).find(new TaskId(id)).orElseThrow();
	}

	private static Consumer<String> startsWith(String prefix) {
		return (source) -> assertThat(source).startsWith(prefix);
	}

	private static String dashed(String option) {
		return option.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
	}

	@Retention(RetentionPolicy.RUNTIME)
	@DistributedTask(queue = "night")
	@interface Nightly {

	}

	static class Reports {

		@DistributedTask
		void plain() {
		}

		@DistributedTask(queue = "slow", maxRetries = 2, retryFor = IOException.class,
				noRetryFor = FileNotFoundException.class, maxRecoveries = 1,
				registrationConcurrency = ConcurrencyControl.ARGUMENTS,
				onDifferentArguments = OnDifferentArguments.REPLACE)
		void build() {
		}

		@Nightly
		void composed() {
		}

		@DistributedTask(aliases = "old")
		void aliased() {
		}

	}

	static class Mails {

		@DistributedTask(queue = "${mail.queue}")
		void send() {
		}

	}

}
