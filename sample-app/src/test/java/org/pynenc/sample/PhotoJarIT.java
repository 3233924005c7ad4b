package org.pynenc.sample;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.pynenc.InvocationStatus;

import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The jar, started with what was generated ahead of time. The build runs it once the jar
 * is there.
 */
@EnabledIfSystemProperty(named = PhotoJarIT.JAR, matches = ".+")
class PhotoJarIT {

	static final String JAR = "photos.jar";

	private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

	private final File output;

	private Process application;

	PhotoJarIT(@TempDir Path directory) {
		this.output = directory.resolve("output.txt").toFile();
	}

	@BeforeEach
	void start() throws IOException {
		this.application = new ProcessBuilder(ProcessHandle.current().info().command().orElse("java"),
				"-Dspring.aot.enabled=true", "-jar", System.getProperty(JAR), "--server.port=0")
			.redirectErrorStream(true)
			.redirectOutput(this.output)
			.start();
	}

	@AfterEach
	void stop() {
		this.application.destroyForcibly();
	}

	@Test
	void processesAPhoto() throws IOException {
		RestTestClient http = RestTestClient.bindToServer().baseUrl("http://127.0.0.1:" + awaitPort()).build();
		PhotoClient client = new PhotoClient(http);
		PhotoView photo = client.awaitEnd(client.accepted(http.post().uri("/photos/example").exchange()));
		assertThat(photo.status()).isEqualTo(InvocationStatus.SUCCESS);
		assertThat(Files.readString(this.output.toPath())).contains("Starting AOT-processed PhotoApplication");
	}

	private String awaitPort() {
		return Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
			String text = Files.readString(this.output.toPath());
			assertThat(this.application.isAlive()).as(text).isTrue();
			Matcher port = PORT.matcher(text);
			return port.find() ? port.group(1) : "";
		}, (port) -> !port.isEmpty());
	}

}
