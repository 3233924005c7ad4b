package org.pynenc.backend;

import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * The name that isolates an application from others on the same store.
 */
public final class AppId {

	static final String PROPERTY = "pynenc.app-id";

	private static final String FALLBACK = "spring.application.name";

	private AppId() {
	}

	/**
	 * Reads the name that a backend on a shared store cannot do without:
	 * {@code pynenc.app-id}, or {@code spring.application.name}.
	 * @param environment what the application is configured by
	 * @param backend the name of the backend
	 * @return the name, not blank
	 * @throws MissingAppIdException if neither is set
	 */
	public static String required(Environment environment, String backend) {
		String appId = environment.getProperty(PROPERTY, environment.getProperty(FALLBACK, ""));
		if (!StringUtils.hasText(appId)) {
			throw new MissingAppIdException(backend);
		}
		return appId;
	}

}
