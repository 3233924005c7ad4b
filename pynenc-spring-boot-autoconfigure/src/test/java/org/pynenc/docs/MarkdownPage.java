package org.pynenc.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A page of the documentation, read as GitHub reads it as far as the checks need.
 *
 * @param path the file, relative to the module
 * @param lines its lines
 */
record MarkdownPage(Path path, List<String> lines) {

	private static final Path PROJECT = Path.of("..");

	private static final Pattern FENCE = Pattern.compile("^ *(```+) *(\\S*).*$");

	private static final Pattern HEADING = Pattern.compile("^#{1,6} +(.+)$");

	private static final Pattern ANCHOR = Pattern.compile("<a (?:id|name)=\"([^\"]+)\"");

	private static final Pattern LINK = Pattern
		.compile("]\\(<?([^)\\s>]+)>?[^)]*\\)|^\\[[^]]+]: +(\\S+)|(?:href|src|srcset)=\"([^\"]+)\"");

	private static final Pattern CODE = Pattern.compile("`([^`]+)`");

	static MarkdownPage of(String path, String text) {
		return new MarkdownPage(Path.of(path), text.lines().toList());
	}

	/**
	 * All pages of the project.
	 */
	static List<MarkdownPage> all() {
		return Stream.of(PROJECT, PROJECT.resolve("docs"), PROJECT.resolve("sample-app"))
			.flatMap((folder) -> files(folder, folder.endsWith("docs") ? Integer.MAX_VALUE : 1))
			.filter((file) -> file.toString().endsWith(".md"))
			.sorted()
			.map(MarkdownPage::read)
			.toList();
	}

	private static Stream<Path> files(Path folder, int depth) {
		try (Stream<Path> files = Files.walk(folder, depth)) {
			return files.toList().stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static MarkdownPage read(Path path) {
		try {
			return new MarkdownPage(path, Files.readAllLines(path));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The blocks of code that are marked as such.
	 */
	List<Fence> fences() {
		List<Fence> fences = new ArrayList<>();
		for (int i = 0; i < this.lines.size(); i++) {
			Matcher opening = FENCE.matcher(this.lines.get(i));
			if (opening.matches()) {
				int end = end(i, opening.group(1));
				fences.add(new Fence(this.path, i + 1, opening.group(2), this.lines.subList(i + 1, end), mark(i)));
				i = end;
			}
		}
		return fences;
	}

	private int end(int opening, String ticks) {
		return IntStream.range(opening + 1, this.lines.size())
			.filter((i) -> this.lines.get(i).strip().equals(ticks))
			.findFirst()
			.orElseThrow(() -> new IllegalStateException(
					"The block that begins at " + this.path + ":" + (opening + 1) + " has no end"));
	}

	/**
	 * What a comment just before a block says, which readers do not see.
	 */
	private String mark(int opening) {
		String before = (opening > 0) ? this.lines.get(opening - 1).strip() : "";
		return before.matches("<!--.*-->") ? before.substring(4, before.length() - 3).strip() : "";
	}

	/**
	 * The lines outside the blocks; inside them they are empty.
	 */
	private List<String> prose() {
		List<String> prose = new ArrayList<>(this.lines);
		for (Fence fence : fences()) {
			IntStream.rangeClosed(fence.line() - 1, fence.line() + fence.lines().size())
				.forEach((i) -> prose.set(i, ""));
		}
		return prose;
	}

	/**
	 * Where links may lead to within this page.
	 */
	Set<String> anchors() {
		Set<String> anchors = new LinkedHashSet<>();
		Map<String, Integer> seen = new HashMap<>();
		for (String line : prose()) {
			Matcher heading = HEADING.matcher(line);
			if (heading.matches()) {
				String slug = slug(heading.group(1));
				int before = seen.merge(slug, 1, Integer::sum) - 1;
				anchors.add((before > 0) ? slug + "-" + before : slug);
			}
			ANCHOR.matcher(line).results().forEach((anchor) -> anchors.add(anchor.group(1)));
		}
		return anchors;
	}

	private static String slug(String heading) {
		return heading.replaceAll("!?\\[([^]]*)]\\([^)]*\\)", "$1")
			.strip()
			.toLowerCase(Locale.ROOT)
			.replaceAll("[^\\p{L}\\p{N}\\- _]", "")
			.replace(' ', '-');
	}

	List<Place> links() {
		return places(LINK, true);
	}

	/**
	 * What stands in the font of code within sentences and tables.
	 */
	List<Place> inlineCode() {
		return places(CODE, false);
	}

	private List<Place> places(Pattern pattern, boolean withoutCode) {
		List<Place> places = new ArrayList<>();
		List<String> prose = prose();
		for (int i = 0; i < prose.size(); i++) {
			int line = i + 1;
			String text = withoutCode ? CODE.matcher(prose.get(i)).replaceAll("") : prose.get(i);
			Matcher matcher = pattern.matcher(text);
			while (matcher.find()) {
				IntStream.rangeClosed(1, matcher.groupCount())
					.mapToObj(matcher::group)
					.flatMap(Stream::ofNullable)
					.forEach((found) -> places.add(new Place(this.path, line, found)));
			}
		}
		return places;
	}

	String text() {
		return String.join("\n", this.lines) + "\n";
	}

	@Override
	public String toString() {
		return PROJECT.relativize(this.path).toString();
	}

	/**
	 * A text, and where it stands.
	 */
	record Place(Path path, int line, String text) {

		@Override
		public String toString() {
			return this.path + ":" + this.line + ": " + this.text;
		}

	}

	/**
	 * A block of code.
	 *
	 * @param path the page
	 * @param line the line that opens it
	 * @param language what it is written in, or an empty text
	 * @param lines what stands in it
	 * @param mark what the hidden comment before it says, or an empty text
	 */
	record Fence(Path path, int line, String language, List<String> lines, String mark) {

		String text() {
			return String.join("\n", this.lines).stripIndent();
		}

		@Override
		public String toString() {
			return this.path + ":" + this.line;
		}

	}

}
