package org.pynenc.stranger;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pynenc.stranger.GettingStartedPage.Command;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A stranger follows {@code docs/getting-started.md} to the letter: files, commands, and
 * what is seen.
 */
class GettingStartedTests {

	private static final Pattern PORT = Pattern.compile(".* (?:Tomcat|Netty) started on port (\\d+) \\(http\\).*");

	private static final Pattern STARTED = Pattern.compile(".* Started HelloApplication in .*");

	private static final List<String> LOOPBACK = List.of("--server.address=127.0.0.1", "--server.port=0");

	/**
	 * Boot's starter, its Jackson, and ours. Starters of Boot are not packed.
	 */
	private static final List<String> LIBRARIES = List.of("pynenc-spring-boot-starter",
			"pynenc-spring-boot-autoconfigure", "spring-boot", "spring-boot-autoconfigure", "spring-boot-jackson",
			"spring-core", "spring-beans", "spring-context", "spring-aop", "spring-expression", "commons-logging",
			"micrometer-observation", "micrometer-commons", "jackson-databind", "jackson-core", "jackson-annotations",
			"logback-classic", "logback-core", "log4j-api", "log4j-to-slf4j", "jul-to-slf4j", "slf4j-api", "snakeyaml",
			"jakarta.annotation-api", "jspecify");

	/**
	 * As an IDE does, so that no restart finds a half-filled folder of classes.
	 */
	private static final String ONLY_WHAT_CHANGED = "-Dmaven.compiler.useIncrementalCompilation=false";

	private static final HttpClient http = HttpClient.newHttpClient();

	@TempDir
	static Path folder;

	private static GettingStartedPage page;

	private static StrangersMaven maven;

	/**
	 * Makes all the variants, and builds those that run as jars by one Maven.
	 */
	@BeforeAll
	static void build() throws Exception {
		page = GettingStartedPage.read(Path.of("../docs/getting-started.md"));
		maven = new StrangersMaven(Path.of("target/stranger").toAbsolutePath());
		follow("web");
		follow("webflux", "WebFlux");
		follow("worker", "No web");
		follow("devtools", "Devtools");
		assertThat(commandLines("Run it")).startsWith("mvn package");
		assertThat(commandLines("No web")).startsWith("mvn package");
		String modules = Stream.of("web", "webflux", "worker")
			.map(GettingStartedTests::module)
			.reduce("", String::concat);
		Files.writeString(folder.resolve("pom.xml"),
				"<project><modelVersion>4.0.0</modelVersion><groupId>all</groupId><artifactId>all</artifactId>"
						+ "<version>1</version><packaging>pom</packaging><modules>" + modules + "</modules></project>");
		try (RunningProcess build = maven.start(folder, "package")) {
			build.awaitSuccess();
		}
	}

	private static StrangersProject project(String name) {
		return new StrangersProject(folder.resolve(name));
	}

	private static void follow(String name, String... variant) throws IOException {
		Files.createDirectory(folder.resolve(name));
		for (String heading : Stream.concat(Stream.of("A new project", "A task"), Arrays.stream(variant)).toList()) {
			project(name).follow(page.section(heading));
		}
	}

