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
 * <p>
 * A script may have one function with a {@link #PLACE} of its own: those words that
 * nothing else in the script uses are put there, so that they are made only when the
 * function runs.
 */
final class RedisScriptText {

	static final String FOLDER = "org/pynenc/backend/redis/";

	private static final String RULE = "\n-----";

	private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*--.*$");

	private static final Pattern DEFINITION = Pattern.compile("(?m)^local (?:function (\\w+)|(\\w+(?:, \\w+)*) =)");

	private static final Pattern WORD = Pattern.compile("(?<![\\w.:])[A-Za-z_]\\w*");

	/**
	 * The line within a function where the words are put that only the function uses.
	 */
	private static final String PLACE = "\t-- The words that only this needs come here.\n";

	private final List<String> paragraphs;

	private final Map<String, String> definitions = new HashMap<>();

	private RedisScriptText(String words) {
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
		RedisScriptText words = new RedisScriptText(prelude.substring(rule));
		return prelude.substring(0, rule) + "\n" + words.before(read(name) + read("epilogue"));
	}

	private String before(String script) {
		int place = script.indexOf(PLACE);
		if (place < 0) {
			return text(used(script)) + "\n" + script;
		}
		int start = script.lastIndexOf("\nlocal function", place);
		int end = script.indexOf("\nend\n", place);
		Set<String> always = used(script.substring(0, start) + script.substring(end));
		Set<String> seldom = used(script.substring(start, end));
		seldom.removeAll(always);
		return text(always) + "\n" + script.substring(0, place) + text(seldom)
				+ script.substring(place + PLACE.length());
	}

	private String text(Set<String> used) {
		return this.paragraphs.stream().filter(used::contains).collect(Collectors.joining("\n\n")) + "\n";
	}

	/**
	 * The paragraphs of the words that a text uses, and of those that these use.
	 */
	private Set<String> used(String text) {
		Set<String> used = new HashSet<>();
		Deque<String> open = new ArrayDeque<>(List.of(text));
		while (!open.isEmpty()) {
			Matcher word = WORD.matcher(COMMENT.matcher(open.remove()).replaceAll(""));
			while (word.find()) {
				String paragraph = this.definitions.get(word.group());
				if (paragraph != null && used.add(paragraph)) {
					open.add(paragraph);
				}
			}
		}
		return used;
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
