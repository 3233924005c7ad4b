package org.pynenc.backend;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where bodies run, and which backend serves which component.
 *
 * @param appId Name that isolates this application from others on the same store.
 * Defaults to the value of 'spring.application.name'.
 * @param mode Where bodies run. In inline mode they run in the calling thread, on state
 * in memory whatever backend is chosen.
 * @param backend Backend of every component that has no choice of its own.
 * @param failFast Whether a store that cannot be reached ends the start of the
 * application. Otherwise the application starts, and what needs the store comes up with
 * it.
 * @param orchestrator the orchestrator's choice
 * @param broker the broker's choice
 * @param stateBackend the state backend's choice
 */
@ConfigurationProperties("pynenc")
public record PynencProperties(@Nullable String appId, @DefaultValue("distributed") Mode mode,
		@DefaultValue(Component.DEFAULT_BACKEND) String backend, @DefaultValue("false") boolean failFast,
		@DefaultValue Orchestrator orchestrator, @DefaultValue Broker broker, @DefaultValue StateBackend stateBackend) {

	/**
	 * The orchestrator's choice.
	 *
	 * @param backend Backend of the orchestrator. Defaults to the value of
	 * 'pynenc.backend'.
	 */
	public record Orchestrator(@Nullable String backend) {
	}

	/**
	 * The broker's choice.
	 *
	 * @param backend Backend of the broker. Defaults to the value of 'pynenc.backend'.
	 */
	public record Broker(@Nullable String backend) {
	}

	/**
	 * The state backend's choice.
	 *
	 * @param backend Backend of the state backend. Defaults to the value of
	 * 'pynenc.backend'.
	 */
	public record StateBackend(@Nullable String backend) {
	}

}