	/**
	 * One build holds no two projects of the same name, so here each is of another group.
	 */
	private static String module(String name) {
		try {
			project(name).edit("pom.xml", "<groupId>com.example</groupId>", "<groupId>" + name + "</groupId>");
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		return "<module>" + name + "</module>";
	}

	private static List<String> commandLines(String heading) {
		return page.commands(heading).stream().map(Command::line).filter((line) -> !line.isEmpty()).toList();
	}

	/**
	 * Starts a jar by a command of the page, and sees what the page says.
	 */
	private static RunningProcess start(String name, Command command) throws Exception {
		String javaJar = "java -jar target/hello-0.0.1-SNAPSHOT.jar";
		assertThat(command.line()).startsWith(javaJar);
		List<String> line = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-jar", project(name).jar().toString()));
		line.addAll(LOOPBACK);
		Stream.of(command.line().substring(javaJar.length()).split(" "))
			.filter((word) -> !word.isEmpty())
			.forEach(line::add);
		RunningProcess application = RunningProcess.start(folder.resolve(name), line);
		try {
			application.awaitAll(command.patterns(), 0);
			application.await(STARTED, 0);
			return application;
		}
		catch (Throwable ex) {
			application.close();
			throw ex;
		}
	}

	/**
	 * Enters the commands of a section at which an application is asked something.
	 */
	private static void ask(RunningProcess application, String heading) throws Exception {
		int seen = application.lineCount();
		for (Command command : page.commands(heading)) {
			if (command.line().startsWith("curl ")) {
				assertThat(curl(application, command.line())).matches(command.patterns().get(0));
			}
			else if (command.line().isEmpty() && !command.equals(stopping())) {
				seen = application.awaitAll(command.patterns(), seen);
			}
		}
	}

	private static String curl(RunningProcess application, String line) throws Exception {
		Matcher curl = Pattern.compile("curl '?http://localhost:8080([^']*)'?").matcher(line);
		assertThat(curl.matches()).as(line).isTrue();
		String port = application.last(PORT).group(1);
		URI uri = URI.create("http://127.0.0.1:" + port + curl.group(1));
		return http.send(HttpRequest.newBuilder(uri).timeout(Duration.ofMinutes(1)).build(), BodyHandlers.ofString())
			.body();
	}

	/**
	 * What the page shows of the end of an application.
	 */
	private static Command stopping() {
		List<Command> commands = page.commands("Run it");
		return commands.get(commands.size() - 1);
	}

	private static List<Pattern> expectedComplaints() {
		return page.commands("When a body fails").stream().flatMap((command) -> command.patterns().stream()).toList();
	}

	private static void stop(RunningProcess application) throws InterruptedException {
		assertThat(stopping().output()).isNotEmpty();
		application.stop(expectedComplaints());
		application.awaitAll(stopping().patterns(), 0);
	}

	@Test
	void everyBlockOfThePageIsFollowed() {
		assertThat(page.sectionsWithBlocks()).containsExactly("What you need", "A new project", "A task", "Run it",
				"When a body fails", "WebFlux", "No web", "Virtual threads", "Devtools");
		assertThat(commandLines("What you need")).containsExactly("mvn -DskipTests install");
	}

	@ParameterizedTest
	@ValueSource(strings = { "web", "webflux" })
	void anApplicationWithAWebServerExecutesTasks(String name) throws Exception {
		Command start = page.commands("Run it").get(1);
		if (name.equals("webflux")) {
			start = new Command(start.line(), start.output().subList(1, start.output().size()));
		}
		try (RunningProcess application = start(name, start)) {
			ask(application, "Run it");
			ask(application, "When a body fails");
			stop(application);
		}
	}

	@Test
	void aWorkerWithNothingButTheStarterStays() throws Exception {
		try (RunningProcess application = start("worker", page.commands("No web").get(1))) {
			assertThat(application.staysFor(Duration.ofSeconds(1))).isTrue();
			stop(application);
		}
	}

	@Test
	void aWebApplicationWithoutItsWebStays() throws Exception {
		try (RunningProcess application = start("web", page.commands("No web").get(2))) {
			assertThat(application.staysFor(Duration.ofSeconds(1))).isTrue();
			stop(application);
		}
	}

	@Test
	void theStarterBringsNothingThatIsNotNeeded() throws IOException {
		try (JarFile jar = new JarFile(project("worker").jar().toFile())) {
			List<String> libraries = jar.stream()
				.map(JarEntry::getName)
				.filter((name) -> name.startsWith("BOOT-INF/lib/") && name.endsWith(".jar"))
				.map((name) -> name.replaceFirst("BOOT-INF/lib/(.*?)-\\d.*", "$1"))
				// Boot's plugin packs it into every jar.
				.filter((name) -> !name.equals("spring-boot-jarmode-tools"))
				.toList();
			assertThat(libraries).containsExactlyInAnyOrderElementsOf(LIBRARIES);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "web", "webflux", "worker" })
	@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "Virtual threads are there from Java 21 on")
	void virtualThreadsExecuteTasks(String name) throws Exception {
		try (RunningProcess application = start(name, page.commands("Virtual threads").get(0))) {
			if (!name.equals("worker")) {
				assertThat(curl(application, "curl http://localhost:8080/greet/World"))
					.startsWith("{\"text\":\"Hello, World!\",\"thread\":\"pynenc-body-");
				ask(application, "When a body fails");
			}
			assertThat(application.staysFor(Duration.ofSeconds(1))).isTrue();
			stop(application);
		}
	}

	@Test
	void devtoolsRestartsTheRunner() throws Exception {
		List<Command> commands = page.commands("Devtools");
		assertThat(commandLines("Devtools")).hasSize(3)
			.startsWith("mvn spring-boot:run", "mvn compile")
			.last()
			.asString()
			.startsWith("curl ");
		Path project = project("devtools").folder();
		String arguments = String.join(" ", LOOPBACK) + " --spring.devtools.livereload.enabled=false";
		try (RunningProcess application = maven.start(project, "spring-boot:run",
				"-Dspring-boot.run.arguments=" + arguments)) {
			int started = application.await(STARTED, 0);
			ask(application, "When a body fails");
			project("devtools").change(page.section("Devtools"));
			try (RunningProcess compilation = maven.start(project, "compile", ONLY_WHAT_CHANGED)) {
				compilation.awaitSuccess();
			}
			application.awaitAll(List.of(stopping().patterns().get(0), STARTED), started);
			assertThat(curl(application, commands.get(2).line())).matches(commands.get(2).patterns().get(0));
			ask(application, "When a body fails");
			stop(application);
		}
	}

}
