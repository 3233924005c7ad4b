package org.pynenc.docs;

import java.lang.reflect.AnnotatedElement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.pynenc.proof.Guarantee;
import org.pynenc.proof.Proves;
import org.pynenc.proof.Setup;

import org.springframework.util.Assert;

/**
 * Which guarantee is proven on what, by which test: made of {@link Proves}.
 */
final class GuaranteeTable {

	private static final String SOURCES = "src/test/java/";

	private final Map<Guarantee, Map<Setup, Map<String, String>>> proofs = new TreeMap<>();

	GuaranteeTable() {
		new ClassFileImporter().importPackages("org.pynenc")
			.stream()
			.filter((type) -> type.isAnnotatedWith(Proves.class)
					|| type.getMethods().stream().anyMatch((method) -> method.isAnnotatedWith(Proves.class)))
			.map(JavaClass::reflect)
			.forEach(this::add);
	}

	private void add(Class<?> test) {
		Stream.concat(Stream.of((AnnotatedElement) test), Arrays.stream(test.getDeclaredMethods()))
			.map((element) -> element.getAnnotation(Proves.class))
			.filter((proves) -> proves != null)
			.forEach((proves) -> add(test, proves));
	}

	private void add(Class<?> test, Proves proves) {
		for (Guarantee guarantee : proves.value()) {
			for (Setup setup : proves.on()) {
				this.proofs.computeIfAbsent(guarantee, (key) -> new TreeMap<>())
					.computeIfAbsent(setup, (key) -> new TreeMap<>())
					.put(test.getSimpleName(), source(test));
			}
		}
	}

	/**
	 * Where the source is, as seen from the guides.
	 */
	private static String source(Class<?> test) {
		String path = SOURCES + test.getName().replace('.', '/') + ".java";
		Assert.state(Files.exists(Path.of(path)), () -> "There is no " + path);
		return "../pynenc-spring-boot-autoconfigure/" + path;
	}

	String markdown() {
		List<String> rows = new ArrayList<>();
		rows.add(row("promised", Arrays.stream(Setup.values()).map(Setup::title)));
		rows.add(row("---", Arrays.stream(Setup.values()).map((setup) -> "---")));
		for (Guarantee guarantee : Guarantee.values()) {
			rows.add(row(guarantee.text(), Arrays.stream(Setup.values()).map((setup) -> cell(guarantee, setup))));
		}
		return String.join("\n", rows);
	}

	private static String row(String first, Stream<String> others) {
		return "| " + first + " | " + others.collect(Collectors.joining(" | ")) + " |";
	}

	private String cell(Guarantee guarantee, Setup setup) {
		Map<String, String> tests = this.proofs.getOrDefault(guarantee, Map.of()).getOrDefault(setup, Map.of());
		return tests.isEmpty() ? guarantee.withoutProof(setup)
				: tests.entrySet()
					.stream()
					.map((test) -> "[" + test.getKey() + "](" + test.getValue() + ")")
					.collect(Collectors.joining(", ", "yes: ", ""));
	}

}
