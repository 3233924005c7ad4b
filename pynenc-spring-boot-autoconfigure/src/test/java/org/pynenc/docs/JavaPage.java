package org.pynenc.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

import org.pynenc.docs.MarkdownPage.Fence;
import org.pynenc.scenario.Engines;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.StringUtils;

/**
 * The Java of a page, compiled together as a reader understands it, from top to bottom:
 * <ul>
 * <li>types are known to all blocks below them, until another one takes their name;</li>
 * <li>members and statements find a bean of each type under its name in small, and
 * {@code pynenc};</li>
 * <li>what a page leaves to the imagination stands in its fixture, a file of types. The
 * fields of the class {@code Given} in it are those of all members and statements;</li>
 * <li>a block without imports has the usual ones; one that shows some must show all.</li>
 * </ul>
 */
final class JavaPage {

	private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

	private static final String USUAL_IMPORTS = Stream.of("java.io", "java.math", "java.nio.file", "java.time",
			"java.util", "java.util.concurrent", "java.util.stream", "org.junit.jupiter.api", "org.pynenc",
			"org.pynenc.task", "org.springframework.beans.factory", "org.springframework.beans.factory.annotation",
			"org.springframework.boot", "org.springframework.boot.autoconfigure",
			"org.springframework.boot.test.context", "org.springframework.context",
			"org.springframework.context.annotation", "org.springframework.context.event", "org.springframework.http",
			"org.springframework.stereotype", "org.springframework.transaction.annotation",
			"org.springframework.transaction.event", "org.springframework.web.bind.annotation")
		.map((name) -> "import " + name + ".*;")
		.collect(Collectors.joining(" ", "", " import static org.assertj.core.api.Assertions.*;"));

	private static final String NO_GIVEN = "class Given { }";

	private final List<JavaBlock> blocks = new ArrayList<>();

	private final Map<String, String> sources = new LinkedHashMap<>();

	JavaPage(List<Fence> fences, String fixture) {
		add(JavaBlock.fixture(fixture.contains("class Given") ? fixture : fixture + "\n" + NO_GIVEN));
		fences.stream().map(JavaBlock::of).forEach(this::add);
	}

	private void add(JavaBlock block) {
		int number = this.blocks.size();
		this.sources.put("Block" + number, source(block, number));
		this.blocks.add(block);
	}

	private String source(JavaBlock block, int number) {
		String imports = block.imports().isEmpty() ? USUAL_IMPORTS : block.imports();
		String head = "package docs; " + imports + " import org.pynenc.Pynenc; " + switch (block.kind()) {
			case TYPES -> "interface Block" + number + " " + above("extends") + " {";
			case MEMBERS -> given(number) + " {";
			case STATEMENTS -> given(number) + " { void run() throws Exception {";
		};
		return head + "\n" + block.body() + "\n" + ((block.kind() == JavaBlock.Kind.STATEMENTS) ? "}}" : "}");
	}

	private String above(String keyword) {
		for (int i = this.blocks.size() - 1; i >= 0; i--) {
			if (this.blocks.get(i).kind() == JavaBlock.Kind.TYPES) {
				return keyword + " Block" + i;
			}
		}
		return "";
	}

	private String given(int number) {
		return "class Given" + number + " extends Block0.Given " + above("implements") + " { Pynenc pynenc; " + beans()
				+ "} class Block" + number + " extends Given" + number;
	}

	private String beans() {
		Set<String> types = new LinkedHashSet<>();
		this.blocks.forEach((block) -> types.addAll(block.types()));
		types.remove("Given");
		return types.stream()
			.map((type) -> type + " " + StringUtils.uncapitalize(type) + "; ")
			.collect(Collectors.joining());
	}

