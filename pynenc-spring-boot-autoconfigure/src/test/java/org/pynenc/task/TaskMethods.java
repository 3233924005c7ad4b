package org.pynenc.task;

import java.util.List;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;

/**
 * Annotated methods of a class, found as those of a bean named {@code bean}.
 */
final class TaskMethods {

	private TaskMethods() {
	}

	static List<TaskMethod> of(Class<?> beanClass) {
		DefaultListableBeanFactory beanFactory = new DefaultListableBeanFactory();
		beanFactory.registerBeanDefinition("bean", new RootBeanDefinition(beanClass));
		return new TaskMethodFinder(beanFactory).find();
	}

}
