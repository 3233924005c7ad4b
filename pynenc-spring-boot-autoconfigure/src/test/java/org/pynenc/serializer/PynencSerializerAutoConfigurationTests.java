package org.pynenc.serializer;

import java.io.IOException;
import java.lang.reflect.Type;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.pynenc.RemoteException;
import org.pynenc.SerializationException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link PynencSerializerAutoConfiguration}.
 */
class PynencSerializerAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(JacksonAutoConfiguration.class, PynencSerializerAutoConfiguration.class));

	@Test
	void isAnnouncedToBoot() {
		assertThat(ImportCandidates.load(AutoConfiguration.class, null))
			.contains(PynencSerializerAutoConfiguration.class.getName());
	}

	@Test
	void serializesByDefault() {
		this.contextRunner.run((context) -> {
			assertThat(context).hasSingleBean(Serializer.class);
			Serializer serializer = context.getBean(Serializer.class);
			assertThat(serializer.read(serializer.write(List.of(1), Collection.class), Collection.class))
				.isEqualTo(List.of(1));
		});
	}

	@Test
	void leavesTheApplicationsSerializerAlone() {
		this.contextRunner.withUserConfiguration(OwnSerializerConfiguration.class)
			.run((context) -> assertThat(context.getBean(Serializer.class)).isInstanceOf(OwnSerializer.class));
	}

	@Test
	void keepsTheModulesOfTheApplicationsMapper() {
		this.contextRunner.withUserConfiguration(ModuleConfiguration.class).run((context) -> {
			Serializer serializer = context.getBean(Serializer.class);
			String text = serializer.write(new Money(5), Money.class);
			assertThat(text).isEqualTo("\"5 coins\"");
			assertThat(serializer.read(text, Money.class)).isEqualTo(new Money(5));
		});
	}

	@Test
	void keepsTheSettingsOfTheApplicationsMapper() {
		this.contextRunner.withPropertyValues("spring.jackson.property-naming-strategy=SNAKE_CASE")
			.run((context) -> assertThat(context.getBean(Serializer.class).write(new Named("a"), Named.class))
				.isEqualTo("{\"first_name\":\"a\"}"));
	}

	@Test
	void doesNotChangeTheApplicationsMapper() {
		ZonedDateTime time = ZonedDateTime.parse("2020-10-25T02:30:00+01:00[Europe/Paris]");
		this.contextRunner.run((context) -> {
			JsonMapper mapper = context.getBean(JsonMapper.class);
			Serializer serializer = context.getBean(Serializer.class);
			assertThat(serializer.read(serializer.write(time, ZonedDateTime.class), ZonedDateTime.class))
				.isEqualTo(time);
			assertThat(mapper.isEnabled(SerializationFeature.FAIL_ON_EMPTY_BEANS)).isFalse();
			assertThat(mapper.writeValueAsString(time)).doesNotContain("Paris");
			assertThat(mapper.writeValueAsString(String.class)).isEqualTo("\"java.lang.String\"");
			assertThat(mapper.registeredModules()).noneMatch(RefusedTypesModule.class::isInstance);
		});
	}

	@Test
	void worksWithoutAMapperOfTheApplication() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(PynencSerializerAutoConfiguration.class))
			.run((context) -> {
				assertThat(context).doesNotHaveBean(JsonMapper.class);
				Serializer serializer = context.getBean(Serializer.class);
				assertThat(serializer.read(serializer.write(new Named("a"), Named.class), Named.class))
					.isEqualTo(new Named("a"));
			});
	}

	@Test
	void doesNotRebuildExceptionsOfOtherPackages() {
		this.contextRunner.run((context) -> {
			assertThat(arrive(context.getBean(Serializer.class), new OwnException("x")))
				.isInstanceOf(RemoteException.class);
			assertThat(arrive(context.getBean(Serializer.class), new IOException("x"))).isInstanceOf(IOException.class);
		});
	}

	@Test
	void rebuildsExceptionsOfConfiguredPackages() {
		this.contextRunner
			.withPropertyValues("pynenc.serializer.exception-packages=com.acme,"
					+ PynencSerializerAutoConfigurationTests.class.getPackageName())
			.run((context) -> assertThat(arrive(context.getBean(Serializer.class), new OwnException("x")))
				.isExactlyInstanceOf(OwnException.class)
				.hasMessage("x"));
	}

	@Test
	void rebuildsExceptionsOfTheApplicationsOwnPackages() {
		this.contextRunner.withUserConfiguration(ApplicationConfiguration.class)
			.run((context) -> assertThat(arrive(context.getBean(Serializer.class), new OwnException("x")))
				.isExactlyInstanceOf(OwnException.class));
	}

	@Test
	void takesExceptionsFromTheContextsClassLoader() {
		this.contextRunner.withUserConfiguration(ApplicationConfiguration.class)
			.withClassLoader(new FilteredClassLoader(OwnException.class))
			.run((context) -> assertThat(arrive(context.getBean(Serializer.class), new OwnException("x")))
				.isInstanceOf(RemoteException.class));
	}

	@Test
	void refusesAPropertyThatNamesNoPackage() {
		this.contextRunner.withPropertyValues("pynenc.serializer.exception-packages=com.acme.*")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessage("'com.acme.*' in pynenc.serializer.exception-packages is not the name of a package"));
	}

	@Test
	void refusesWhatCannotBeCarried() {
		this.contextRunner.run((context) -> assertThatExceptionOfType(SerializationException.class)
			.isThrownBy(() -> context.getBean(Serializer.class).write(new Object(), Object.class)));
	}

	private static Throwable arrive(Serializer serializer, Throwable failure) {
		return serializer.readFailure(serializer.writeFailure(failure), List.of());
	}

	record Named(String firstName) {
	}

	record Money(int coins) {
	}

	static class OwnException extends Exception {

		private static final long serialVersionUID = 1L;

		OwnException(String message) {
			super(message);
		}

	}

	@AutoConfigurationPackage
	@Configuration(proxyBeanMethods = false)
	static class ApplicationConfiguration {

	}

	@Configuration(proxyBeanMethods = false)
	static class ModuleConfiguration {

		@Bean
		JacksonModule moneyModule() {
			return new SimpleModule("money").addSerializer(Money.class, new MoneySerializer())
				.addDeserializer(Money.class, new MoneyDeserializer());
		}

	}

	static class MoneySerializer extends ValueSerializer<Money> {

		@Override
		public void serialize(Money value, JsonGenerator generator, SerializationContext context) {
			generator.writeString(value.coins() + " coins");
		}

	}

	static class MoneyDeserializer extends ValueDeserializer<Money> {

		@Override
		public Money deserialize(JsonParser parser, DeserializationContext context) {
			return new Money(Integer.parseInt(parser.getString().replace(" coins", "")));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnSerializerConfiguration {

		@Bean
		OwnSerializer ownSerializer() {
			return new OwnSerializer();
		}

	}

	static class OwnSerializer implements Serializer {

		@Override
		public String write(@Nullable Object value, Type type) {
			throw new UnsupportedOperationException();
		}

		@Override
		public String writeCanonical(@Nullable Object value, Type type) {
			throw new UnsupportedOperationException();
		}

		@Override
		public @Nullable Object read(String text, Type type) {
			throw new UnsupportedOperationException();
		}

		@Override
		public String writeFailure(Throwable failure) {
			throw new UnsupportedOperationException();
		}

		@Override
		public Throwable readFailure(String text, Collection<? extends Class<?>> declared) {
			throw new UnsupportedOperationException();
		}

	}

}
