package org.pynenc.serializer;

import tools.jackson.databind.module.SimpleModule;

/**
 * A Jackson module without which arguments or results of tasks could not travel. As a
 * bean it is part of the serializer's mapper even where the application brings a mapper
 * of its own, to which Boot adds no modules.
 */
public abstract class SerializerModule extends SimpleModule {

	private static final long serialVersionUID = 1L;

	/**
	 * Makes a module.
	 * @param name by which a mapper tells that it has the module already
	 */
	protected SerializerModule(String name) {
		super(name);
	}

}
