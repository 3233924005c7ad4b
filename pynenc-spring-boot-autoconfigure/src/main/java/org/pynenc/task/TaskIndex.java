package org.pynenc.task;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.pynenc.TaskId;

/**
 * The tasks that were found, ready to be looked up. Never changes; what a method of an
 * interface resolves to is remembered.
 */
final class TaskIndex {

	private final List<TaskDefinition> tasks;

	private final Map<TaskId, TaskDefinition> byId = new HashMap<>();

	private final Map<String, BeanTasks> byBean = new HashMap<>();

	/**
	 * Takes in the tasks, and notes as a problem where two of them go by one id.
	 */
	TaskIndex(Map<TaskMethod, TaskDefinition> tasks, TaskProblems problems) {
		this.tasks = tasks.values().stream().sorted(Comparator.comparing((task) -> task.id().value())).toList();
		tasks.forEach((method, definition) -> {
			addIds(method, definition, problems);
			this.byBean.computeIfAbsent(method.beanName(), (name) -> new BeanTasks(method.beanClass())).add(definition);
		});
	}

	private void addIds(TaskMethod method, TaskDefinition task, TaskProblems problems) {
		addId(task.id(), method, task, problems);
		task.aliases().forEach((alias) -> addId(alias, method, task, problems));
	}

	private void addId(TaskId id, TaskMethod method, TaskDefinition task, TaskProblems problems) {
		TaskDefinition other = this.byId.putIfAbsent(id, task);
		if (other != null && other != task) {
			problems.add(method, "goes by the id '" + id + "', as does " + other,
					"Give one of them an id of its own with @DistributedTask(id = ..), "
							+ "and let no alias be the id or alias of another task.");
		}
	}

	Optional<TaskDefinition> find(TaskId id) {
		return Optional.ofNullable(this.byId.get(id));
	}

	Optional<TaskDefinition> find(String beanName, Method method) {
		BeanTasks beanTasks = this.byBean.get(beanName);
		return (beanTasks != null) ? beanTasks.find(method) : Optional.empty();
	}

	Collection<TaskDefinition> tasks() {
		return this.tasks;
	}

	Set<TaskId> ids() {
		return Collections.unmodifiableSet(this.byId.keySet());
	}

	private static final class BeanTasks {

		private final Class<?> beanClass;

		private final Map<Method, TaskDefinition> tasks = new HashMap<>();

		private final Map<Method, Optional<TaskDefinition>> found = new ConcurrentHashMap<>();

		BeanTasks(Class<?> beanClass) {
			this.beanClass = beanClass;
		}

		void add(TaskDefinition task) {
			this.tasks.put(task.method(), task);
		}

		Optional<TaskDefinition> find(Method method) {
			return this.found.computeIfAbsent(method, this::resolve);
		}

		private Optional<TaskDefinition> resolve(Method method) {
			return Optional.ofNullable(this.tasks.get(TaskMethod.mostSpecific(method, this.beanClass)));
		}

	}

}
