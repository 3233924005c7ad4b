package org.pynenc.task;

import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.pynenc.TaskId;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Warns of properties below {@code pynenc.tasks} that name no task of this application
 * context, or no option, once the tasks are known.
 */
class UnknownTaskProperties implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(UnknownTaskProperties.class);

	private static final ConfigurationPropertyName TASKS = ConfigurationPropertyName.of("pynenc.tasks");

	private final ConfigurableEnvironment environment;

	private final BoundTaskProperties bound;

	private final TaskRegistry tasks;

	UnknownTaskProperties(ConfigurableEnvironment environment, BoundTaskProperties bound, TaskRegistry tasks) {
		this.environment = environment;
		this.bound = bound;
		this.tasks = tasks;
	}

	@Override
	public void afterSingletonsInstantiated() {
		Set<String> ids = this.tasks.executableIds().stream().map(TaskId::value).collect(Collectors.toSet());
		options().filter((option) -> !(option.isBound() && ids.contains(option.task())))
			.collect(Collectors.groupingBy(TaskOption::task, TreeMap::new, Collectors.toList()))
			.forEach((task, options) -> warn(task, options, ids));
	}

	private Stream<TaskOption> options() {
		return StreamSupport
			.stream(ConfigurationPropertySources.from(this.environment.getPropertySources()).spliterator(), false)
			.filter(IterableConfigurationPropertySource.class::isInstance)
			.map(IterableConfigurationPropertySource.class::cast)
			.flatMap(IterableConfigurationPropertySource::stream)
			.filter(TASKS::isAncestorOf)
			.map(UnknownTaskProperties::withoutIndex)
			.distinct()
			.map((name) -> new TaskOption(name, this.bound.isBound(name)));
	}

	private static ConfigurationPropertyName withoutIndex(ConfigurationPropertyName name) {
		int last = name.getNumberOfElements() - 1;
		return name.isNumericIndex(last) ? name.chop(last) : name;
	}

	private static void warn(String task, List<TaskOption> options, Set<String> ids) {
		String names = options.stream().map(TaskOption::toString).collect(Collectors.joining("', '", "'", "'"));
		if (ids.contains(task) && options.stream().allMatch(TaskOption::isWellFormed)) {
			logger.warn("Ignored " + names + ": the task '" + task + "' has no such option");
			return;
		}
		logger.warn("Ignored " + names + ": no task of this application goes by that name. "
				+ NearestName.of(task, ids)
					.map((nearest) -> "Nearest is the task '" + nearest + "', whose options are written like this:\n\n"
							+ example(nearest, options))
					.orElse("It has no tasks."));
	}

	private static String example(String task, List<TaskOption> options) {
		return options.stream()
			.map((option) -> "      " + option.option() + ": ...\n")
			.collect(Collectors.joining("", "pynenc:\n  tasks:\n    \"[" + task + "]\":\n", ""));
	}

	/**
	 * A property, read as if dots in it belonged to the id of a task.
	 */
	private record TaskOption(ConfigurationPropertyName name, boolean isBound) {

		String task() {
			return IntStream.range(TASKS.getNumberOfElements(), last())
				.mapToObj((i) -> this.name.getElement(i, Form.ORIGINAL))
				.collect(Collectors.joining("."));
		}

		String option() {
			return this.name.getElement(last(), Form.ORIGINAL);
		}

		boolean isWellFormed() {
			return last() == TASKS.getNumberOfElements() + 1;
		}

		private int last() {
			return this.name.getNumberOfElements() - 1;
		}

		@Override
		public String toString() {
			return this.name.toString();
		}

	}

}
