package org.pynenc.docs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.pynenc.DistributedInvocation;
import org.pynenc.DistributedInvocationGroup;
import org.pynenc.InvocationContext;
import org.pynenc.Pynenc;
import org.pynenc.PynencException;
import org.pynenc.docs.MarkdownPage.Fence;
import org.pynenc.docs.MarkdownPage.Place;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keeps what the documentation says equal to the code, as far as a machine can tell.
 */
class DocumentationTests {

	private static final Path DOCS = Path.of("../docs");

	private static final String WRITE = "pynenc.docs.write";

	private static final Set<String> CHECKED = Set.of("java", "yaml", "properties", "xml", "json");

	private static final Set<String> UNCHECKED = Set.of("", "mermaid", "text", "sh", "bash", "console");

	static final List<MarkdownPage> PAGES = MarkdownPage.all();

	/**
	 * But for the page whose blocks are files of whole applications: the starter's
	 * {@code GettingStartedTests} build and run these.
	 */
	static final List<MarkdownPage> PAGES_OF_BLOCKS = PAGES.stream()
		.filter((page) -> !page.toString().equals("docs/getting-started.md"))
		.toList();

	@Test
	void pagesAreFound() {
		assertThat(PAGES).extracting(MarkdownPage::toString)
			.contains("README.md", "docs/README.md", "docs/tasks.md", "docs/adr/README.md", "sample-app/README.md");
	}

	@ParameterizedTest
	@FieldSource("PAGES")
	void everyBlockIsOfALanguageThatIsKnown(MarkdownPage page) {
		assertThat(page.fences()).allMatch(
				(fence) -> CHECKED.contains(fence.language()) || UNCHECKED.contains(fence.language()),
				"is of one of the languages " + CHECKED + " " + UNCHECKED);
	}

	@ParameterizedTest
	@FieldSource("PAGES_OF_BLOCKS")
	void javaCompilesAndRuns(MarkdownPage page, @TempDir Path classes) throws Exception {
		JavaPage java = new JavaPage(fences(page, "java").toList(), fixture(page));
		assertThat(java.compile(classes)).isEmpty();
		java.run(classes);
	}

	private static Stream<Fence> fences(MarkdownPage page, String... languages) {
		return page.fences().stream().filter((fence) -> List.of(languages).contains(fence.language()));
	}

	private static String fixture(MarkdownPage page) throws IOException {
		String name = "/docs/" + page.toString().replaceFirst("^docs/", "").replaceFirst("md$", "java");
		try (InputStream fixture = DocumentationTests.class.getResourceAsStream(name)) {
			return (fixture != null) ? new String(fixture.readAllBytes(), StandardCharsets.UTF_8) : "";
		}
	}

	@Test
	void onlyOnePageIsBuiltElsewhere() {
		assertThat(PAGES_OF_BLOCKS).hasSize(PAGES.size() - 1);
	}

	@Test
	void someJavaIsRun(@TempDir Path classes) throws Exception {
		MarkdownPage readme = page("README.md");
		JavaPage java = new JavaPage(fences(readme, "java").toList(), fixture(readme));
		java.compile(classes);
		assertThat(java.run(classes)).hasSizeGreaterThanOrEqualTo(2);
	}

	private static MarkdownPage page(String name) {
		return PAGES.stream().filter((page) -> page.toString().equals(name)).findFirst().orElseThrow();
	}

	@Test
	void everyFixtureBelongsToAPage() throws Exception {
		Path fixtures = Path.of("src/test/resources/docs");
		try (Stream<Path> files = Files.list(fixtures)) {
			assertThat(files.map((file) -> file.getFileName().toString().replaceFirst("java$", "md")))
				.allMatch((name) -> Files.exists(DOCS.resolve(name)));
		}
	}

	@ParameterizedTest
	@FieldSource("PAGES")
	void configurationBinds(MarkdownPage page) {
		assertThat(fences(page, "yaml", "properties").flatMap((fence) -> ConfigurationSnippet.problems(fence).stream()))
			.isEmpty();
	}

	@ParameterizedTest
	@FieldSource("PAGES")
	void dependenciesAreThere(MarkdownPage page) throws IOException {
		DependencySnippet dependencies = new DependencySnippet();
		assertThat(fences(page, "xml").flatMap((fence) -> dependencies.problems(fence).stream())).isEmpty();
	}

	@ParameterizedTest
	@FieldSource("PAGES")
	void jsonIsJson(MarkdownPage page) {
		assertThat(fences(page, "json")).allMatch(DocumentationTests::isJson);
	}

