package org.pynenc.serializer;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * {@link AutoConfiguration Auto-configuration} of how values and failures travel: as JSON
 * by the application's own mapper, unless the application brings a {@link Serializer}.
 */
@AutoConfiguration(after = JacksonAutoConfiguration.class)
@EnableConfigurationProperties(SerializerProperties.class)
public final class PynencSerializerAutoConfiguration {

	/**
	 * Injected as it is, so that Boot explains what to do where there are several mappers
	 * and none of them is primary.
	 */
	@Bean
	@ConditionalOnMissingBean(Serializer.class)
	JsonSerializer pynencSerializer(@Nullable JsonMapper mapper, ObjectProvider<SerializerModule> modules,
			SerializerProperties properties, ApplicationContext context) {
		List<String> packages = Stream.of(ownPackages(context), properties.exceptionPackages())
			.flatMap(List::stream)
			.toList();
		ClassLoader classLoader = context.getClassLoader();
		JsonMapper application = (mapper != null) ? mapper : defaultMapper(classLoader);
		return new JsonSerializer(application.rebuild().addModules(modules.orderedStream().toList()).build(),
				new ExceptionTypes(packages, classLoader));
	}

	private static List<String> ownPackages(BeanFactory beanFactory) {
		return AutoConfigurationPackages.has(beanFactory) ? AutoConfigurationPackages.get(beanFactory) : List.of();
	}

	private static JsonMapper defaultMapper(@Nullable ClassLoader classLoader) {
		return JsonMapper.builder().findAndAddModules(classLoader).build();
	}

}
