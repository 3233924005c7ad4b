package org.pynenc.docs;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.pynenc.docs.MarkdownPage.Fence;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

import org.springframework.boot.SpringBootVersion;

/**
 * A piece of an application's POM. What it names is a module of this build, or managed by
 * Spring Boot.
 */
final class DependencySnippet {

	private static final List<String> ARTIFACTS = List.of("dependency", "plugin", "parent");

	/**
	 * The version of each artifact of this build, and an empty text for what Boot
	 * manages.
	 */
	private final Map<String, String> known = new HashMap<>();

	DependencySnippet() throws IOException {
		addModules();
		addManaged();
	}

	private void addModules() throws IOException {
		Element project = read(Path.of("../pom.xml"));
		String version = child(project, "version");
		elements(project, "module").map(Node::getTextContent)
			.forEach((module) -> this.known.put(child(project, "groupId") + ":" + module, version));
	}

	private void addManaged() throws IOException {
		String version = SpringBootVersion.getVersion();
		elements(read(bom(version)), "dependency", "plugin")
			.forEach((managed) -> this.known.put(child(managed, "groupId") + ":" + child(managed, "artifactId"), ""));
		this.known.put("org.springframework.boot:spring-boot-starter-parent", version);
	}

	private static Path bom(String version) {
		Path repository = Path
			.of(System.getProperty("pynenc.docs.repository", System.getProperty("user.home") + "/.m2/repository"));
		return repository
			.resolve("org/springframework/boot/spring-boot-dependencies/%1$s/spring-boot-dependencies-%1$s.pom"
				.formatted(version));
	}

	private static Element read(Path file) throws IOException {
		try {
			return parse(Files.readString(file));
		}
		catch (SAXException ex) {
			throw new IOException("Not an XML file: " + file, ex);
		}
	}

	private static Element parse(String text) throws IOException, SAXException {
		try {
			Document document = DocumentBuilderFactory.newInstance()
				.newDocumentBuilder()
				.parse(new InputSource(new StringReader(text)));
			return document.getDocumentElement();
		}
		catch (ParserConfigurationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * What is wrong with a block of XML.
	 */
	List<String> problems(Fence fence) {
		try {
			String text = fence.text().strip();
			Element root = parse(text.startsWith("<?xml") ? text : "<snippet>" + text + "</snippet>");
			List<Element> artifacts = elements(root, ARTIFACTS.toArray(String[]::new)).toList();
			return artifacts.isEmpty() ? List.of(fence + ": names no artifact, so nothing checks it")
					: artifacts.stream().flatMap((artifact) -> problem(fence, artifact)).toList();
		}
		catch (IOException | SAXException ex) {
			return List.of(fence + ": is no XML: " + ex.getMessage());
		}
	}

	private Stream<String> problem(Fence fence, Element artifact) {
		String name = child(artifact, "groupId") + ":" + child(artifact, "artifactId");
		String expected = this.known.get(name);
		if (expected == null) {
			return Stream.of(fence + ": there is no artifact " + name);
		}
		String version = child(artifact, "version");
		return version.equals(expected) ? Stream.empty()
				: Stream.of(fence + ": the version of " + name + " is '" + expected + "', and not '" + version + "'");
	}

	private static String child(Element parent, String name) {
		return children(parent.getChildNodes()).filter((child) -> child.getTagName().equals(name))
			.map(Node::getTextContent)
			.map(String::strip)
			.findFirst()
			.orElse("");
	}

	private static Stream<Element> elements(Element root, String... names) {
		return Stream.of(names).flatMap((name) -> children(root.getElementsByTagName(name)));
	}

	private static Stream<Element> children(NodeList nodes) {
		return IntStream.range(0, nodes.getLength())
			.mapToObj(nodes::item)
			.filter(Element.class::isInstance)
			.map(Element.class::cast);
	}

}
