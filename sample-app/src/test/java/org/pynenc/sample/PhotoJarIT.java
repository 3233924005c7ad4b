package org.pynenc.sample;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.pynenc.InvocationStatus;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The jar, started with what was generated ahead of time. The build runs it once the jar
 * is there.
 */
@EnabledIfSystemProperty(named = PhotoProcess.JAR, matches = ".+")
class PhotoJarIT {

	@Test
	void processesAPhoto(@TempDir Path directory) throws IOException {
		try (PhotoProcess application = PhotoProcess.start(directory, "-Dspring.aot.enabled=true", "--server.port=0")) {
			PhotoClient client = application.awaitWeb();
			PhotoView photo = client.awaitEnd(client.accepted(client.http().post().uri("/photos/example").exchange()));
			assertThat(photo.status()).isEqualTo(InvocationStatus.SUCCESS);
			assertThat(application.output()).contains("Starting AOT-processed PhotoApplication");
		}
	}

}
