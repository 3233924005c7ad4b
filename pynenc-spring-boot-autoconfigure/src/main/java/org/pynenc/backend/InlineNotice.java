package org.pynenc.backend;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Tells at start-up that nothing is distributed: nobody should have to find that out in
 * production.
 */
class InlineNotice implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(InlineNotice.class);

	private final PynencProperties properties;

	InlineNotice(PynencProperties properties) {
		this.properties = properties;
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (this.properties.mode() == Mode.INLINE) {
			logger.info("pynenc.mode is 'inline', which is for tests: tasks run in the threads that call them, on "
					+ "state in the memory of this JVM, whatever backend is chosen");
		}
	}

}
