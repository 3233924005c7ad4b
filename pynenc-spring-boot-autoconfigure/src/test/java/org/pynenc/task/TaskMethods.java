package org.pynenc.task;

import java.util.List;
import java.util.Map;

import org.pynenc.task.TaskProperties.Options;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;

/**
 * Annotated methods, found as those of a bean named {@code bean}, and tasks without any
 * property set.
 */
final class TaskMethods {

	static final TaskProperties NO_PROPERTIES = new TaskProperties(
			new Options(null, null, null, null, null, null, null, null), Map.of());

	private TaskMethods() {
	}

	static List<TaskMethod> of(Class<?> beanClass) {
		DefaultListableBeanFactory beanFactory = new DefaultListableBeanFactory();
		beanFactory.registerBeanDefinition("bean", new RootBeanDefinition(beanClass));
		return new TaskMethodFinder(beanFactory).find();
	}

	static DistributedTaskRegistrar registrar(ConfigurableListableBeanFactory beanFactory) {
		return new DistributedTaskRegistrar(beanFactory, NO_PROPERTIES, (prefix, option) -> prefix);
	}

}
