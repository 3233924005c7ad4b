package org.pynenc.stranger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The guide as its reader sees it: sections of paragraphs, some of them followed by a
 * block.
 */
final class GettingStartedPage {

	private static final String FENCE = "```";

	private static final Pattern HEADING = Pattern.compile("#+ .*");

	private final Map<String, List<Passage>> sections = new LinkedHashMap<>();

	private List<Passage> section = new ArrayList<>();

	private final StringBuilder paragraph = new StringBuilder();

	private GettingStartedPage() {
	}

	static GettingStartedPage read(Path file) throws IOException {
		GettingStartedPage page = new GettingStartedPage();
		page.read(new ArrayList<>(Files.readAllLines(file)));
		return page;
	}

	private void read(List<String> lines) {
		while (!lines.isEmpty()) {
			String line = lines.remove(0);
			if (line.startsWith(FENCE)) {
				endParagraph(line.substring(FENCE.length()), block(lines));
			}
			else if (HEADING.matcher(line).matches()) {
				endParagraph("", "");
				this.section = new ArrayList<>();
				this.sections.put(line.replaceFirst("#+ ", ""), this.section);
			}
			else if (line.isBlank() && !lines.isEmpty() && !lines.get(0).startsWith(FENCE)) {
				endParagraph("", "");
			}
			else {
				this.paragraph.append(this.paragraph.isEmpty() ? "" : " ").append(line.strip());
			}
		}
		endParagraph("", "");
	}

	private static String block(List<String> lines) {
		int end = lines.indexOf(FENCE);
		List<String> block = lines.subList(0, end);
		String text = String.join("\n", block) + "\n";
		lines.subList(0, end + 1).clear();
		return text;
	}

	private void endParagraph(String language, String block) {
		String text = this.paragraph.toString().strip();
		if (!text.isEmpty() || !block.isEmpty()) {
			this.section.add(new Passage(text, language, block));
		}
		this.paragraph.setLength(0);
	}

	/**
	 * The headings of the sections that have something to do in them.
	 */
	List<String> sectionsWithBlocks() {
		return this.sections.entrySet()
			.stream()
			.filter((section) -> section.getValue().stream().anyMatch((passage) -> !passage.block().isEmpty()))
			.map(Map.Entry::getKey)
			.toList();
	}

	List<Passage> section(String heading) {
		List<Passage> section = this.sections.get(heading);
		if (section == null) {
			throw new IllegalArgumentException(
					"The page has no section '" + heading + "', but " + this.sections.keySet());
		}
		return section;
	}

	/**
	 * The commands of a section's consoles.
	 */
	List<Command> commands(String heading) {
		List<Command> commands = new ArrayList<>();
		section(heading).stream()
			.filter((passage) -> passage.language().equals("console"))
			.forEach((passage) -> commands.addAll(Command.of(passage.block())));
		return commands;
	}

	/**
	 * A paragraph and the block that follows it.
	 *
	 * @param text the paragraph, in one line
	 * @param language the language of the block
	 * @param block the block; empty if there is none
	 */
	record Passage(String text, String language, String block) {
	}

	/**
	 * A command at a console.
	 *
	 * @param line what is typed; empty where only output is shown
	 * @param output the lines that come out; an ellipsis stands for anything
	 */
	record Command(String line, List<String> output) {

		private static final String PROMPT = "$ ";

		static List<Command> of(String console) {
			List<Command> commands = new ArrayList<>();
			for (String line : console.strip().split("\n")) {
				if (line.startsWith(PROMPT)) {
					commands.add(new Command(line.substring(PROMPT.length()), new ArrayList<>()));
				}
				else {
					if (commands.isEmpty()) {
						commands.add(new Command("", new ArrayList<>()));
					}
					commands.get(commands.size() - 1).output().add(line);
				}
			}
			return commands;
		}

		/**
		 * What each line of output must match. Ports are drawn when the page is tested.
		 */
		List<Pattern> patterns() {
			return this.output.stream().map(Command::pattern).toList();
		}

		private static Pattern pattern(String line) {
			String any = "…";
			String quoted = Pattern.quote(line.replace("8080", any)).replace(any, "\\E.*\\Q");
			return Pattern.compile(quoted);
		}

	}

}
