package org.pynenc.actuate;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/**
 * {@link Endpoint} that shows the engine at a glance. The rest is for the web.
 */
@Endpoint(id = "pynenc", defaultAccess = Access.READ_ONLY)
class PynencEndpoint {

	private final @Nullable String application;

	private final String mode;

	private final Map<String, String> components;

	private final EngineView engine;

	PynencEndpoint(@Nullable String application, String mode, Map<String, String> components, EngineView engine) {
		this.application = application;
		this.mode = mode;
		this.components = components;
		this.engine = engine;
	}

	@ReadOperation
	OverviewDescriptor overview() {
		return new OverviewDescriptor(this.application, this.mode, this.components, this.engine.tasks().tasks().size(),
				this.engine.runners().runners().size(), this.engine.counts());
	}

}
