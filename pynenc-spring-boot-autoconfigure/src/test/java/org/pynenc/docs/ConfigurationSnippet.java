package org.pynenc.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.pynenc.docs.MarkdownPage.Fence;
import org.pynenc.scenario.Engines;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.context.properties.BoundConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.env.PropertiesPropertySourceLoader;
import org.springframework.boot.env.PropertySourceLoader;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.util.ClassUtils;

/**
 * A piece of an application's configuration. Ours is bound by the engine itself; what is
 * there beside must be in some metadata on the class path.
 */
final class ConfigurationSnippet {

	private static final ConfigurationPropertyName OURS = ConfigurationPropertyName.of("pynenc");

	private static final List<JsonNode> METADATA = metadata();

	private final Fence fence;

	private final PropertySource<?> source;

	private ConfigurationSnippet(Fence fence, PropertySource<?> source) {
		this.fence = fence;
		this.source = source;
	}

	/**
	 * What is wrong with a block of YAML or properties.
	 */
	static List<String> problems(Fence fence) {
		PropertySourceLoader loader = fence.language().equals("yaml") ? new YamlPropertySourceLoader()
				: new PropertiesPropertySourceLoader();
		try {
			List<PropertySource<?>> documents = loader.load("snippet",
					new ByteArrayResource(fence.text().getBytes(StandardCharsets.UTF_8)));
			return documents.isEmpty() ? List.of(fence + ": there is nothing in it")
					: documents.stream()
						.flatMap((document) -> new ConfigurationSnippet(fence, document).problems())
						.toList();
		}
		catch (IOException | RuntimeException ex) {
			return List.of(fence + ": cannot be read: " + ex.getMessage());
		}
	}

	private Stream<String> problems() {
		List<String> problems = new ArrayList<>();
		Engines.engine()
			.withPropertyValues("spring.application.name=snippet")
			.withBean(RedisConnectionFactory.class, ConfigurationSnippet::nobody)
			.withInitializer((context) -> context.getEnvironment().getPropertySources().addFirst(this.source))
			.run((context) -> {
				if (context.getStartupFailure() != null) {
					problems.add(this.fence + ": does not start: " + rootMessage(context.getStartupFailure()));
					return;
				}
				Set<ConfigurationPropertyName> bound = BoundConfigurationProperties.get(context).getAll().keySet();
				names().filter((name) -> !bound.contains(name)).flatMap(this::problem).forEach(problems::add);
			});
		return problems.stream();
	}

	/**
	 * What configures the connection is looked up in metadata; nothing is connected to.
	 */
	private static RedisConnectionFactory nobody() {
		return new LettuceConnectionFactory("127.0.0.1", 1);
	}

	private static String rootMessage(Throwable failure) {
		Throwable cause = failure;
		while (cause.getCause() != null) {
			cause = cause.getCause();
		}
		return cause.toString();
	}

	private Stream<ConfigurationPropertyName> names() {
		MutablePropertySources sources = sources();
		return StreamSupport.stream(ConfigurationPropertySources.from(sources).spliterator(), false)
			.map(IterableConfigurationPropertySource.class::cast)
			.flatMap(IterableConfigurationPropertySource::stream);
	}

	private MutablePropertySources sources() {
		MutablePropertySources sources = new MutablePropertySources();
		sources.addFirst(this.source);
		return sources;
	}

	private Stream<String> problem(ConfigurationPropertyName name) {
		Optional<JsonNode> property = METADATA.stream().filter((candidate) -> describes(candidate, name)).findFirst();
		if (property.isEmpty()) {
			return Stream.of(this.fence + ": there is no property '" + name + "'");
		}
		if (property.get().has("deprecation")) {
			return Stream.of(this.fence + ": the property '" + name + "' is deprecated");
		}
		return conversionProblem(property.get()).map((text) -> this.fence + ": '" + name + "' " + text).stream();
	}

	private static boolean describes(JsonNode property, ConfigurationPropertyName name) {
		ConfigurationPropertyName described = name(property);
		ConfigurationPropertyName plain = name.isLastElementIndexed() ? name.getParent() : name;
		boolean isOpen = property.path("type").asString("").startsWith("java.util.Map<") && !OURS.isAncestorOf(name);
		return described.equals(plain) || (isOpen && described.isAncestorOf(name));
	}

	private static ConfigurationPropertyName name(JsonNode property) {
		return ConfigurationPropertyName.of(property.path("name").asString(""));
	}

	private Optional<String> conversionProblem(JsonNode property) {
		String typeName = property.path("type").asString("").replaceAll("<.*", "");
		if (!ClassUtils.isPresent(typeName, getClass().getClassLoader())) {
			return Optional.empty();
		}
		Class<?> type = ClassUtils.resolveClassName(typeName, getClass().getClassLoader());
		MutablePropertySources sources = sources();
		try {
			new Binder(ConfigurationPropertySources.from(sources), new PropertySourcesPlaceholdersResolver(sources))
				.bind(name(property), Bindable.of(type));
			return Optional.empty();
		}
		catch (BindException ex) {
			return Optional.of("cannot be converted: " + rootMessage(ex));
		}
	}

	/**
	 * The names of all properties of ours.
	 */
	static List<String> ownProperties() {
		return METADATA.stream()
			.map(ConfigurationSnippet::name)
			.filter(OURS::isAncestorOf)
			.map(ConfigurationPropertyName::toString)
			.distinct()
			.toList();
	}

	private static List<JsonNode> metadata() {
		try {
			List<JsonNode> properties = new ArrayList<>();
			ClassLoader classLoader = ConfigurationSnippet.class.getClassLoader();
			for (URL url : Collections.list(classLoader.getResources("META-INF/spring-configuration-metadata.json"))) {
				try (InputStream json = url.openStream()) {
					JsonMapper.shared().readTree(json).path("properties").forEach(properties::add);
				}
			}
			return properties;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
