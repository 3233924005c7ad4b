package org.pynenc.backend.memory;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.pynenc.backend.Component;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.env.Environment;

/**
 * Warns when the memory backend serves, by default and not by choice, what looks like
 * production.
 */
class ProductionWarning implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(ProductionWarning.class);

	private static final List<String> PRODUCTION = List.of("prod", "production", "live");

	private static final String[] DEVELOPMENT = { "dev", "development", "local", "test" };

	private static final Map<Class<?>, Component> SERVED = Map.of(MemoryOrchestrator.class, Component.ORCHESTRATOR,
			MemoryBroker.class, Component.BROKER, MemoryStateBackend.class, Component.STATE_BACKEND);

	private final ListableBeanFactory beanFactory;

	private final Environment environment;

	private final @Nullable String platform;

	/**
	 * Makes a warning that is given once the singletons are ready.
	 * @param platform the cloud platform that the application runs on, if any
	 */
	ProductionWarning(ListableBeanFactory beanFactory, Environment environment, @Nullable String platform) {
		this.beanFactory = beanFactory;
		this.environment = environment;
		this.platform = platform;
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (servesByDefault()) {
			sign().ifPresent((sign) -> logger.warn("The memory backend serves this application, and " + sign
					+ ": calls that wait or run when this JVM ends are lost, results with them, and no other "
					+ "JVM sees any of them. Set pynenc.backend to a backend that outlives this JVM, "
					+ "or to 'memory' if this is meant."));
		}
	}

	private boolean servesByDefault() {
		return SERVED.entrySet()
			.stream()
			.anyMatch((served) -> !served.getValue().isChosenIn(this.environment)
					&& this.beanFactory.getBeanNamesForType(served.getKey(), true, false).length > 0);
	}

	private Optional<String> sign() {
		Optional<String> profile = PRODUCTION.stream().filter(this.environment::matchesProfiles).findFirst();
		return profile.isPresent() ? profile.map((name) -> "the profile '" + name + "' is active") : platformSign();
	}

	/**
	 * Builds and shared places for trying things out run on such platforms, too.
	 */
	private Optional<String> platformSign() {
		return Optional.ofNullable(this.platform)
			.filter((name) -> !this.environment.matchesProfiles(DEVELOPMENT))
			.map((name) -> "it runs on the platform " + name);
	}

}
