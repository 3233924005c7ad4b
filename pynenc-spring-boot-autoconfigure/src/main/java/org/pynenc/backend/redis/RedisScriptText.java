package org.pynenc.backend.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.springframework.core.io.ClassPathResource;

/**
 * The text of a script as the server gets it: the prelude, the script's file, the
 * epilogue. Of the prelude it gets the part before the first ruled line, and of the rest
 * only the words that it uses, for the server makes all of them anew each time the script
 * runs. A word is a paragraph that begins, after its comment, with {@code local}.
 */
final class RedisScriptText {

	static final String FOLDER = "org/pynenc/backend/redis/";

	private static final String RULE = "\n-----";

	private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*--.*$");

	private static final Pattern DEFINITION = Pattern.compile("(?m)^local (?:function (\\w+)|(\\w+(?:, \\w+)*) =)");

	private static final Pattern WORD = Pattern.compile("[A-Za-z_]\\w*");

	private final String script;

	private final List<String> paragraphs;

	private final Map<String, String> definitions = new HashMap<>();

	private RedisScriptText(String script, String words) {
		this.script = script;
		this.paragraphs = List.of(words.split("\n\n"));
		for (String paragraph : this.paragraphs) {
			Matcher definition = DEFINITION.matcher(paragraph);
			while (definition.find()) {
				names(definition).forEach((name) -> this.definitions.put(name, paragraph));
			}
		}
	}

	private static List<String> names(Matcher definition) {
		return (definition.group(1) != null) ? List.of(definition.group(1)) : List.of(definition.group(2).split(", "));
	}

	/**
	 * The text of a script.
	 * @param name its file's name, without the ending
	 */
	static String of(String name) {
		String prelude = read("prelude");
		int rule = prelude.indexOf(RULE);
		String script = read(name) + read("epilogue");
		return prelude.substring(0, rule) + "\n" + new RedisScriptText(script, prelude.substring(rule)).wordsUsed()
				+ "\n" + script;
	}

	private String wordsUsed() {
		Set<String> used = new HashSet<>();
		Deque<String> open = new ArrayDeque<>(List.of(this.script));
		while (!open.isEmpty()) {
			Matcher word = WORD.matcher(COMMENT.matcher(open.remove()).replaceAll(""));
			while (word.find()) {
				String paragraph = this.definitions.get(word.group());
				if (paragraph != null && used.add(paragraph)) {
					open.add(paragraph);
				}
			}
		}
		return this.paragraphs.stream().filter(used::contains).collect(Collectors.joining("\n\n"));
	}

	private static String read(String name) {
		try {
			return new ClassPathResource(FOLDER + name + ".lua", RedisScriptText.class.getClassLoader())
				.getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The script " + name + " is not on the class path", ex);
		}
	}

}