	/**
	 * Compiles all blocks.
	 * @param classes the folder to write to
	 * @return what is wrong, with its place
	 */
	List<String> compile(Path classes) {
		DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
		try (StandardJavaFileManager files = COMPILER.getStandardFileManager(diagnostics, null, null)) {
			files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(classes));
			List<String> options = List.of("--release", "17", "-proc:none", "-parameters",
					"-Xlint:deprecation,removal,rawtypes,unchecked", "-classpath",
					System.getProperty("java.class.path"));
			List<JavaText> units = this.sources.entrySet()
				.stream()
				.map((source) -> new JavaText(source.getKey(), source.getValue()))
				.toList();
			boolean compiled = COMPILER.getTask(null, files, diagnostics, options, null, units).call();
			List<String> problems = problems(diagnostics.getDiagnostics());
			return (compiled || !problems.isEmpty()) ? problems : List.of("The compiler failed without a word");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private List<String> problems(List<Diagnostic<? extends JavaFileObject>> diagnostics) {
		return diagnostics.stream()
			.filter((diagnostic) -> diagnostic.getKind() != Diagnostic.Kind.NOTE)
			.map((diagnostic) -> place(diagnostic) + ": " + diagnostic.getMessage(null))
			.toList();
	}

	private String place(Diagnostic<? extends JavaFileObject> diagnostic) {
		if (!(diagnostic.getSource() instanceof JavaText source)) {
			return "?";
		}
		JavaBlock block = this.blocks.get(Integer.parseInt(source.name().substring("Block".length())));
		return block.place((int) diagnostic.getLineNumber() - 1);
	}

	/**
	 * Runs the statements that are marked for it, each in an application with the page's
	 * components as its beans.
	 * @param classes the folder with the compiled blocks
	 * @return the statements that were run
	 */
	List<Fence> run(Path classes) throws Exception {
		List<Fence> ran = new ArrayList<>();
		try (URLClassLoader loader = new URLClassLoader(new URL[] { classes.toUri().toURL() },
				getClass().getClassLoader())) {
			for (int i = 0; i < this.blocks.size(); i++) {
				JavaBlock block = this.blocks.get(i);
				if (block.isToBeRun()) {
					run(loader, loader.loadClass("docs.Block" + i));
					ran.add(block.fence());
				}
			}
		}
		return ran;
	}

	private void run(ClassLoader loader, Class<?> statements) throws Exception {
		ApplicationContextRunner application = Engines.engine().withClassLoader(loader);
		for (Class<?> component : components(loader).values()) {
			application = application.withBean(StringUtils.uncapitalize(component.getSimpleName()), component);
		}
		application.run((context) -> {
			if (context.getStartupFailure() != null) {
				throw new IllegalStateException(context.getStartupFailure());
			}
			run(statements, context);
		});
	}

	private Map<String, Class<?>> components(ClassLoader loader) {
		Map<String, Class<?>> components = new LinkedHashMap<>();
		for (int i = 0; i < this.blocks.size(); i++) {
			for (String type : this.blocks.get(i).types()) {
				Class<?> found = ClassUtils.resolveClassName("docs.Block" + i + "$" + type, loader);
				if (AnnotatedElementUtils.hasAnnotation(found, Component.class)) {
					components.put(type, found);
				}
			}
		}
		return components;
	}

	private static void run(Class<?> statements, ApplicationContext context) throws Exception {
		Constructor<?> constructor = statements.getDeclaredConstructor();
		constructor.setAccessible(true);
		Object instance = constructor.newInstance();
		ReflectionUtils.doWithFields(statements, (field) -> inject(instance, field, context),
				(field) -> !Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive());
		Method run = statements.getDeclaredMethod("run");
		run.setAccessible(true);
		try {
			run.invoke(instance);
		}
		catch (InvocationTargetException ex) {
			throw new IllegalStateException(ex.getTargetException());
		}
	}

	private static void inject(Object instance, Field field, ApplicationContext context) throws IllegalAccessException {
		field.setAccessible(true);
		Object bean = context.getBeanProvider(field.getType()).getIfUnique();
		if (bean != null && field.get(instance) == null) {
			field.set(instance, bean);
		}
	}

}
