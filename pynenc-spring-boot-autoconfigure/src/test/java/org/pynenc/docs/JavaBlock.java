package org.pynenc.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import org.pynenc.docs.MarkdownPage.Fence;

/**
 * A block of Java: whole types, statements, or members of a type.
 *
 * @param fence where it stands
 * @param kind what it is
 * @param types the names of its types, if it is made of those
 */
record JavaBlock(Fence fence, Kind kind, List<String> types) {

	private static final Path FIXTURE = Path.of("fixture");

	private static final Pattern IMPORT = Pattern.compile("(?m)^[ \\t]*(?:import|package)\\b[^;]*;");

	static JavaBlock fixture(String text) {
		return of(new Fence(FIXTURE, 0, "java", text.lines().toList(), ""));
	}

	static JavaBlock of(Fence fence) {
		String text = fence.text();
		List<String> types = parse(text).map(JavaBlock::typesOf).orElse(List.of());
		if (!types.isEmpty()) {
			return new JavaBlock(fence, Kind.TYPES, types);
		}
		boolean members = parse("class X { void x() {\n" + text + "\n}}").isEmpty()
				&& parse("class X {\n" + text + "\n}").isPresent();
		return new JavaBlock(fence, members ? Kind.MEMBERS : Kind.STATEMENTS, List.of());
	}

	private static Optional<CompilationUnitTree> parse(String text) {
		DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
		JavacTask task = (JavacTask) ToolProvider.getSystemJavaCompiler()
			.getTask(null, null, diagnostics, List.of("--release", "17", "-proc:none"), null,
					List.of(new JavaText("X", text)));
		try {
			CompilationUnitTree unit = task.parse().iterator().next();
			return diagnostics.getDiagnostics()
				.stream()
				.anyMatch((diagnostic) -> diagnostic.getKind() == Diagnostic.Kind.ERROR) ? Optional.empty()
						: Optional.of(unit);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<String> typesOf(CompilationUnitTree unit) {
		List<String> types = new ArrayList<>();
		unit.getTypeDecls().forEach((declaration) -> {
			if (declaration instanceof ClassTree type) {
				types.add(type.getSimpleName().toString());
			}
		});
		return types;
	}

	/**
	 * The imports, on one line.
	 */
	String imports() {
		return IMPORT.matcher(this.fence.text())
			.results()
			.map(MatchResult::group)
			.map(String::strip)
			.filter((line) -> line.startsWith("import"))
			.collect(Collectors.joining(" "));
	}

	/**
	 * The text without its imports, line by line as it stands on the page.
	 */
	String body() {
		return IMPORT.matcher(this.fence.text()).replaceAll("");
	}

	String place(int line) {
		return this.fence.path() + ":" + (this.fence.line() + line);
	}

	boolean isToBeRun() {
		return this.kind == Kind.STATEMENTS && this.fence.mark().equals("runs");
	}

	/**
	 * What a block is made of.
	 */
	enum Kind {

		TYPES, MEMBERS, STATEMENTS

	}

}
