package org.pynenc.task;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.stream.Collectors;

import org.pynenc.DistributedTask;

import org.springframework.core.BridgeMethodResolver;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * An annotated method of a bean, as it was found.
 *
 * @param beanName the bean, without the prefix of a scoped target
 * @param beanType the bean's type, with its type arguments where they are known
 * @param scope the bean's scope, empty for a bean without a definition
 * @param method the most specific method of the bean's class
 * @param options the annotation
 */
record TaskMethod(String beanName, ResolvableType beanType, String scope, Method method, DistributedTask options) {

	/**
	 * The method that a call of the given one ends up in, as the bean's class or a
	 * supertype of it has it in its source.
	 */
	static Method mostSpecific(Method method, Class<?> beanClass) {
		return Proxy.isProxyClass(beanClass) ? ClassUtils.getInterfaceMethodIfPossible(method, beanClass)
				: BridgeMethodResolver.getMostSpecificMethod(method, beanClass);
	}

	Class<?> beanClass() {
		return this.beanType.toClass();
	}

	String signature() {
		return Arrays.stream(this.method.getParameterTypes())
			.map(Class::getSimpleName)
			.collect(Collectors.joining(", ",
					this.method.getDeclaringClass().getName() + "." + this.method.getName() + "(", ")"));
	}

}
