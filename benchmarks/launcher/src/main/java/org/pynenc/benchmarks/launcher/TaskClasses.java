package org.pynenc.benchmarks.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import javax.tools.ToolProvider;

/**
 * Classes with one task each, compiled at run time.
 *
 * @param directory where they are
 * @param prefix their name, before the number
 */
record TaskClasses(Path directory, String prefix) {

	static final int NUMBER = 100;

	private static final String SOURCE = """
			import org.pynenc.DistributedTask;
			import org.springframework.stereotype.Component;
			@Component
			public class Task%d {
				@DistributedTask
				public int add(int a, int b) {
					return a + b;
				}
			}
			""";

	static TaskClasses generate(String classpath) throws IOException {
		Path directory = Files.createTempDirectory("pynenc-benchmarks-tasks-");
		List<String> arguments = new ArrayList<>(
				List.of("-proc:none", "-parameters", "-cp", classpath, "-d", directory.toString()));
		for (int i = 0; i < NUMBER; i++) {
			Path source = directory.resolve("Task" + i + ".java");
			arguments.add(Files.writeString(source, SOURCE.formatted(i)).toString());
		}
		int status = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
		if (status != 0) {
			throw new IllegalStateException("The tasks do not compile");
		}
		return new TaskClasses(directory, "Task");
	}

}
