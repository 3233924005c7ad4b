package org.pynenc.docs;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.pynenc.DistributedTask;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.util.Assert;
import org.springframework.util.ReflectionUtils;

/**
 * Tables that are made of the code: the options of {@link DistributedTask} from its
 * Javadoc, properties from their metadata, guarantees from the tests that prove them. A
 * page says where they belong by two comments: {@code <!-- table: options -->},
 * {@code <!-- table: guarantees -->} or the beginnings of properties, as in
 * {@code <!-- table: pynenc.runner,pynenc.client -->}, and {@code <!-- table end -->}.
 */
final class GeneratedTables {

	private static final Path ANNOTATION_SOURCE = Path.of("src/main/java/org/pynenc/DistributedTask.java");

	private static final Path METADATA = Path.of("target/classes/META-INF/spring-configuration-metadata.json");

	private static final Pattern ATTRIBUTE = Pattern
		.compile("/\\*\\*((?:(?!\\*/).)*)\\*/\\s+[\\w<>\\[\\]? .]+? (\\w+)\\(\\) default", Pattern.DOTALL);

	private static final Pattern TABLE = Pattern.compile("(<!-- table: (\\S+) -->\\n).*?(<!-- table end -->)",
			Pattern.DOTALL);

	private static final Pattern DEFAULTS_TO = Pattern.compile(" ?Defaults to ([^.]+(?:\\.\\w[^.]*)*)\\.");

	private final String annotationSource;

	private final List<JsonNode> properties;

	GeneratedTables() throws IOException {
		this.annotationSource = Files.readString(ANNOTATION_SOURCE);
		try (InputStream json = Files.newInputStream(METADATA)) {
			this.properties = StreamSupport
				.stream(JsonMapper.shared().readTree(json).get("properties").spliterator(), false)
				.sorted(Comparator.comparing((property) -> text(property, "name")))
				.toList();
		}
	}

	static List<String> names(String page) {
		return TABLE.matcher(page).results().map((table) -> table.group(2)).toList();
	}

	/**
	 * A page with its tables made anew.
	 */
	String renew(String page) {
		return TABLE.matcher(page)
			.replaceAll((table) -> Matcher.quoteReplacement(table.group(1) + table(table) + table.group(3)));
	}

	private String table(MatchResult table) {
		return "\n" + switch (table.group(2)) {
			case "options" -> options();
			case "guarantees" -> new GuaranteeTable().markdown();
			default -> properties(table.group(2));
		} + "\n\n";
	}

	private String options() {
		List<String> rows = new ArrayList<>();
		Matcher matcher = ATTRIBUTE.matcher(this.annotationSource);
		while (matcher.find()) {
			rows.add(option(matcher.group(2), plain(matcher.group(1))));
		}
		int attributes = DistributedTask.class.getDeclaredMethods().length;
		Assert.state(rows.size() == attributes, () -> "There are " + attributes + " attributes, found " + rows);
		return "| attribute | property | default | meaning |\n| --- | --- | --- | --- |\n" + String.join("\n", rows);
	}

	private String option(String name, String meaning) {
		Method attribute = ReflectionUtils.findMethod(DistributedTask.class, name);
		Assert.state(attribute != null, () -> "There is no attribute " + name);
		String property = DataObjectPropertyName.toDashedForm(name);
		boolean isProperty = this.properties.stream()
			.anyMatch((candidate) -> text(candidate, "name").equals("pynenc.task-defaults." + property));
		return "| `%s` | %s | %s | %s |".formatted(name, isProperty ? "`" + property + "`" : "–",
				defaultValue(attribute.getDefaultValue()), meaning);
	}

	private static String defaultValue(Object value) {
		boolean isNone = value.getClass().isArray() ? Array.getLength(value) == 0 : value.toString().isEmpty();
		return isNone ? "–" : "`" + value + "`";
	}

	/**
	 * The sentences of a Javadoc comment as they look in Markdown.
	 */
	private static String plain(String javadoc) {
		return javadoc.replaceAll("(?m)^\\s*\\* ?", "")
			.replaceFirst("(?s)@return.*", "")
			.replaceAll("\\{@code ([^}]*)}", "`$1`")
			.replaceAll("\\{@link #(\\w+)\\(\\)}", "`$1`")
			.replaceAll("\\{@link (?:\\w+#)?(\\w+)}", "`$1`")
			.replaceAll("\\s+", " ")
			.strip();
	}

	private String properties(String prefixes) {
		return Stream.of(prefixes.split(","))
			.flatMap((prefix) -> rows(prefix).stream())
			.collect(Collectors.joining("\n", "| property | default | meaning |\n| --- | --- | --- |\n", ""));
	}

	private List<String> rows(String prefix) {
		List<String> rows = this.properties.stream()
			.filter((property) -> (text(property, "name") + ".").startsWith(prefix + "."))
			.map(GeneratedTables::property)
			.toList();
		Assert.state(!rows.isEmpty(), () -> "There is no property below " + prefix);
		return rows;
	}

	private static String property(JsonNode property) {
		String description = text(property, "description").replaceAll("(?<!\\w)'([^']+)'(?!\\w)", "`$1`");
		Matcher defaultsTo = DEFAULTS_TO.matcher(description);
		String written = defaultsTo.find() ? defaultsTo.group(1) : "–";
		String value = property.has("defaultValue") ? "`" + text(property, "defaultValue") + "`" : written;
		return "| `%s` | %s | %s |".formatted(text(property, "name"), value, defaultsTo.replaceFirst("").strip());
	}

	private static String text(JsonNode item, String name) {
		return item.path(name).asString("");
	}

}
