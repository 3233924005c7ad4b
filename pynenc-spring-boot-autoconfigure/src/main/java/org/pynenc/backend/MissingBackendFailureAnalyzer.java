package org.pynenc.backend;

import java.util.Arrays;
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
				"Check the spelling ('memory' is always there), add the library that the backend needs and its "
						+ "connection, or declare a bean of that type.",
				cause);
	}

}
