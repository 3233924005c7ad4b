package org.pynenc.task;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.pynenc.DistributedTask;
import org.pynenc.task.TaskProperties.Options;

import org.springframework.core.annotation.MergedAnnotation;

/**
 * The options of one task from all places where they can be set. The last of these that
 * sets an option decides: the annotation's default, the property for all tasks, the
 * annotation, the property for this task.
 */
final class TaskOptions {

	private static final String DEFAULT = "default";

	private static final String ANNOTATION = "annotation";

	private final DistributedTask annotation;

	private final MergedAnnotation<DistributedTask> attributes;

	private final TaskProperties properties;

	private final List<String> names;

	private final PropertyOrigins origins;

	private final Map<String, String> sources = new TreeMap<>();

	/**
	 * Takes the places together.
	 * @param names the task's id and its aliases, by which properties may name it; the
	 * first one that sets an option decides
	 */
	TaskOptions(DistributedTask annotation, List<String> names, TaskProperties properties, PropertyOrigins origins) {
		this.annotation = annotation;
		this.attributes = MergedAnnotation.from(annotation);
		this.names = names;
		this.properties = properties;
		this.origins = origins;
	}

	/**
	 * The value of an option.
	 * @param option the name of the annotation's attribute
	 * @param attribute reads it from the annotation
	 * @param property reads it from the properties, where it may be absent
	 */
	<T> T get(String option, Function<DistributedTask, T> attribute, Function<Options, @Nullable T> property) {
		for (String name : this.names) {
			Options own = this.properties.tasks().get(name);
			T value = (own != null) ? property.apply(own) : null;
			if (value != null) {
				return found(option, value, this.origins.origin("pynenc.tasks[" + name + "]", option));
			}
		}
		T general = property.apply(this.properties.taskDefaults());
		if (general != null && this.attributes.hasDefaultValue(option)) {
			return found(option, general, this.origins.origin("pynenc.task-defaults", option));
		}
		return found(option, attribute.apply(this.annotation),
				this.attributes.hasDefaultValue(option) ? DEFAULT : ANNOTATION);
	}

	private <T> T found(String option, T value, String source) {
		this.sources.put(option, source);
		return value;
	}

	/**
	 * Where the options that were read come from, by their names.
	 */
	Map<String, String> sources() {
		return this.sources;
	}

	/**
	 * Tells by which property an option was set, and where that is written.
	 */
	@FunctionalInterface
	interface PropertyOrigins {

		String origin(String prefix, String option);

	}

}
