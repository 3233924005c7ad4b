package org.pynenc.invocation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keeps {@code docs/state-machine.md} equal to the code.
 */
class StateMachineDocumentTests {

	private static final Path DOCUMENT = Path.of("../docs/state-machine.md");

	private static final String WRITE = "pynenc.docs.write";

	@Test
	void documentShowsTheStateMachine() throws IOException {
		String text = new StateMachineDocument().text();
		if (Boolean.getBoolean(WRITE)) {
			Files.createDirectories(DOCUMENT.getParent());
			Files.writeString(DOCUMENT, text);
		}
		assertThat(DOCUMENT)
			.as("Regenerate it with: mvn test -pl pynenc-spring-boot-autoconfigure -Dtest=%s -D%s=true",
					getClass().getSimpleName(), WRITE)
			.exists()
			.content()
			.isEqualToNormalizingNewlines(text);
	}

}
