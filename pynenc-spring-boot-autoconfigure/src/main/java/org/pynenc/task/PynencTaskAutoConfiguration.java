package org.pynenc.task;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.context.properties.BoundConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Role;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Finds the distributed tasks of each application context.
 */
@AutoConfiguration
@EnableConfigurationProperties(TaskProperties.class)
public final class PynencTaskAutoConfiguration {

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	@ConditionalOnMissingBean(value = TaskRegistry.class, search = SearchStrategy.CURRENT)
	static DistributedTaskRegistrar distributedTaskRegistrar(ConfigurableListableBeanFactory beanFactory,
			TaskProperties properties, BoundConfigurationProperties bound) {
		return new DistributedTaskRegistrar(beanFactory, properties, new BoundTaskProperties(bound));
	}

	@Bean
	UnknownTaskProperties pynencUnknownTaskProperties(ConfigurableEnvironment environment,
			BoundConfigurationProperties bound, TaskRegistry tasks) {
		return new UnknownTaskProperties(environment, new BoundTaskProperties(bound), tasks);
	}

}
