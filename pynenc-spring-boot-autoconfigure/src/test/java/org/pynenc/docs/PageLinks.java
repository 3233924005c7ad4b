package org.pynenc.docs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.pynenc.docs.MarkdownPage.Place;

/**
 * The links of a page that lead to other files of the project, or to a place in them.
 */
final class PageLinks {

	private PageLinks() {
	}

	static List<String> problems(MarkdownPage page) {
		return page.links()
			.stream()
			.filter((link) -> !link.text().matches("(https?|mailto):.*"))
			.filter((link) -> !leadsSomewhere(page, link))
			.map((link) -> link + " leads nowhere")
			.toList();
	}

	private static boolean leadsSomewhere(MarkdownPage page, Place link) {
		String[] parts = link.text().split("#", 2);
		Path target = parts[0].isEmpty() ? page.path() : page.path().resolveSibling(parts[0]).normalize();
		if (parts.length == 1) {
			return Files.exists(target);
		}
		MarkdownPage named = target.equals(page.path()) ? page
				: Files.isRegularFile(target) ? MarkdownPage.read(target) : MarkdownPage.of(parts[0], "");
		return named.anchors().contains(parts[1]);
	}

	/**
	 * Where the links of a page lead to, without the places in the files.
	 */
	static List<Path> targets(MarkdownPage page) {
		return page.links()
			.stream()
			.map((link) -> page.path().resolveSibling(link.text().split("#", 2)[0]).normalize())
			.toList();
	}

}
