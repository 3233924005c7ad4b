package org.pynenc.backend;

import java.util.stream.Stream;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.env.Environment;

/**
 * Refuses memory beside a backend that several JVMs share: each JVM would then decide for
 * itself about what belongs to all. Looks once all beans are there, so that a backend
 * that is not there is told of first.
 */
class MixedBackends implements SmartInitializingSingleton {

	private final Environment environment;

	MixedBackends(Environment environment) {
		this.environment = environment;
	}

	@Override
	public void afterSingletonsInstantiated() {
		long inMemory = components().filter(this::isInMemory).count();
		if (inMemory != 0 && inMemory != components().count()) {
			throw new MixedBackendsException(components().map(this::choice).toList());
		}
	}

	private static Stream<Component> components() {
		return Stream.of(Component.values());
	}

	private boolean isInMemory(Component component) {
		return Component.DEFAULT_BACKEND.equals(OnBackendCondition.chosen(this.environment, component));
	}

	private String choice(Component component) {
		return "the " + component.title() + " has '" + OnBackendCondition.chosen(this.environment, component) + "' ("
				+ OnBackendCondition.choosingProperty(this.environment, component) + ")";
	}

}
