package org.pynenc.backend;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/**
 * Explains that the chosen backend has no bean for a component: its name is misspelt, its
 * library is missing, or its connection is.
 */
class MissingBackendFailureAnalyzer extends AbstractFailureAnalyzer<NoSuchBeanDefinitionException> implements Ordered {

	/**
	 * What brings the library and the connection of a backend of ours.
	 */
	private static final Map<String, String> STARTERS = Map.of("redis",
			"org.springframework.boot:spring-boot-starter-data-redis");

	private final Environment environment;

	MissingBackendFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	/**
	 * Before Boot's own explanation of the same exception.
	 */
	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, NoSuchBeanDefinitionException cause) {
		return component(cause).map((component) -> analysis(component, cause)).orElse(null);
	}

	private Optional<Component> component(NoSuchBeanDefinitionException cause) {
		Class<?> type = cause.getBeanType();
		return (cause.getNumberOfBeansFound() > 0 || type == null) ? Optional.empty()
				: Arrays.stream(Component.values())
					.filter((component) -> component.beanType().equals(type.getName()))
					.findFirst();
	}

	private FailureAnalysis analysis(Component component, NoSuchBeanDefinitionException cause) {
		String property = OnBackendCondition.choosingProperty(this.environment, component);
		String backend = OnBackendCondition.chosen(this.environment, component);
		return new FailureAnalysis(
				"The property '" + property + "' chooses the backend '" + backend + "', and there is no such "
						+ component.title() + ": no bean of type " + component.beanType() + " was configured.",
				action(backend), cause);
	}

	private static String action(String backend) {
		String starter = STARTERS.get(backend);
		return (starter != null)
				? "Add the dependency '" + starter + "', which brings the library and configures the connection, or "
						+ "declare a bean of that type."
				: "Check the spelling ('memory' is always there, 'redis' with its library), add the library that the backend needs "
						+ "and its connection, or declare a bean of that type.";
	}

}
