package org.pynenc.scenario;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplicationAotProcessor;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.aot.ContextAotProcessor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tasks on all kinds of beans, in an application that starts as it is and in one that was
 * processed ahead of time.
 */
class AheadOfTimeTests {

	@TempDir
	private Path directory;

	@Test
	void everyKindOfBeanHasTasks() {
		try (ConfigurableApplicationContext context = KindsApplication.start()) {
			assertThat(KindsApplication.results(context)).isEqualTo(KindsApplication.EXPECTED);
		}
	}

	@Test
	void everyKindOfBeanHasTasksAheadOfTime() throws Exception {
		process();
		compile();
		assertThat(run()).contains("Starting AOT-processed KindsApplication")
			.contains(new TreeMap<>(KindsApplication.EXPECTED).toString());
	}

	private void process() {
		new SpringApplicationAotProcessor(KindsApplication.class,
				ContextAotProcessor.Settings.builder()
					.sourceOutput(path("sources"))
					.resourceOutput(path("classes"))
					.classOutput(path("classes"))
					.groupId("org.pynenc")
					.artifactId("kinds")
					.build(),
				new String[0])
			.process();
	}

	private void compile() throws IOException {
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		try (StandardJavaFileManager files = compiler.getStandardFileManager(null, Locale.ROOT, null);
				Stream<Path> sources = Files.walk(path("sources"))) {
			List<String> options = List.of("-d", path("classes").toString(), "-cp", classPath(), "-proc:none",
					"-nowarn");
			assertThat(
					compiler
						.getTask(null, files, null, options, null,
								files.getJavaFileObjectsFromPaths(
										sources.filter((source) -> source.toString().endsWith(".java")).toList()))
						.call())
				.isTrue();
		}
	}

	private String run() throws Exception {
		File output = path("output.txt").toFile();
		Process application = new ProcessBuilder(ProcessHandle.current().info().command().orElse("java"), "-cp",
				classPath(), "-Dspring.aot.enabled=true", KindsApplication.class.getName())
			.redirectErrorStream(true)
			.redirectOutput(output)
			.start();
		try {
			assertThat(application.waitFor(60, TimeUnit.SECONDS)).isTrue();
			return Files.readString(output.toPath());
		}
		finally {
			application.destroyForcibly();
		}
	}

	private String classPath() {
		return path("classes") + File.pathSeparator + System.getProperty("java.class.path");
	}

	private Path path(String name) {
		return this.directory.resolve(name);
	}

}
