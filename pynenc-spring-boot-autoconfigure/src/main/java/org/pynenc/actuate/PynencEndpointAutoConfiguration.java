package org.pynenc.actuate;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.pynenc.backend.PynencProperties;
import org.pynenc.broker.Broker;
import org.pynenc.invocation.InvocationListener;
import org.pynenc.invocation.InvocationListeners;
import org.pynenc.orchestrator.InvocationLifecycle;
import org.pynenc.orchestrator.Orchestrator;
import org.pynenc.orchestrator.PynencOrchestratorAutoConfiguration;
import org.pynenc.runner.PynencRunnerAutoConfiguration;
import org.pynenc.runner.Runner;
import org.pynenc.serializer.Serializer;
import org.pynenc.state.StateBackend;
import org.pynenc.task.TaskRegistry;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.actuate.endpoint.Sanitizer;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * {@link AutoConfiguration Auto-configuration} of the endpoint {@code pynenc}, where it
 * is exposed.
 */
@AutoConfiguration(after = { PynencOrchestratorAutoConfiguration.class, PynencRunnerAutoConfiguration.class })
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnAvailableEndpoint(PynencEndpoint.class)
@EnableConfigurationProperties(PynencEndpointProperties.class)
public final class PynencEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	PynencEndpoint pynencEndpoint(PynencProperties properties, Environment environment, EngineView engine,
			Orchestrator orchestrator, Broker broker, StateBackend stateBackend, InvocationLifecycle lifecycle) {
		String appId = properties.appId();
		return new PynencEndpoint((appId != null) ? appId : environment.getProperty("spring.application.name"),
				properties.mode().name().toLowerCase(Locale.ROOT), components(Map.of("orchestrator", orchestrator,
						"broker", broker, "state-backend", stateBackend, "lifecycle", lifecycle)),
				engine);
	}

	/**
	 * What serves, rather than what was chosen: a bean of the application's may have
	 * replaced that.
	 */
	private static Map<String, String> components(Map<String, Object> beans) {
		Map<String, String> components = new TreeMap<>();
		beans.forEach((name, bean) -> components.put(name, AopUtils.getTargetClass(bean).getSimpleName()));
		return components;
	}

	@Bean
	EngineView pynencEngineView(TaskRegistry tasks, Orchestrator orchestrator, Broker broker,
			ObjectProvider<Runner> runner) {
		return new EngineView(tasks, orchestrator, broker, runner::getIfUnique);
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnAvailableEndpoint(endpoint = PynencEndpoint.class, exposure = EndpointExposure.WEB)
	PynencEndpointWebExtension pynencEndpointWebExtension(PynencEndpointProperties properties, EngineView engine,
			Orchestrator orchestrator, StateBackend stateBackend, Serializer serializer, InvocationLifecycle lifecycle,
			ObjectProvider<SanitizingFunction> sanitizingFunctions, ObjectProvider<InvocationListener> listeners) {
		Sanitizer sanitizer = new Sanitizer(sanitizingFunctions.orderedStream().toList());
		return new PynencEndpointWebExtension(engine,
				new InvocationView(orchestrator, stateBackend, new ShownValues(serializer, sanitizer)),
				new Cancellation(lifecycle, new InvocationListeners(() -> listeners.orderedStream().toList())),
				properties.showValues(), properties.roles());
	}

}
