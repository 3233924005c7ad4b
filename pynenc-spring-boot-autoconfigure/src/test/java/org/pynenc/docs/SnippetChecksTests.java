package org.pynenc.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pynenc.docs.MarkdownPage.Fence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * The checks of the documentation find what is wrong, and say where.
 */
class SnippetChecksTests {

	@TempDir
	Path folder;

	@Test
	void soundJavaOfEveryKindPasses() throws Exception {
		JavaPage page = java("class Given { String period; }", """
				@Service
				class ReportService {
					@DistributedTask
					public String build(String period) { return period; }
				}
				""", "String text = reportService.build(period);", """
				@DistributedTask
				void archive() throws IOException { reportService.build("x"); }
				""", "import java.util.List;\nclass Whole { List<String> names; }");
		assertThat(page.compile(this.folder)).isEmpty();
	}

	@Test
	void laterTypesTakeTheNameOfEarlierOnes() {
		assertThat(java("", "class A { int one; }", "int n = a.one;", "class A { int two; }", "int n = a.two;")
			.compile(this.folder)).isEmpty();
		assertThat(java("", "class A { int one; }", "class A { int two; }", "int n = a.one;").compile(this.folder))
			.singleElement()
			.asString()
			.contains("page.md:2:", "one");
	}

	@Test
	void brokenJavaIsFoundByItsLine() {
		assertThat(java("", "class A {\n\n\tint n = text;\n}").compile(this.folder)).singleElement()
			.asString()
			.startsWith("page.md:4: ")
			.contains("text");
		assertThat(java("", "int n = 1;\nn.foo();").compile(this.folder)).singleElement()
			.asString()
			.startsWith("page.md:3: ");
		assertThat(java("", "this is no Java").compile(this.folder)).isNotEmpty();
		assertThat(java("", "class A { void m() { return 1 } }").compile(this.folder)).isNotEmpty();
	}

	@Test
	void whatIsUncheckedOrDeprecatedIsFound() {
		assertThat(java("", "List list = new ArrayList();").compile(this.folder)).isNotEmpty();
		assertThat(java("", "Thread.currentThread().stop();").compile(this.folder)).isNotEmpty();
	}

	@Test
	void importsThatAreShownMustBeAll() {
		assertThat(java("", "import java.util.List;\nclass A { List<Set<String>> names; }").compile(this.folder))
			.singleElement()
			.asString()
			.startsWith("page.md:3: ")
			.contains("Set");
	}

	@Test
	void statementsRunWithTheBeansOfThePage() throws Exception {
		String service = "@Service class Echo { @DistributedTask public String say(String text) { return text; } }";
		List<Fence> fences = MarkdownPage.of("page.md", """
				```java
				%s
				```
				<!-- runs -->
				```java
				if (!echo.say("x").equals("x") || pynenc == null) {
					throw new IOException("not said");
				}
				```
				```java
				throw new IOException("not to be run");
				```
				""".formatted(service)).fences();
		JavaPage page = new JavaPage(fences, "");
		assertThat(page.compile(this.folder)).isEmpty();
		assertThat(page.run(this.folder)).containsExactly(fences.get(1));
	}

	@Test
	void statementsThatFailAreFound() {
		JavaPage page = new JavaPage(MarkdownPage.of("page.md", """
				<!-- runs -->
				```java
				throw new IOException("as planted");
				```
				""").fences(), "");
		assertThat(page.compile(this.folder)).isEmpty();
		assertThatIllegalStateException().isThrownBy(() -> page.run(this.folder))
			.withStackTraceContaining("as planted");
	}

	private static JavaPage java(String fixture, String... blocks) {
		return new JavaPage(List.of(blocks).stream().map((block) -> fence("java", block)).toList(), fixture);
	}

	private static Fence fence(String language, String text) {
		return new Fence(Path.of("page.md"), 1, language, text.lines().toList(), "");
	}

	@Test
	void soundConfigurationPasses() {
		assertThat(configuration("yaml", """
				spring:
				  lifecycle:
				    timeout-per-shutdown-phase: 45s
				  threads.virtual.enabled: true
				logging.level:
				  org.pynenc: debug
				pynenc:
				  app-id: ${spring.application.name:reports}
				  runner:
				    queues: [fast, slow]
				  tasks:
				    "[reports.build]":
				      max-retries: 3
				      retry-for: java.io.IOException
				""")).isEmpty();
		assertThat(configuration("properties", """
				pynenc.tasks[reports.build].max-retries=3
				pynenc.runner.queues[0]=fast
				""")).isEmpty();
		assertThat(configuration("yaml", "pynenc.runner:\n  enabled: false\n  concurrency: 4\n")).isEmpty();
	}

