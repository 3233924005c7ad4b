package org.pynenc.task;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.aot.BeanFactoryInitializationAotContribution;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Keeps in a native image what tasks need of reflection. It finds them as the registrar
 * does, and leaves judging them to it: placeholders and properties are known only when
 * the application starts.
 */
class TaskAotProcessor implements BeanFactoryInitializationAotProcessor {

	@Override
	public @Nullable BeanFactoryInitializationAotContribution processAheadOfTime(
			ConfigurableListableBeanFactory beanFactory) {
		List<TaskMethod> tasks = new TaskMethodFinder(beanFactory).find();
		return tasks.isEmpty() ? null : (context, code) -> {
			TaskHints hints = new TaskHints(context.getRuntimeHints().reflection());
			tasks.forEach(hints::register);
		};
	}

}
