package org.pynenc;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The arguments of a call as they travel: the JSON text of each value under its
 * parameter's name, in the order of the parameters. Immutable.
 *
 * @param values JSON texts by parameter name
 */
public record Arguments(Map<String, String> values) {

	private static final Arguments NONE = new Arguments(Map.of());

	public Arguments {
		values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
	}

	/**
	 * The arguments of a call without any.
	 * @return no arguments
	 */
	public static Arguments none() {
		return NONE;
	}

	/**
	 * Only the names: values may be private and do not belong into logs.
	 */
	@Override
	public String toString() {
		return this.values.keySet().toString();
	}

}
