package org.pynenc.execution;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;
import org.pynenc.task.TaskDefinition;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.util.ReflectionUtils;

/**
 * Calls the body of a task through the bean's proxy, so that everything else that is
 * declared on the method (transactions, caching, validation, Spring's own retries)
 * applies here, where the body runs.
 */
class TaskInvoker {

	private final BeanFactory beanFactory;

	TaskInvoker(BeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Nullable Object invoke(TaskDefinition task, @Nullable Object[] arguments) throws Throwable {
		Object bean = this.beanFactory.getBean(task.beanName());
		Method method = AopUtils.selectInvocableMethod(task.method(), bean.getClass());
		ReflectionUtils.makeAccessible(method);
		InvocationPass.issue(task.id());
		try {
			return method.invoke(bean, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
		finally {
			InvocationPass.revoke();
		}
	}

}
