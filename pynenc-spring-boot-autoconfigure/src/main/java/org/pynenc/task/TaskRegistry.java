package org.pynenc.task;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

import org.pynenc.TaskId;

/**
 * The tasks of this application context. Complete once the singletons are ready; reading
 * it earlier finds the tasks of all bean definitions there are by then. Safe for use by
 * several threads.
 */
public interface TaskRegistry {

	/**
	 * Finds a task by its id or an alias.
	 * @param id the id
	 * @return the task, or empty if this application does not know it
	 */
	Optional<TaskDefinition> find(TaskId id);

	/**
	 * Finds the task that a bean's method is.
	 * @param beanName the bean, without the prefix of a scoped target
	 * @param method the method, of the bean's class or of an interface of it
	 * @return the task, or empty if the method is none
	 */
	Optional<TaskDefinition> find(String beanName, Method method);

	/**
	 * All tasks.
	 * @return the tasks, ordered by id
	 */
	Collection<TaskDefinition> tasks();

	/**
	 * The ids under which this application can execute invocations, aliases included.
	 * @return the ids
	 */
	Set<TaskId> executableIds();

}
