package org.pynenc.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;

import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The jar in a JVM of its own, started as its users start it.
 */
final class PhotoProcess implements AutoCloseable {

	/**
	 * The system property that names the jar.
	 */
	static final String JAR = "photos.jar";

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

	private static final Pattern STARTED = Pattern.compile("Started (PhotoApplication) in");

	private final Path output;

	private final Process process;

	private PhotoProcess(Path output, Process process) {
		this.output = output;
		this.process = process;
	}

	/**
	 * Starts the jar.
	 * @param directory where its output is kept
	 * @param jvmOption an option of the JVM
	 * @param arguments the application's arguments
	 */
	static PhotoProcess start(Path directory, String jvmOption, String... arguments) throws IOException {
		List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java"),
				jvmOption, "-jar", System.getProperty(JAR)));
		command.addAll(List.of(arguments));
		Path output = Files.createTempFile(directory, "output", ".txt");
		return new PhotoProcess(output,
				new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start());
	}

	/**
	 * Waits until the web server listens.
	 * @return a client of it
	 */
	PhotoClient awaitWeb() {
		return new PhotoClient(RestTestClient.bindToServer().baseUrl("http://127.0.0.1:" + await(PORT)).build());
	}

	PhotoProcess awaitStarted() {
		await(STARTED);
		return this;
	}

	private String await(Pattern pattern) {
		return Awaitility.await().atMost(PATIENCE).until(() -> {
			String text = output();
			assertThat(this.process.isAlive()).as(text).isTrue();
			Matcher matcher = pattern.matcher(text);
			return matcher.find() ? matcher.group(1) : "";
		}, (found) -> !found.isEmpty());
	}

	String output() {
		try {
			return Files.readString(this.output);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.process.destroyForcibly().onExit().join();
	}

}
