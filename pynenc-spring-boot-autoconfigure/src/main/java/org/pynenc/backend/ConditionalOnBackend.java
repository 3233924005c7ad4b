package org.pynenc.backend;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.context.annotation.Conditional;

/**
 * Matches when a backend is chosen for at least one of the named components: by
 * {@code pynenc.<component>.backend}, or by {@code pynenc.backend} where that is not set.
 * Never matches in inline mode, whose state is always in memory.
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Conditional(OnBackendCondition.class)
public @interface ConditionalOnBackend {

	/**
	 * The name of the backend.
	 * @return the value that the property must have
	 */
	String value();

	/**
	 * The components of which one must have chosen it; all by default.
	 * @return the components
	 */
	Component[] components() default { Component.ORCHESTRATOR, Component.BROKER, Component.STATE_BACKEND };

}
