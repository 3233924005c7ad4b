package org.pynenc.task;

import java.util.Map;
import java.util.stream.Stream;

import org.pynenc.task.TaskOptions.PropertyOrigins;

import org.springframework.boot.context.properties.BoundConfigurationProperties;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * The properties that have set options of tasks.
 */
class BoundTaskProperties implements PropertyOrigins {

	private final BoundConfigurationProperties bound;

	BoundTaskProperties(BoundConfigurationProperties bound) {
		this.bound = bound;
	}

	@Override
	public String origin(String prefix, String option) {
		ConfigurationPropertyName name = ConfigurationPropertyName.of(prefix)
			.append(DataObjectPropertyName.toDashedForm(option));
		return boundBelow(name).map(ConfigurationProperty::getOrigin)
			.flatMap(Stream::ofNullable)
			.findFirst()
			.map((origin) -> name + " (" + origin + ")")
			.orElseGet(name::toString);
	}

	boolean isBound(ConfigurationPropertyName option) {
		return boundBelow(option).findAny().isPresent();
	}

	/**
	 * The property of that name, or those of the elements of its list.
	 */
	private Stream<ConfigurationProperty> boundBelow(ConfigurationPropertyName option) {
		return this.bound.getAll()
			.entrySet()
			.stream()
			.filter((entry) -> option.equals(entry.getKey()) || option.isAncestorOf(entry.getKey()))
			.map(Map.Entry::getValue);
	}

}
