package org.pynenc.serializer;

import java.lang.reflect.Modifier;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.pynenc.PausedLimitException;

import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.beans.factory.aot.AotServices;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotProcessor;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.javapoet.ClassName;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.springframework.aot.hint.predicate.RuntimeHintsPredicates.reflection;

class ExceptionAotProcessorTests {

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

	@Test
	void isKnownToSpring() {
		assertThat(AotServices.factoriesAndBeans(new DefaultListableBeanFactory())
			.load(BeanFactoryInitializationAotProcessor.class)).hasAtLeastOneElementOfType(ExceptionAotProcessor.class);
	}

	@Test
	void keepsOurOwnExceptionsAndTheUsualOnesOfTheJdk() {
		RuntimeHints hints = hints(PynencSerializerAutoConfiguration.class);
		assertThat(isRebuilt(PausedLimitException.class, hints)).isTrue();
		assertThat(isRebuilt(IllegalStateException.class, hints)).isTrue();
		assertThat(isRebuilt(OwnException.class, hints)).isFalse();
	}

	@Test
	void keepsTheExceptionsOfTheApplicationsOwnPackages() {
		AutoConfigurationPackages.register(this.context, getClass().getPackageName());
		assertThat(isRebuilt(OwnException.class, hints(PynencSerializerAutoConfiguration.class))).isTrue();
	}

	@Test
	void keepsTheExceptionsOfPackagesThatThePropertyNames() {
		TestPropertyValues.of("pynenc.serializer.exception-packages=" + getClass().getPackageName())
			.applyTo(this.context);
		assertThat(isRebuilt(OwnException.class, hints(PynencSerializerAutoConfiguration.class))).isTrue();
	}

	@Test
	void leavesExceptionsAloneWhereAnotherSerializerServes() {
		RuntimeHints hints = hints(OwnSerializer.class, PynencSerializerAutoConfiguration.class);
		assertThat(isRebuilt(PausedLimitException.class, hints)).isFalse();
	}

	@Test
	void keepsTheFormatOfFailures() {
		RuntimeHints hints = hints(PynencSerializerAutoConfiguration.class);
		assertThat(
				Arrays.asList(FailureDescription.class, FailureDescription.Link.class, FailureDescription.Frame.class))
			.flatExtracting((type) -> Arrays.asList(type.getRecordComponents()))
			.allSatisfy(
					(component) -> assertThat(reflection().onMethodInvocation(component.getAccessor())).accepts(hints));
	}

	private RuntimeHints hints(Class<?>... configurations) {
		this.context.register(configurations);
		DefaultGenerationContext generation = new DefaultGenerationContext(
				new ClassNameGenerator(ClassName.get(getClass())), new InMemoryGeneratedFiles());
		new ApplicationContextAotGenerator().processAheadOfTime(this.context, generation);
		return generation.getRuntimeHints();
	}

	private static boolean isRebuilt(Class<? extends Throwable> type, RuntimeHints hints) {
		return Arrays.stream(type.getDeclaredConstructors())
			.filter((constructor) -> !Modifier.isPrivate(constructor.getModifiers()))
			.allMatch((constructor) -> reflection().onConstructorInvocation(constructor).test(hints));
	}

	static class OwnException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		public OwnException(String message) {
			super(message);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnSerializer {

		@Bean
		Serializer serializer() {
			return mock();
		}

	}

}
