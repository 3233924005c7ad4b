package org.pynenc.stranger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.pynenc.stranger.GettingStartedPage.Passage;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A folder in which somebody does what the page says.
 *
 * @param folder where the project is
 */
record StrangersProject(Path folder) {

	private static final Pattern FILE = Pattern.compile(".*`([\\w/.-]+\\.(?:xml|java|yml))`:");

	private static final Pattern REPLACE = Pattern.compile(".*In `([^`]+)`, replace `([^`]+)` by:");

	private static final Pattern ADD = Pattern.compile(".*In `([^`]+)`, add to the dependencies:");

	private static final Pattern REMOVE = Pattern.compile("In `([^`]+)`, remove `([^`]+)`\\.");

	private static final Pattern DELETE = Pattern.compile("Delete `([^`]+)`\\.");

	private static final Pattern CHANGE = Pattern.compile("In `([^`]+)`, change `([^`]+)` to `([^`]+)`\\.");

	/**
	 * Does what a section says, except for the commands and the changes that come after
	 * them.
	 */
	void follow(List<Passage> section) throws IOException {
		for (Passage passage : section) {
			takeAway(passage.text());
			if (!passage.block().isEmpty() && !passage.language().equals("console")) {
				put(passage);
			}
		}
	}

	private void takeAway(String text) throws IOException {
		Matcher remove = REMOVE.matcher(text);
		while (remove.find()) {
			edit(remove.group(1), dependency(remove.group(2)), "");
		}
		Matcher delete = DELETE.matcher(text);
		while (delete.find()) {
			Files.delete(this.folder.resolve(delete.group(1)));
		}
	}

	private void put(Passage passage) throws IOException {
		Matcher replace = REPLACE.matcher(passage.text());
		Matcher add = ADD.matcher(passage.text());
		Matcher file = FILE.matcher(passage.text());
		if (replace.matches()) {
			edit(replace.group(1), dependency(replace.group(2)), passage.block());
		}
		else if (add.matches()) {
			edit(add.group(1), "(?=</dependencies>)", passage.block());
		}
		else if (file.matches()) {
			Path path = this.folder.resolve(file.group(1));
			Files.createDirectories(path.getParent());
			Files.writeString(path, passage.block());
		}
		else {
			throw new IllegalStateException("Nobody could tell what to do with the block after: " + passage.text());
		}
	}

	private static String dependency(String artifact) {
		return "<dependency>\\s*<groupId>[^<]*</groupId>\\s*<artifactId>" + Pattern.quote(artifact)
				+ "</artifactId>\\s*</dependency>";
	}

	/**
	 * Changes what a section says is to be changed.
	 */
	void change(List<Passage> section) throws IOException {
		for (Passage passage : section) {
			Matcher change = CHANGE.matcher(passage.text());
			while (change.find()) {
				edit(change.group(1), Pattern.quote(change.group(2)), change.group(3));
			}
		}
	}

	/**
	 * Replaces what is found exactly once.
	 */
	void edit(String file, String regex, String replacement) throws IOException {
		Path path = this.folder.resolve(file);
		String text = Files.readString(path);
		assertThat(Pattern.compile(regex).matcher(text).results()).as("places of '" + regex + "' in " + file)
			.hasSize(1);
		Files.writeString(path, text.replaceFirst(regex, Matcher.quoteReplacement(replacement)));
	}

	Path jar() {
		return this.folder.resolve("target/hello-0.0.1-SNAPSHOT.jar");
	}

}
