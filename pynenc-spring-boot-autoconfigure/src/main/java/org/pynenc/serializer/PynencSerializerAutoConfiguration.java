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
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.env.Environment;

/**
 * {@link AutoConfiguration Auto-configuration} of how values and failures travel: as JSON
 * by the application's own mapper, unless the application brings a {@link Serializer}.
 */
@AutoConfiguration(after = JacksonAutoConfiguration.class)
@EnableConfigurationProperties(SerializerProperties.class)
@ImportRuntimeHints(SerializerRuntimeHints.class)
public final class PynencSerializerAutoConfiguration {

	/**
	 * Injected as it is, so that Boot explains what to do where there are several mappers
	 * and none of them is primary.
	 */
	@Bean
	@ConditionalOnMissingBean(Serializer.class)
	JsonSerializer pynencSerializer(@Nullable JsonMapper mapper, ObjectProvider<SerializerModule> modules,
			SerializerProperties properties, ApplicationContext context) {
		ClassLoader classLoader = context.getClassLoader();
		JsonMapper application = (mapper != null) ? mapper : defaultMapper(classLoader);
		return new JsonSerializer(application.rebuild().addModules(modules.orderedStream().toList()).build(),
				new ExceptionTypes(exceptionPackages(context, properties), classLoader));
	}

	/**
	 * The packages whose exceptions are rebuilt, before there are beans of properties.
	 */
	static List<String> exceptionPackages(BeanFactory beanFactory) {
		return exceptionPackages(beanFactory, Binder.get(beanFactory.getBean(Environment.class))
			.bindOrCreate("pynenc.serializer", SerializerProperties.class));
	}

	private static List<String> exceptionPackages(BeanFactory beanFactory, SerializerProperties properties) {
		return Stream.of(ownPackages(beanFactory), properties.exceptionPackages()).flatMap(List::stream).toList();
	}

	private static List<String> ownPackages(BeanFactory beanFactory) {
		return AutoConfigurationPackages.has(beanFactory) ? AutoConfigurationPackages.get(beanFactory) : List.of();
	}

	private static JsonMapper defaultMapper(@Nullable ClassLoader classLoader) {
		return JsonMapper.builder().findAndAddModules(classLoader).build();
	}

}