	private static boolean isJson(Fence fence) {
		try {
			return !JsonMapper.shared().readTree(fence.text()).isMissingNode();
		}
		catch (JacksonException ex) {
			return false;
		}
	}

	@ParameterizedTest
	@FieldSource("PAGES")
	void linksLeadSomewhere(MarkdownPage page) {
		assertThat(PageLinks.problems(page)).isEmpty();
	}

	@Test
	void everyGuideIsInTheIndex() throws IOException {
		List<Path> linked = PageLinks.targets(page("docs/README.md"));
		try (Stream<Path> guides = Files.list(DOCS)) {
			assertThat(guides.filter((file) -> file.toString().endsWith(".md"))
				.filter((file) -> !file.endsWith("README.md"))
				.map(Path::normalize)).isSubsetOf(linked);
		}
	}

	@ParameterizedTest
	@FieldSource("PAGES")
	void tablesShowTheCode(MarkdownPage page) throws IOException {
		String text = Files.readString(page.path());
		String renewed = new GeneratedTables().renew(text);
		if (Boolean.getBoolean(WRITE)) {
			Files.writeString(page.path(), renewed);
		}
		assertThat(page.path())
			.as("Regenerate it with: mvn test -pl pynenc-spring-boot-autoconfigure -Dtest=%s -D%s=true",
					getClass().getSimpleName(), WRITE)
			.content()
			.isEqualToNormalizingNewlines(renewed);
	}

	@Test
	void thereAreTables() throws IOException {
		assertThat(GeneratedTables.names(Files.readString(DOCS.resolve("tasks.md")))).contains("options");
		assertThat(GeneratedTables.names(Files.readString(DOCS.resolve("properties.md")))).containsExactly("pynenc");
		assertThat(GeneratedTables.names(Files.readString(DOCS.resolve("guarantees.md"))))
			.containsExactly("guarantees");
	}

	/**
	 * A property, the beginning of some, or a name that the code writes (of a meter,
	 * say).
	 */
	@ParameterizedTest
	@FieldSource("PAGES")
	void everyNameThatBeginsWithOursIsThere(MarkdownPage page) throws IOException {
		Predicate<String> isKnown = knownNames();
		assertThat(page.inlineCode()).filteredOn((code) -> code.text().matches("pynenc\\.[a-z][a-z.-]*(\\.\\*)?"))
			.allMatch((code) -> isKnown.test(code.text().replaceFirst("\\.\\*$", "")));
	}

	static Predicate<String> knownNames() throws IOException {
		List<String> properties = ConfigurationSnippet.ownProperties();
		String code = mainSources();
		return (name) -> name.equals(WRITE) || code.contains("\"" + name + "\"")
				|| properties.stream().anyMatch((property) -> (property + ".").startsWith(name + "."));
	}

	private static String mainSources() throws IOException {
		StringBuilder sources = new StringBuilder();
		try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
			for (Path file : files.filter((path) -> path.toString().endsWith(".java")).toList()) {
				sources.append(Files.readString(file));
			}
		}
		return sources.toString();
	}

	@Test
	void everyMemberOfAHandleIsExplained() {
		assertThat(names("docs/invocations.md"))
			.containsAll(members(DistributedInvocation.class, InvocationContext.class));
		assertThat(names("docs/invocations.md", "docs/groups.md")).containsAll(members(Pynenc.class));
		assertThat(names("docs/groups.md")).containsAll(members(DistributedInvocationGroup.class));
	}

	@Test
	void everyExceptionIsExplained() {
		assertThat(names("docs/invocations.md"))
			.containsAll(new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
				.importPackagesOf(PynencException.class)
				.stream()
				.filter((type) -> type.getPackageName().equals(PynencException.class.getPackageName()))
				.filter((type) -> type.isAssignableTo(PynencException.class))
				.filter((type) -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
				.map(JavaClass::getSimpleName)
				.toList());
	}

	private static Set<String> members(Class<?>... types) {
		return Stream.of(types)
			.flatMap((type) -> Arrays.stream(type.getDeclaredMethods()))
			.filter((method) -> !method.isSynthetic() && !method.isBridge())
			.map((method) -> method.getName())
			.collect(Collectors.toCollection(TreeSet::new));
	}

	/**
	 * All words in the font of code.
	 */
	private static Set<String> names(String... pages) {
		return Stream.of(pages)
			.map(DocumentationTests::page)
			.flatMap((page) -> page.inlineCode().stream())
			.map(Place::text)
			.flatMap(Pattern.compile("\\W+")::splitAsStream)
			.collect(Collectors.toSet());
	}

}
