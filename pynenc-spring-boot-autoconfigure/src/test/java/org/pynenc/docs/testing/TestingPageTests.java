package org.pynenc.docs.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every piece of Java in {@code docs/testing.md} stands in this package, line by line,
 * and is run here.
 */
class TestingPageTests {

	private static final Path PAGE = Path.of("../docs/testing.md");

	private static final Path SOURCES = Path.of("src/test/java/org/pynenc/docs/testing");

	private static final Pattern JAVA = Pattern.compile("```java\\R(.*?)```", Pattern.DOTALL);

	static List<String> pieces() throws IOException {
		return JAVA.matcher(Files.readString(PAGE)).results().map((MatchResult piece) -> piece.group(1)).toList();
	}

	@Test
	void thePageShowsThem() throws IOException {
		assertThat(pieces()).hasSizeGreaterThanOrEqualTo(6);
	}

	@ParameterizedTest
	@MethodSource("pieces")
	void aPieceStandsInOneOfTheSources(String piece) throws IOException {
		try (Stream<Path> sources = Files.list(SOURCES)) {
			assertThat(sources.map(TestingPageTests::read).map(TestingPageTests::lines))
				.anyMatch((source) -> source.contains(lines(piece)));
		}
	}

	/**
	 * Without imports, empty lines and indentation, which a page may leave out.
	 */
	private static String lines(String text) {
		return text.lines()
			.map(String::strip)
			.filter((line) -> !line.isEmpty() && !line.startsWith("import "))
			.collect(Collectors.joining("\n", "\n", "\n"));
	}

	private static String read(Path source) {
		try {
			return Files.readString(source);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