	@Test
	void brokenConfigurationIsFound() {
		assertThat(configuration("yaml", "pynenc:\n  runner:\n    concurency: 4\n")).singleElement()
			.asString()
			.startsWith("page.md:1: ")
			.contains("pynenc.runner.concurency");
		assertThat(configuration("yaml", "pynenc.tasks.reports.build.max-retries: 3\n")).isNotEmpty();
		assertThat(configuration("yaml", "pynenc.tasks:\n  \"[reports.build]\":\n    retries: 3\n")).isNotEmpty();
		assertThat(configuration("yaml", "pynenc.runner.lease: soon\n")).isNotEmpty();
		assertThat(configuration("yaml", "pynenc.runner.lease: 10ms\n")).isNotEmpty();
		assertThat(configuration("yaml", "pynenc.runner:\n  enabled: false\n  concurrency: many\n")).isNotEmpty();
		assertThat(configuration("yaml", "pynenc.backend: rdis\n")).isNotEmpty();
		assertThat(configuration("yaml", "spring.lifecycle.timeout: 1s\n")).isNotEmpty();
		assertThat(configuration("yaml", "spring.lifecycle.timeout-per-shutdown-phase: soon\n")).isNotEmpty();
		assertThat(configuration("yaml", "pynenc: [\n")).isNotEmpty();
		assertThat(configuration("yaml", "# nothing\n")).isNotEmpty();
		assertThat(configuration("properties", "pynenc.runner.grace=1s\n")).isNotEmpty();
	}

	private static List<String> configuration(String language, String text) {
		return ConfigurationSnippet.problems(fence(language, text));
	}

	@Test
	void dependenciesAreThoseOfThisBuildOrOfBoot() throws IOException {
		String ours = "<dependency><groupId>org.pynenc</groupId><artifactId>pynenc-spring-boot-starter</artifactId>";
		assertThat(dependency(ours + "<version>0.1.0-SNAPSHOT</version></dependency>")).isEmpty();
		assertThat(dependency("<dependency><groupId>org.springframework.boot</groupId>"
				+ "<artifactId>spring-boot-starter-test</artifactId><scope>test</scope></dependency>"))
			.isEmpty();
		assertThat(dependency(ours + "<version>0.0.1</version></dependency>")).isNotEmpty();
		assertThat(dependency(ours.replace("starter", "stater") + "</dependency>")).isNotEmpty();
		assertThat(dependency(ours)).isNotEmpty();
		assertThat(dependency("<properties/>")).isNotEmpty();
		assertThat(dependency("<dependency><groupId>org.springframework.boot</groupId>"
				+ "<artifactId>spring-boot-starter-test</artifactId><version>1</version></dependency>"))
			.isNotEmpty();
	}

	private static List<String> dependency(String text) throws IOException {
		return new DependencySnippet().problems(fence("xml", text));
	}

	@Test
	void linksThatLeadNowhereAreFound() throws IOException {
		Files.writeString(this.folder.resolve("other.md"), "# One thing\n\n## `Code` & more\n\n# One thing\n");
		MarkdownPage page = new MarkdownPage(this.folder.resolve("page.md"), """
				[a](other.md) [b](other.md#one-thing) [c](other.md#code--more) [d](other.md#one-thing-1) [e](#here)
				[f](https://example.org/none) `[g](none.md)` <a id="here"></a>
				[h](none.md) ![i](none.png) [j](other.md#one-thing-2) [k](#there) <img src="none.svg"> [l](none.md#x)
				```java
				"[m](none.md)"
				```
				[n]: none.md
				""".lines().toList());
		assertThat(PageLinks.problems(page)).hasSize(7)
			.allMatch((problem) -> problem.matches(".*page\\.md:(3|7): .*"), "are those of the lines 3 and 7");
	}

	@Test
	void blockWithoutEndIsFound() {
		assertThatIllegalStateException().isThrownBy(() -> MarkdownPage.of("page.md", "\n```java\nint n;\n").fences())
			.withMessageContaining("page.md:2");
	}

	@Test
	void namesThatAreNotThereAreFound() throws IOException {
		assertThat(DocumentationTests.knownNames())
			.accepts("pynenc.runner", "pynenc.runner.lease", "pynenc.tasks", "pynenc.queue.size")
			.rejects("pynenc.runner.leas", "pynenc.run", "pynenc.queue");
	}

	@Test
	void tablesAreMadeAnew() throws IOException {
		GeneratedTables tables = new GeneratedTables();
		String stale = "before\n<!-- table: pynenc.client -->\nstale\n<!-- table end -->\nafter\n";
		assertThat(tables.renew(stale)).startsWith("before\n")
			.endsWith("after\n")
			.doesNotContain("stale\n")
			.contains("| `pynenc.client.status-cache` | `100ms` |");
		assertThat(tables.renew("<!-- table: options -->\n<!-- table end -->")).contains("| `maxRetries` |",
				"`max-retries` | `0` |");
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> tables.renew("<!-- table: pynenc.none -->\n<!-- table end -->"));
	}

}
