package org.pynenc.backend;

import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Test;
import org.pynenc.broker.Broker;

import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

class PynencBackendAutoConfigurationTests {

	private final ApplicationContextRunner context = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PynencBackendAutoConfiguration.class))
		.withUserConfiguration(Backends.class);

	@Test
	void memoryServesEverythingByDefault() {
		this.context.run((context) -> assertThat(context).hasBean("memoryOrchestrator")
			.hasBean("memoryBroker")
			.hasBean("memoryStateBackend")
			.doesNotHaveBean("otherBroker"));
	}

	@Test
	void onePropertyChoosesForAll() {
		this.context.withPropertyValues("pynenc.backend=other")
			.run((context) -> assertThat(context).doesNotHaveBean("memoryOrchestrator")
				.doesNotHaveBean("memoryBroker")
				.doesNotHaveBean("memoryStateBackend")
				.hasBean("otherBroker"));
	}

	@Test
	void eachComponentCanChooseForItself() {
		this.context.withPropertyValues("pynenc.backend=other", "pynenc.state-backend.backend=third")
			.run((context) -> assertThat(context).hasNotFailed().hasBean("otherBroker").doesNotHaveBean("thirdBroker"));
		this.context.withPropertyValues("pynenc.backend=other", "pynenc.broker.backend=third")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("otherBroker").hasBean("thirdBroker"));
	}

	@Test
	void memoryBesideAnotherBackendIsRefused() {
		this.context.withPropertyValues("pynenc.broker.backend=other").run((context) -> {
			assertThat(context).getFailure().isInstanceOf(MixedBackendsException.class);
			FailureAnalysis analysis = new MixedBackendsFailureAnalyzer().analyze(context.getStartupFailure());
			assertThat(analysis.getDescription()).isEqualTo("The memory backend cannot be mixed with others: "
					+ "the orchestrator has 'memory' (pynenc.backend), the broker has 'other' (pynenc.broker.backend), "
					+ "the state backend has 'memory' (pynenc.backend). "
					+ "Memory belongs to one JVM, and each would decide for itself about what belongs to all.");
			assertThat(analysis.getAction()).isEqualTo("Choose one backend for all components with 'pynenc.backend', "
					+ "or one other than 'memory' for each of them.");
		});
		this.context.withPropertyValues("pynenc.backend=other", "pynenc.state-backend.backend=memory")
			.run((context) -> assertThat(context).getFailure()
				.hasMessageContaining("the state backend has 'memory' (pynenc.state-backend.backend)"));
	}

	@Test
	void inlineModeDoesNotCareWhatIsChosen() {
		this.context.withPropertyValues("pynenc.mode=inline", "pynenc.broker.backend=other")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void theRefusalOfMixedBackendsIsKnownToSpringBoot() {
		assertThat(SpringFactoriesLoader.forDefaultResourceLocation()
			.load(FailureAnalyzer.class, ArgumentResolver.of(Environment.class, new MockEnvironment()),
					FailureHandler.logging(LogFactory.getLog(getClass()))))
			.hasAtLeastOneElementOfType(MixedBackendsFailureAnalyzer.class);
	}

	@Test
	void thePropertiesSayWhatWasChosen() {
		this.context.withPropertyValues("pynenc.backend=other", "pynenc.broker.backend=third", "pynenc.app-id=photos")
			.run((context) -> {
				PynencProperties properties = context.getBean(PynencProperties.class);
				assertThat(properties.appId()).isEqualTo("photos");
				assertThat(properties.backend()).isEqualTo("other");
				assertThat(properties.broker().backend()).isEqualTo("third");
				assertThat(properties.orchestrator().backend()).isNull();
				assertThat(properties.stateBackend().backend()).isNull();
			});
	}

	@Test
	void aBackendWithoutBeanIsExplainedByThePropertyThatChoseIt() {
		MockEnvironment environment = new MockEnvironment().withProperty("pynenc.backend", "reddis");
		assertThat(analyze(environment, Broker.class).getDescription()).contains("'pynenc.backend'", "'reddis'",
				"broker", Broker.class.getName());
		environment.setProperty("pynenc.broker.backend", "kafka");
		FailureAnalysis analysis = analyze(environment, Broker.class);
		assertThat(analysis.getDescription()).contains("'pynenc.broker.backend'", "'kafka'");
		assertThat(analysis.getAction()).contains("'memory'");
	}

	@Test
	void otherMissingBeansAreNotExplained() {
		assertThat(analyze(new MockEnvironment(), String.class)).isNull();
	}

	private static FailureAnalysis analyze(MockEnvironment environment, Class<?> missing) {
		return new MissingBackendFailureAnalyzer(environment).analyze(new NoSuchBeanDefinitionException(missing));
	}

	@Configuration(proxyBeanMethods = false)
	static class Backends {

		@Bean
		@ConditionalOnBackend(value = "memory", components = Component.ORCHESTRATOR)
		String memoryOrchestrator() {
			return "orchestrator";
		}

		@Bean
		@ConditionalOnBackend(value = "memory", components = Component.BROKER)
		String memoryBroker() {
			return "broker";
		}

		@Bean
		@ConditionalOnBackend(value = "memory", components = Component.STATE_BACKEND)
		String memoryStateBackend() {
			return "state";
		}

		@Bean
		@ConditionalOnBackend(value = "other", components = Component.BROKER)
		String otherBroker() {
			return "other";
		}

		@Bean
		@ConditionalOnBackend(value = "third", components = Component.BROKER)
		String thirdBroker() {
			return "third";
		}

	}

}
