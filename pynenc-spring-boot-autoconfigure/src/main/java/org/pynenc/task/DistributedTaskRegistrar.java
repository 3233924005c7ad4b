package org.pynenc.task;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.pynenc.TaskId;
import org.pynenc.task.TaskOptions.PropertyOrigins;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.log.LogMessage;

/**
 * Looks for the tasks of its own bean factory once the singletons are ready. Until then a
 * read that finds nothing looks again: more beans may be defined by now, and the class of
 * one be known more exactly.
 */
class DistributedTaskRegistrar implements TaskRegistry, SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(DistributedTaskRegistrar.class);

	private final TaskMethodFinder finder;

	private final TaskDefinitionFactory definitions;

	private volatile TaskIndex early = new TaskIndex(Map.of(), new TaskProblems());

	private volatile @Nullable TaskIndex complete;

	DistributedTaskRegistrar(ConfigurableListableBeanFactory beanFactory, TaskProperties properties,
			PropertyOrigins origins) {
		this.finder = new TaskMethodFinder(beanFactory);
		this.definitions = new TaskDefinitionFactory(beanFactory::resolveEmbeddedValue, properties, origins);
	}

	@Override
	public void afterSingletonsInstantiated() {
		TaskIndex found = scan();
		this.complete = found;
		logger.debug(LogMessage.format("The tasks of this application are %s", found.tasks()));
	}

	@Override
	public Optional<TaskDefinition> find(TaskId id) {
		return find((tasks) -> tasks.find(id));
	}

	@Override
	public Optional<TaskDefinition> find(String beanName, Method method) {
		return find((tasks) -> tasks.find(beanName, method));
	}

	private Optional<TaskDefinition> find(Function<TaskIndex, Optional<TaskDefinition>> lookup) {
		TaskIndex all = this.complete;
		if (all != null) {
			return lookup.apply(all);
		}
		Optional<TaskDefinition> task = lookup.apply(this.early);
		return task.isPresent() ? task : lookup.apply(all());
	}

	@Override
	public Collection<TaskDefinition> tasks() {
		return all().tasks();
	}

	@Override
	public Set<TaskId> executableIds() {
		return all().ids();
	}

	private TaskIndex all() {
		TaskIndex all = this.complete;
		if (all == null) {
			all = scan();
			this.early = all;
		}
		return all;
	}

	private TaskIndex scan() {
		TaskProblems problems = new TaskProblems();
		Map<TaskMethod, TaskDefinition> tasks = new LinkedHashMap<>();
		this.finder.find().forEach((task) -> tasks.put(task, define(task, problems)));
		TaskIndex index = new TaskIndex(tasks, problems);
		problems.throwIfAny();
		return index;
	}

	private TaskDefinition define(TaskMethod task, TaskProblems problems) {
		TaskDefinition definition = this.definitions.create(task, problems);
		TaskRules.check(task, definition, problems);
		return definition;
	}

}
