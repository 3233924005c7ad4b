package org.pynenc.benchmarks.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The page of the documentation that shows a report between two marks, and the pictures
 * beside it.
 */
final class DocsPage {

	static final String BEGIN = "<!-- benchmarks -->";

	static final String END = "<!-- benchmarks end -->";

	private DocsPage() {
	}

	static void update(Path page, Report report, Path pictures) throws IOException {
		Files.writeString(page, replaced(Files.readString(page), report.toMarkdown()));
		Path images = page.resolveSibling("images");
		for (String picture : Pictures.NAMES) {
			if (Files.exists(pictures.resolve(picture))) {
				Files.copy(pictures.resolve(picture), images.resolve(picture), StandardCopyOption.REPLACE_EXISTING);
			}
		}
	}

	static String replaced(String page, String report) {
		int begin = page.indexOf(BEGIN);
		int end = page.indexOf(END);
		if (begin < 0 || end < begin) {
			throw new IllegalArgumentException("The page has no place between " + BEGIN + " and " + END);
		}
		return page.substring(0, begin + BEGIN.length()) + "\n\n" + report + "\n" + page.substring(end);
	}

}
