package org.pynenc.client;

import java.io.Serial;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.pynenc.DistributedTask;
import org.pynenc.task.TaskRegistry;

import org.springframework.aop.Advisor;
import org.springframework.aop.SpringProxy;
import org.springframework.aop.framework.autoproxy.AbstractBeanFactoryAwareAdvisingPostProcessor;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.aop.support.AopUtils;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.annotation.AnnotationMatchingPointcut;
import org.springframework.beans.factory.BeanClassLoaderAware;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.config.SmartInstantiationAwareBeanPostProcessor;
import org.springframework.util.ClassUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * Puts the interceptor round beans that have tasks. It is not ordered, so it comes after
 * all post-processors that are and its advice lies outermost: transactions, caches and
 * the like apply where the body runs.
 */
class DistributedTaskPostProcessor
		implements SmartInstantiationAwareBeanPostProcessor, BeanFactoryAware, BeanClassLoaderAware {

	private static final Log logger = LogFactory.getLog(DistributedTaskPostProcessor.class);

	private static final AnnotationMatchingPointcut TASKS = new AnnotationMatchingPointcut(null, DistributedTask.class,
			true);

	private final Map<Class<?>, Boolean> withTasks = new ConcurrentHashMap<>(256);

	private @Nullable BeanFactory beanFactory;

	private @Nullable ClassLoader classLoader;

	private @Nullable Supplier<TaskRegistry> tasks;

	private @Nullable Supplier<InvocationClient> client;

	@Override
	public void setBeanFactory(BeanFactory beanFactory) {
		this.beanFactory = beanFactory;
		// Asked for at the first call: this post-processor must not make the engine
		// early.
		this.tasks = SingletonSupplier.of(() -> beanFactory.getBean(TaskRegistry.class));
		this.client = SingletonSupplier.of(() -> beanFactory.getBean(InvocationClient.class));
	}

	@Override
	public void setBeanClassLoader(ClassLoader classLoader) {
		this.classLoader = classLoader;
	}

	/**
	 * Asked only when the application is processed ahead of time, to make the class of
	 * the proxy then. A proxy that is there needs no other one.
	 */
	@Override
	public Class<?> determineBeanType(Class<?> beanClass, String beanName) {
		return (hasTasks(beanClass) && !SpringProxy.class.isAssignableFrom(beanClass))
				? advising(beanClass, beanName).determineBeanType(beanClass, beanName) : beanClass;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		Class<?> beanClass = AopUtils.getTargetClass(bean);
		return hasTasks(beanClass) ? advising(beanClass, beanName).postProcessAfterInitialization(bean, beanName)
				: bean;
	}

	private boolean hasTasks(Class<?> type) {
		return this.withTasks.computeIfAbsent(type, DistributedTaskPostProcessor::lookForTasks);
	}

	/**
	 * A class that cannot be looked at, because an optional library is missing, has no
	 * task that could run.
	 */
	private static boolean lookForTasks(Class<?> type) {
		try {
			return AopUtils.canApply(TASKS, type) && (isOpen(type) || hasTasksInInterfaces(type));
		}
		catch (IllegalStateException | LinkageError ex) {
			logger.debug("The methods of " + type.getName() + " cannot be looked at", ex);
			return false;
		}
	}

	private static boolean isOpen(Class<?> type) {
		return !Modifier.isFinal(type.getModifiers()) && !type.isSealed();
	}

	/**
	 * A class without subclasses can be reached by its interfaces only. Other tasks of it
	 * are refused once all are known, so the bean can do without a proxy until then.
	 */
	private static boolean hasTasksInInterfaces(Class<?> type) {
		return ClassUtils.getAllInterfacesForClassAsSet(type)
			.stream()
			.flatMap((superinterface) -> Arrays.stream(superinterface.getMethods()))
			.anyMatch((method) -> TASKS.getMethodMatcher().matches(method, type));
	}

	private Advising advising(Class<?> beanClass, String beanName) {
		BeanFactory beanFactory = Objects.requireNonNull(this.beanFactory, "The bean factory is set");
		Advising advising = new Advising(new DefaultPointcutAdvisor(TASKS, interceptor(beanName)));
		advising.setBeanFactory(beanFactory);
		if (this.classLoader != null) {
			advising.setBeanClassLoader(this.classLoader);
		}
		if (!isOpen(beanClass)) {
			advising.setProxyTargetClass(false);
		}
		return advising;
	}

	private DistributedTaskInterceptor interceptor(String beanName) {
		String name = ScopedProxyUtils.isScopedTarget(beanName) ? ScopedProxyUtils.getOriginalBeanName(beanName)
				: beanName;
		return new DistributedTaskInterceptor(name, Objects.requireNonNull(this.tasks, "The bean factory is set"),
				Objects.requireNonNull(this.client, "The bean factory is set"));
	}

	/**
	 * Spring's way to advise one bean: at the head of a proxy that is there, else by a
	 * new one of the fitting kind.
	 */
	private static final class Advising extends AbstractBeanFactoryAwareAdvisingPostProcessor {

		@Serial
		private static final long serialVersionUID = 1L;

		Advising(Advisor advisor) {
			this.advisor = advisor;
			setBeforeExistingAdvisors(true);
		}

	}

}
