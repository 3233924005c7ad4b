package org.pynenc.backend.memory;

import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pynenc.broker.Broker;
import org.pynenc.orchestrator.Orchestrator;
import org.pynenc.state.StateBackend;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class ProductionWarningTests {

	private static final String WARNING = "The memory backend serves this application";

	private static final String KUBERNETES = "spring.main.cloud-platform=kubernetes";

	private final ApplicationContextRunner application = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PynencMemoryAutoConfiguration.class))
		.withPropertyValues("spring.main.cloud-platform=none");

	@Test
	void tellsOnACloudPlatformWhatIsLostAndWhatToSet(CapturedOutput output) {
		start(KUBERNETES);
		assertThat(output.toString().lines().filter((line) -> line.contains(WARNING))).singleElement()
			.asString()
			.contains("WARN", "it runs on the platform KUBERNETES", "when this JVM ends are lost",
					"Set pynenc.backend to a backend that outlives this JVM, or to 'memory' if this is meant.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "prod", "production", "live", "eu,prod" })
	void tellsOfAProfileThatLooksLikeProduction(String profiles, CapturedOutput output) {
		start("spring.profiles.active=" + profiles);
		assertThat(output).containsOnlyOnce(WARNING).contains("is active: calls that wait or run");
	}

	@Test
	void tellsOfTheDefaultProfileToo(CapturedOutput output) {
		start("spring.profiles.default=prod");
		assertThat(output).containsOnlyOnce("the profile 'prod' is active");
	}

	@Test
	void isSilentElsewhere(CapturedOutput output) {
		start();
		start("spring.profiles.active=dev");
		start("spring.profiles.active=product");
		assertThat(output).doesNotContain(WARNING);
	}

	@ParameterizedTest
	@ValueSource(strings = { "dev", "development", "local", "test" })
	void isSilentForDevelopmentOnACloudPlatform(String profile, CapturedOutput output) {
		start(KUBERNETES, "spring.profiles.active=" + profile);
		assertThat(output).doesNotContain(WARNING);
	}

	@Test
	void isSilentWhereMemoryIsChosen(CapturedOutput output) {
		start(KUBERNETES, "pynenc.backend=memory");
		start(KUBERNETES, "pynenc.orchestrator.backend=memory", "pynenc.broker.backend=memory",
				"pynenc.state-backend.backend=memory");
		assertThat(output).doesNotContain(WARNING);
	}

	@Test
	void tellsWhereOneComponentIsLeftToTheDefault(CapturedOutput output) {
		start(KUBERNETES, "pynenc.broker.backend=other", "pynenc.orchestrator.backend=other");
		assertThat(output).containsOnlyOnce(WARNING);
	}

	@Test
	void isSilentWhereTheApplicationHasPartsOfItsOwn(CapturedOutput output) {
		this.application.withUserConfiguration(OwnParts.class)
			.withPropertyValues(KUBERNETES)
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(ProductionWarning.class));
		assertThat(output).doesNotContain(WARNING);
	}

	@Test
	void isSilentInInlineMode(CapturedOutput output) {
		start(KUBERNETES, "pynenc.mode=inline");
		assertThat(output).doesNotContain(WARNING);
	}

	@Test
	void tellsALazyApplicationToo(CapturedOutput output) {
		this.application.withPropertyValues(KUBERNETES)
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).containsOnlyOnce(WARNING);
	}

	@Test
	void tellsOnceWhereThereAreSeveralContexts(CapturedOutput output) {
		ApplicationContextRunner onKubernetes = this.application.withPropertyValues(KUBERNETES);
		onKubernetes.run((parent) -> onKubernetes.withParent(parent).run((child) -> assertThat(child).hasNotFailed()));
		assertThat(output).containsOnlyOnce(WARNING);
	}

	private void start(String... properties) {
		this.application.withPropertyValues(properties).run((context) -> assertThat(context).hasNotFailed());
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnParts {

		@Bean
		Orchestrator orchestrator() {
			return standIn(Orchestrator.class);
		}

		@Bean
		Broker broker() {
			return standIn(Broker.class);
		}

		@Bean
		StateBackend stateBackend() {
			return standIn(StateBackend.class);
		}

		/**
		 * Nobody calls it.
		 */
		private static <T> T standIn(Class<T> part) {
			return ProxyFactory.getProxy(part, (MethodInterceptor) (invocation) -> null);
		}

	}

}
