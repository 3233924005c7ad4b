package org.pynenc.task;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Role;

/**
 * Finds the distributed tasks of each application context.
 */
@AutoConfiguration
public final class PynencTaskAutoConfiguration {

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	@ConditionalOnMissingBean(value = TaskRegistry.class, search = SearchStrategy.CURRENT)
	static DistributedTaskRegistrar distributedTaskRegistrar(ConfigurableListableBeanFactory beanFactory) {
		return new DistributedTaskRegistrar(beanFactory);
	}

}
