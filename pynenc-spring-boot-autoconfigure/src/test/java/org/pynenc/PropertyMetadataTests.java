package org.pynenc;

import java.io.File;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every property is described, has a default, and is read by something.
 */
class PropertyMetadataTests {

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages("org.pynenc");

	static List<JsonNode> properties() {
		return metadata("properties");
	}

	private static List<JsonNode> metadata(String items) {
		return StreamSupport.stream(JsonMapper.shared().readTree(metadataFile()).get(items).spliterator(), false)
			.toList();
	}

	private static File metadataFile() {
		try {
			return Path.of(DistributedTask.class.getProtectionDomain().getCodeSource().getLocation().toURI())
				.resolve("META-INF/spring-configuration-metadata.json")
				.toFile();
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void propertiesAreThere() {
		assertThat(properties()).extracting((property) -> property.get("name").asString())
			.contains("pynenc.backend", "pynenc.broker.backend", "pynenc.runner.concurrency",
					"pynenc.task-defaults.queue", "pynenc.tasks", "management.endpoint.pynenc.show-values",
					"management.health.pynenc.enabled")
			.allMatch((name) -> name.matches("(management\\.(endpoint|health)\\.)?pynenc\\..+"))
			.doesNotHaveDuplicates();
	}

	@Test
	void hintsAreForPropertiesThatAreThere() {
		assertThat(metadata("hints")).isNotEmpty()
			.extracting((hint) -> text(hint, "name"))
			.isSubsetOf(properties().stream().map((property) -> text(property, "name")).toList());
	}

	@ParameterizedTest
	@MethodSource("properties")
	void propertyIsDescribedAsSpringBootDescribesIts(JsonNode property) {
		String description = text(property, "description");
		assertThat(description).isNotBlank()
			.endsWith(".")
			.doesNotContainPattern("^(The|A|An) ")
			.doesNotContain("\n", "{@", "<p>")
			.matches((text) -> Character.isUpperCase(text.charAt(0)), "starts with a capital");
		if (text(property, "type").equals(Boolean.class.getName())) {
			assertThat(description).containsPattern("^(Whether|Enable) ");
		}
	}

	@ParameterizedTest
	@MethodSource("properties")
	void propertyHasADefaultOrTellsWhereItComesFrom(JsonNode property) {
		if (!property.has("defaultValue")) {
			assertThat(text(property, "description")).containsPattern("Defaults to .+\\.");
		}
	}

	private static String asProperty(@Nullable Object value) {
		return (value instanceof Enum<?> constant) ? constant.name().toLowerCase(Locale.ROOT).replace('_', '-')
				: String.valueOf(value);
	}

	@Test
	void defaultsOfTasksAreThoseOfTheAnnotation() {
		assertThat(properties()).filteredOn((property) -> isOfTaskDefaults(property) && property.has("defaultValue"))
			.hasSizeGreaterThanOrEqualTo(5)
			.allSatisfy((property) -> assertThat(property.get("defaultValue").asString())
				.isEqualTo(asProperty(defaultOfAttribute(text(property, "name")))));
	}

	private static boolean isOfTaskDefaults(JsonNode property) {
		return text(property, "name").startsWith("pynenc.task-defaults.");
	}

	private static @Nullable Object defaultOfAttribute(String property) {
		return Stream.of(DistributedTask.class.getDeclaredMethods())
			.filter((attribute) -> property.endsWith("." + dashed(attribute.getName())))
			.map(Method::getDefaultValue)
			.findFirst()
			.orElseThrow();
	}

	@Test
	void everyPropertyIsReadThroughItsRecordOrByItsName() {
		Set<String> readByName = namesThatAreRead();
		assertThat(properties()).allSatisfy((property) -> {
			String name = text(property, "name");
			assertThat(readByName.contains(name) || isReadBySpringBoot(property)
					|| isReadThroughRecords(CLASSES, property))
				.as("read: " + name)
				.isTrue();
		});
	}

	/**
	 * What every endpoint has.
	 */
	private static boolean isReadBySpringBoot(JsonNode property) {
		String type = text(property, "sourceType");
		return CLASSES.contain(type) && CLASSES.get(type).isAnnotatedWith(Endpoint.class);
	}

	@Test
	void propertyThatNothingReadsIsNoticed() {
		JavaClasses classes = new ClassFileImporter().importClasses(Unread.class, Reader.class);
		JavaClass record = classes.get(Unread.class);
		assertThat(isRead(accessor(record, "used"))).isTrue();
		assertThat(isRead(accessor(record, "used-within"))).isTrue();
		assertThat(isRead(accessor(record, "referred-to"))).isTrue();
		assertThat(isRead(accessor(record, "only-checked"))).isFalse();
		assertThat(isRead(accessor(record, "unused-within"))).isFalse();
		assertThat(namesThatAreRead()).doesNotContain("pynenc.client.batch-size", "pynenc.unknown");
	}

	/**
	 * A nested property is read when the record that holds it is, too.
	 */
	private static boolean isReadThroughRecords(JavaClasses classes, JsonNode property) {
		JavaClass record = classes.get(text(property, "sourceType"));
		String name = text(property, "name");
		return isRead(accessor(record, name.substring(name.lastIndexOf('.') + 1))) && metadata("groups").stream()
			.filter((group) -> group.has("sourceMethod"))
			.filter((group) -> text(group, "type").equals(record.getName())
					&& name.startsWith(text(group, "name") + "."))
			.allMatch((group) -> isRead(
					classes.get(text(group, "sourceType")).getMethod(text(group, "sourceMethod").replace("()", ""))));
	}

	private static JavaMethod accessor(JavaClass record, String property) {
		return record.getMethods()
			.stream()
			.filter((method) -> method.getRawParameterTypes().isEmpty() && dashed(method.getName()).equals(property))
			.findFirst()
			.orElseThrow(() -> new AssertionError("No accessor of " + property + " in " + record));
	}

	private static boolean isRead(JavaMethod accessor) {
		return isUsedFromOutside(accessor) || accessor.getOwner()
			.getField(accessor.getName())
			.getAccessesToSelf()
			.stream()
			.filter((access) -> access.getOwner() instanceof JavaMethod)
			.map(JavaAccess::getOwner)
			.filter((user) -> !user.equals(accessor))
			.anyMatch(PropertyMetadataTests::isUsedFromOutside);
	}

	private static boolean isUsedFromOutside(JavaCodeUnit method) {
		return method.getAccessesToSelf()
			.stream()
			.anyMatch((access) -> !access.getOriginOwner().equals(method.getOwner()));
	}

	/**
	 * What conditions and the like ask the environment for, which the binder does not.
	 */
	private static Set<String> namesThatAreRead() {
		Set<String> names = new TreeSet<>();
		contextThatNotes(names).run((context) -> assertThat(context).hasNotFailed());
		return names;
	}

	private static ApplicationContextRunner contextThatNotes(Set<String> names) {
		ClassLoader classLoader = PropertyMetadataTests.class.getClassLoader();
		Class<?>[] doors = StreamSupport
			.stream(ImportCandidates.load(AutoConfiguration.class, classLoader).spliterator(), false)
			.filter((name) -> name.startsWith("org.pynenc."))
			.map((name) -> ClassUtils.resolveClassName(name, classLoader))
			.toArray(Class<?>[]::new);
		return new ApplicationContextRunner(() -> {
			AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
			context.setEnvironment(new NotingEnvironment(names));
			return context;
		}).withConfiguration(AutoConfigurations.of(doors));
	}

	private static String text(JsonNode item, String name) {
		return item.path(name).asString("");
	}

	private static String dashed(String name) {
		return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
	}

	static class NotingEnvironment extends StandardEnvironment {

		private final Set<String> names;

		NotingEnvironment(Set<String> names) {
			this.names = names;
		}

		@Override
		public boolean containsProperty(String key) {
			this.names.add(key);
			return super.containsProperty(key);
		}

		@Override
		public @Nullable String getProperty(String key) {
			this.names.add(key);
			return super.getProperty(key);
		}

		@Override
		public String getProperty(String key, String defaultValue) {
			this.names.add(key);
			return super.getProperty(key, defaultValue);
		}

		@Override
		public <T> @Nullable T getProperty(String key, Class<T> targetType) {
			this.names.add(key);
			return super.getProperty(key, targetType);
		}

		@Override
		public <T> T getProperty(String key, Class<T> targetType, T defaultValue) {
			this.names.add(key);
			return super.getProperty(key, targetType, defaultValue);
		}

	}

	record Unread(int used, int usedWithin, int referredTo, int onlyChecked, int unusedWithin) {

		Unread {
			if (onlyChecked < 0) {
				throw new IllegalArgumentException();
			}
		}

		int twice() {
			return this.usedWithin * 2;
		}

		int thrice() {
			return this.unusedWithin * 3;
		}

	}

	static class Reader {

		int read(List<Unread> records) {
			return records.stream().mapToInt(Unread::referredTo).sum() + records.get(0).used() + records.get(0).twice();
		}

	}

}
