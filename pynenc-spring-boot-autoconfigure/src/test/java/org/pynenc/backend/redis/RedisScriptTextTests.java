package org.pynenc.backend.redis;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What of the prelude a script gets, and where.
 */
class RedisScriptTextTests {

	private static final Pattern DEFINITION = Pattern.compile("(?m)^local function (\\w+)|^local (\\w+(?:, \\w+)*) =");

	static Stream<String> scripts() throws Exception {
		Resource[] files = new PathMatchingResourcePatternResolver()
			.getResources("classpath*:" + RedisScriptText.FOLDER + "*.lua");
		return Arrays.stream(files)
			.map((file) -> Objects.requireNonNull(file.getFilename()).replace(".lua", ""))
			.filter((name) -> !List.of("prelude", "epilogue").contains(name));
	}

	/**
	 * A second one of those that have state would not know what the first one knows.
	 */
	@ParameterizedTest
	@MethodSource("scripts")
	void noWordIsThereTwice(String name) {
		String text = RedisScriptText.of(name);
		String words = text.substring(0, text.indexOf("local function main()"));
		assertThat(names(words)).doesNotHaveDuplicates();
		assertThat(names(text)).filteredOn((word) -> names(words).contains(word)).doesNotHaveDuplicates();
	}

	@Test
	void aScriptGetsTheWordsThatItUses() {
		String text = RedisScriptText.of("resume");
		assertThat(names(text)).contains("look_up", "move", "history").doesNotContain("settle", "wake", "put");
	}

	@Test
	void whatIsNeededSeldomIsMadeWhenItIs() {
		String text = RedisScriptText.of("claim");
		int seldom = text.indexOf("local function seldom()");
		assertThat(names(text.substring(0, seldom))).contains("look_up", "pop").doesNotContain("settle", "put", "text");
		assertThat(names(text.substring(seldom))).contains("settle", "put", "text").doesNotContain("look_up", "pop");
	}

	private static List<String> names(String text) {
		return DEFINITION.matcher(text)
			.results()
			.map((MatchResult definition) -> Objects.requireNonNullElseGet(definition.group(1),
					() -> definition.group(2)))
			.flatMap((names) -> Arrays.stream(names.split(", ")))
			.toList();
	}

}
