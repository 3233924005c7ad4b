package org.pynenc.stranger;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.netty.util.Version;
import org.pynenc.Pynenc;

/**
 * A stranger's Maven. It has a local repository of its own, in which this project is
 * installed and nothing else; all the rest it takes from the local repository of the
 * build that the test belongs to, and what is not there from where that one would.
 */
final class StrangersMaven {

	private final Path project = Path.of("..").toAbsolutePath().normalize();

	private final Path maven = Path.of(property("stranger.maven"));

	private final Path source = Path.of(property("stranger.repository"));

	private final boolean offline = property("stranger.mode").equals("offline=true");

	private final Path repository;

	private final Path settings;

	/**
	 * Sets it up.
	 * @param folder where to keep its repository and settings
	 */
	StrangersMaven(Path folder) throws IOException {
		this.repository = folder.resolve("repository");
		this.settings = folder.resolve("settings.xml");
		Files.createDirectories(this.repository);
		Files.writeString(this.settings, settings());
		install();
		leaveOutNativeLibraries();
	}

	private static String property(String name) {
		String value = System.getProperty(name);
		if (value == null) {
			throw new IllegalStateException("The pom of this module sets '" + name + "'; run this test by Maven");
		}
		return value;
	}

	private String settings() {
		String repository = "<id>outer</id><url>" + this.source.toUri()
				+ "</url><releases><checksumPolicy>ignore</checksumPolicy></releases>"
				+ "<snapshots><enabled>false</enabled></snapshots>";
		return "<settings><profiles><profile><id>outer</id><repositories><repository>" + repository
				+ "</repository></repositories><pluginRepositories><pluginRepository>" + repository
				+ "</pluginRepository></pluginRepositories></profile></profiles>"
				+ "<activeProfiles><activeProfile>outer</activeProfile></activeProfiles></settings>";
	}

	/**
	 * Does what {@code mvn install} does in this project, as far as the starter needs it.
	 */
	private void install() throws IOException {
		String version = version();
		installPom("pynenc-spring-boot-parent", version, this.project.resolve("pom.xml"));
		installPom("pynenc-spring-boot-autoconfigure", version,
				this.project.resolve("pynenc-spring-boot-autoconfigure/pom.xml"));
		installPom("pynenc-spring-boot-starter", version, this.project.resolve("pynenc-spring-boot-starter/pom.xml"));
		installJar("pynenc-spring-boot-autoconfigure", version, engine());
		packNothing(file("pynenc-spring-boot-starter", version, ".jar"));
	}

	private String version() throws IOException {
		Matcher version = Pattern.compile("<version>([^<]+)</version>")
			.matcher(Files.readString(this.project.resolve("pom.xml")));
		if (!version.find()) {
			throw new IllegalStateException("The project has no version");
		}
		return version.group(1);
	}

	private Path file(String artifact, String version, String extension) throws IOException {
		Path folder = this.repository.resolve("org/pynenc").resolve(artifact).resolve(version);
		return Files.createDirectories(folder).resolve(artifact + "-" + version + extension);
	}

	private void installPom(String artifact, String version, Path pom) throws IOException {
		Files.writeString(file(artifact, version, ".pom"), Files.readString(pom));
	}

	private void installJar(String artifact, String version, Path classes) throws IOException {
		try (OutputStream out = Files.newOutputStream(file(artifact, version, ".jar"))) {
			if (Files.isDirectory(classes)) {
				pack(classes, out);
			}
			else {
				Files.copy(classes, out);
			}
		}
	}

	/**
	 * The jar or, as long as there is none, the folder with the classes.
	 */
	private static Path engine() {
		try {
			return Path.of(Pynenc.class.getProtectionDomain().getCodeSource().getLocation().toURI());
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void pack(Path folder, OutputStream out) throws IOException {
		try (JarOutputStream jar = new JarOutputStream(out); Stream<Path> files = Files.walk(folder)) {
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				jar.putNextEntry(new JarEntry(folder.relativize(file).toString().replace('\\', '/')));
				Files.copy(file, jar);
				jar.closeEntry();
			}
		}
	}

	/**
	 * Netty's native libraries are large, one for each platform, and speed up what works
	 * without them; empty jars stand for them.
	 */
	private void leaveOutNativeLibraries() throws IOException {
		String version = Version.identify().get("netty-common").artifactVersion();
		leaveOut("netty-codec-native-quic", version,
				List.of("linux-x86_64", "linux-aarch_64", "osx-x86_64", "osx-aarch_64", "windows-x86_64"));
		leaveOut("netty-resolver-dns-native-macos", version, List.of("osx-x86_64"));
		leaveOut("netty-transport-native-epoll", version, List.of("linux-x86_64"));
	}

	private void leaveOut(String artifact, String version, List<String> classifiers) throws IOException {
		Path folder = this.repository.resolve("io/netty").resolve(artifact).resolve(version);
		Files.createDirectories(folder);
		Files.writeString(folder.resolve(artifact + "-" + version + ".pom"),
				"<project><modelVersion>4.0.0</modelVersion><groupId>io.netty</groupId><artifactId>" + artifact
						+ "</artifactId><version>" + version + "</version></project>");
		for (String classifier : classifiers) {
			packNothing(folder.resolve(artifact + "-" + version + "-" + classifier + ".jar"));
		}
	}

	private static void packNothing(Path jar) throws IOException {
		try (OutputStream out = Files.newOutputStream(jar)) {
			new JarOutputStream(out, new Manifest()).close();
		}
	}

	/**
	 * Starts Maven.
	 * @param folder where it is started
	 * @param arguments its goals and options
	 */
	RunningProcess start(Path folder, String... arguments) throws IOException {
		List<String> command = new ArrayList<>();
		boolean windows = System.getProperty("os.name").startsWith("Windows");
		command.add(this.maven.resolve("bin").resolve(windows ? "mvn.cmd" : "mvn").toString());
		command.addAll(List.of("--batch-mode", "--no-transfer-progress", "--global-settings", this.settings.toString(),
				"-Dmaven.repo.local=" + this.repository, "-Dstyle.color=never"));
		if (this.offline) {
			command.addAll(List.of("--offline", "-Daether.offline.protocols=file"));
		}
		command.addAll(List.of(arguments));
		return RunningProcess.start(folder, command);
	}

}
