package org.pynenc.actuate;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.pynenc.StatusChange;
import org.pynenc.execution.SlotUsage;

import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.javapoet.ClassName;

import static org.assertj.core.api.Assertions.assertThat;

class PynencEndpointAutoConfigurationTests {

	private final WebApplicationContextRunner application = new WebApplicationContextRunner()
		.withUserConfiguration(ReportApplication.class)
		.withPropertyValues("pynenc.runner.enabled=false");

	@Test
	void endpointIsThereWhereItIsExposed() {
		this.application.withPropertyValues("management.endpoints.web.exposure.include=pynenc")
			.run((context) -> assertThat(context).hasSingleBean(PynencEndpoint.class)
				.hasSingleBean(PynencEndpointWebExtension.class));
		this.application.run((context) -> assertThat(context).hasNotFailed()
			.doesNotHaveBean(PynencEndpoint.class)
			.doesNotHaveBean(PynencEndpointWebExtension.class));
	}

	@Test
	void onlyTheOverviewIsThereForJmx() {
		this.application
			.withPropertyValues("spring.jmx.enabled=true", "spring.jmx.unique-names=true",
					"management.endpoints.jmx.exposure.include=pynenc")
			.run((context) -> assertThat(context).hasSingleBean(PynencEndpoint.class)
				.doesNotHaveBean(PynencEndpointWebExtension.class));
	}

	@Test
	void endpointCanBeSwitchedOff() {
		this.application
			.withPropertyValues("management.endpoints.web.exposure.include=pynenc",
					"management.endpoint.pynenc.access=NONE")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(PynencEndpoint.class));
	}

	@Test
	void thereIsNoneWithoutTheActuator() {
		Actuator.withoutPackages().run((context) -> assertThat(context).hasSingleBean(PynencEndpoint.class));
		for (String missing : List.of("org.springframework.boot.actuate",
				"org.springframework.boot.actuate.autoconfigure")) {
			Actuator.withoutPackages(missing)
				.run((context) -> assertThat(context).hasNotFailed()
					.doesNotHaveBean(PynencEndpointAutoConfiguration.class)
					.doesNotHaveBean("pynencEndpoint"));
		}
	}

	@Test
	void nativeImagesCanWriteEveryAnswer() {
		RuntimeHints hints = hintsOf(PynencEndpointWebExtension.class);
		Stream.of(OverviewDescriptor.class, TasksDescriptor.class, TaskDescriptor.class,
				TaskDescriptor.OptionDescriptor.class, QueuesDescriptor.class, QueuesDescriptor.QueueDescriptor.class,
				RunnersDescriptor.class, RunnersDescriptor.RunnerDescriptor.class,
				RunnersDescriptor.LocalRunnerDescriptor.class, SlotUsage.class, InvocationsDescriptor.class,
				InvocationsDescriptor.StandingDescriptor.class, InvocationDescriptor.class,
				InvocationDescriptor.CallDescriptor.class, InvocationDescriptor.OutcomeDescriptor.class,
				InvocationDescriptor.FailureDescriptor.class, StatusChange.class, ErrorDescriptor.class)
			.flatMap((type) -> Arrays.stream(type.getRecordComponents()))
			.forEach((component) -> assertThat(
					RuntimeHintsPredicates.reflection().onMethodInvocation(component.getAccessor()))
				.as(component.toString())
				.accepts(hints));
	}

	/**
	 * As they are contributed to an application in which the type is a bean.
	 */
	private static RuntimeHints hintsOf(Class<?> bean) {
		DefaultGenerationContext generation = new DefaultGenerationContext(
				new ClassNameGenerator(ClassName.get(PynencEndpointAutoConfigurationTests.class)),
				new InMemoryGeneratedFiles());
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			context.registerBean(bean);
			new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
		}
		return generation.getRuntimeHints();
	}

}
