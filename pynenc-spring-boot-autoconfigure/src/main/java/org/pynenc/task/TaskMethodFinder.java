package org.pynenc.task;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.pynenc.DistributedTask;

import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.MethodIntrospector.MetadataLookup;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.log.LogMessage;
import org.springframework.util.ClassUtils;

/**
 * Finds the annotated methods of the beans of one bean factory, parents left out, by the
 * beans' types: no bean is made for it, not even a factory bean.
 */
class TaskMethodFinder {

	private static final Log logger = LogFactory.getLog(TaskMethodFinder.class);

	private final ConfigurableListableBeanFactory beanFactory;

	private final Map<Class<?>, Map<Method, DistributedTask>> annotatedMethods = new ConcurrentHashMap<>();

	TaskMethodFinder(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	List<TaskMethod> find() {
		List<TaskMethod> found = new ArrayList<>();
		this.beanFactory.getBeanNamesIterator().forEachRemaining((name) -> {
			try {
				addTaskMethods(name, found);
			}
			catch (BeansException | LinkageError | IllegalStateException ex) {
				// Like the container's own processors: what cannot even be looked at is
				// mostly there for a library that is absent, and is never made.
				logger.debug(LogMessage.format("Could not look for tasks in bean '%s'", name), ex);
			}
		});
		return found;
	}

	private void addTaskMethods(String name, List<TaskMethod> found) {
		BeanDefinition definition = definition(name);
		if (isScopedProxy(name) || (definition != null && definition.isAbstract())) {
			return;
		}
		Class<?> beanClass = beanClass(name, definition);
		if (beanClass == null) {
			return;
		}
		String beanName = ScopedProxyUtils.isScopedTarget(name) ? ScopedProxyUtils.getOriginalBeanName(name) : name;
		String scope = (definition != null) ? Objects.requireNonNullElse(definition.getScope(), "") : "";
		this.annotatedMethods.computeIfAbsent(beanClass, TaskMethodFinder::annotatedMethods)
			.forEach((method, options) -> found
				.add(new TaskMethod(beanName, beanType(beanClass, definition), scope, method, options)));
	}

	private @Nullable BeanDefinition definition(String name) {
		return this.beanFactory.containsBeanDefinition(name) ? this.beanFactory.getMergedBeanDefinition(name) : null;
	}

	private boolean isScopedProxy(String name) {
		return this.beanFactory.containsBeanDefinition(ScopedProxyUtils.getTargetBeanName(name));
	}

	private @Nullable Class<?> beanClass(String name, @Nullable BeanDefinition definition) {
		Class<?> type = (definition != null)
				? (Class<?>) definition.getAttribute(AutoProxyUtils.ORIGINAL_TARGET_CLASS_ATTRIBUTE) : null;
		if (type == null) {
			type = this.beanFactory.getType(name, false);
		}
		return (type != null) ? ClassUtils.getUserClass(type) : null;
	}

	private static ResolvableType beanType(Class<?> beanClass, @Nullable BeanDefinition definition) {
		ResolvableType declared = (definition != null) ? definition.getResolvableType() : ResolvableType.NONE;
		return (declared.resolve() == beanClass) ? declared : ResolvableType.forClass(beanClass);
	}

	private static Map<Method, DistributedTask> annotatedMethods(Class<?> beanClass) {
		if (!AnnotationUtils.isCandidateClass(beanClass, DistributedTask.class)) {
			return Map.of();
		}
		Map<Method, DistributedTask> methods = new TreeMap<>(Comparator.comparing(Method::toString));
		MethodIntrospector.selectMethods(beanClass, (MetadataLookup<DistributedTask>) TaskMethodFinder::options)
			.forEach((method, options) -> methods.put(TaskMethod.mostSpecific(method, beanClass), options));
		return methods;
	}

	private static @Nullable DistributedTask options(Method method) {
		return AnnotatedElementUtils.findMergedAnnotation(method, DistributedTask.class);
	}

}
