package org.pynenc.backend;

import org.springframework.core.env.Environment;

/**
 * A part of the engine whose backend can be chosen.
 */
public enum Component {

	/**
	 * Who may run what, and when.
	 */
	ORCHESTRATOR("orchestrator", "org.pynenc.orchestrator.Orchestrator"),

	/**
	 * The queue.
	 */
	BROKER("broker", "org.pynenc.broker.Broker"),

	/**
	 * What is remembered.
	 */
	STATE_BACKEND("state-backend", "org.pynenc.state.StateBackend");

	/**
	 * The property that chooses the backend of every component that has no choice of its
	 * own.
	 */
	static final String DEFAULT_PROPERTY = "pynenc.backend";

	/**
	 * The backend of who chooses nothing.
	 */
	static final String DEFAULT_BACKEND = "memory";

	private final String title;

	private final String property;

	private final String beanType;

	Component(String name, String beanType) {
		this.title = name.replace('-', ' ');
		this.property = "pynenc." + name + ".backend";
		this.beanType = beanType;
	}

	/**
	 * Whether a property chooses the backend of this component, so that its backend is
	 * what somebody wants and not merely the default.
	 * @param environment where the properties are
	 * @return whether the component's own property or the one for all is set
	 */
	public boolean isChosenIn(Environment environment) {
		return environment.containsProperty(this.property) || environment.containsProperty(DEFAULT_PROPERTY);
	}

	/**
	 * What texts call it.
	 */
	String title() {
		return this.title;
	}

	String property() {
		return this.property;
	}

	/**
	 * The type of the bean that serves this component, by name: this package knows no
	 * other one.
	 */
	String beanType() {
		return this.beanType;
	}

}
