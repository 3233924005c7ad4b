package org.pynenc.scenario;

import java.util.stream.StreamSupport;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.test.util.AopTestUtils;
import org.springframework.util.ClassUtils;

/**
 * Contexts with the whole engine in them, as an application gets it.
 */
public final class Engines {

	private Engines() {
	}

	public static ApplicationContextRunner engine(Class<?>... beans) {
		ClassLoader classLoader = Engines.class.getClassLoader();
		Class<?>[] doors = StreamSupport
			.stream(ImportCandidates.load(AutoConfiguration.class, classLoader).spliterator(), false)
			.filter((name) -> name.startsWith("org.pynenc."))
			.map((name) -> ClassUtils.resolveClassName(name, classLoader))
			.toArray(Class<?>[]::new);
		ApplicationContextRunner runner = new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class))
			.withConfiguration(AutoConfigurations.of(doors));
		for (Class<?> bean : beans) {
			runner = runner.withUserConfiguration(bean);
		}
		return runner;
	}

	/**
	 * The bean behind the proxy, whose fields a test may look at.
	 */
	static <T> T target(T proxy) {
		return AopTestUtils.getUltimateTargetObject(proxy);
	}

}
