package org.pynenc.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/**
 * The processes of one test on one Redis, and the directory of their events. All of them
 * end with it.
 */
final class Fleet implements AutoCloseable {

	static final String APP_ID = "proof";

	private final String redis;

	private final Path events;

	private final List<ForkedJvm> jvms = new ArrayList<>();

	private final List<ConfigurableApplicationContext> contexts = new ArrayList<>();

	private final Map<String, String> properties = new HashMap<>();

	private final List<String> classPathBefore = new ArrayList<>();

	private int started;

	Fleet(String redis) {
		this.redis = redis;
		try {
			this.events = Files.createTempDirectory("pynenc-proof-");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Sets a property of all processes that are started from now on.
	 */
	Fleet with(String property, Object value) {
		this.properties.put(property, String.valueOf(value));
		return this;
	}

	/**
	 * Puts something before the class path of all processes that are started from now on.
	 */
	Fleet withClassPathBefore(Path path) {
		this.classPathBefore.add(path.toString());
		return this;
	}

	/**
	 * Starts a process and does not wait for it.
	 * @param properties beside those of all, {@code name=value}
	 */
	ForkedJvm begin(String role, String... properties) {
		String name = role + "." + (++this.started);
		Map<String, String> all = properties(name, properties);
		ForkedJvm jvm = ForkedJvm.start(name, this.classPathBefore, List.of("-Xmx128m"), ProofNode.class, all);
		this.jvms.add(jvm);
		return jvm;
	}

	/**
	 * Starts a process and waits until it is ready.
	 */
	ForkedJvm start(String role, String... properties) {
		return awaitReady(begin(role, properties));
	}

	/**
	 * Starts several of one kind side by side.
	 */
	List<ForkedJvm> start(int number, String role, String... properties) {
		List<ForkedJvm> begun = new ArrayList<>();
		for (int i = 0; i < number; i++) {
			begun.add(begin(role, properties));
		}
		begun.forEach(Fleet::awaitReady);
		return begun;
	}

	static ForkedJvm awaitReady(ForkedJvm jvm) {
		String answer = jvm.answer();
		if (!answer.equals(ProofNode.READY)) {
			throw new AssertionError(jvm + " says '" + answer + "' before it is ready");
		}
		return jvm;
	}

	/**
	 * An application in this JVM, which calls and looks, and executes nothing.
	 */
	ConfigurableApplicationContext here() {
		SpringApplication application = ProofNode.application(
				properties("test." + (++this.started), "pynenc.runner.enabled=false", ProofNode.LATE_TASKS + "=true"));
		application.setRegisterShutdownHook(false);
		ConfigurableApplicationContext context = application.run();
		this.contexts.add(context);
		return context;
	}

	private Map<String, String> properties(String name, String... properties) {
		Map<String, String> all = new LinkedHashMap<>(
				Map.of(ProofNode.NODE, name, ProofNode.EVENTS, this.events.toString(), "pynenc.backend", "redis",
						"pynenc.app-id", APP_ID, "spring.data.redis.url", this.redis, "spring.data.redis.timeout", "5s",
						"logging.level.root", "warn", "spring.main.banner-mode", "off"));
		all.putAll(this.properties);
		for (String property : properties) {
			String[] parts = property.split("=", 2);
			all.put(parts[0], parts[1]);
		}
		return all;
	}

	/**
	 * What all processes have noted so far.
	 */
	List<Event> events() {
		return EventLog.read(this.events);
	}

	/**
	 * Waits until a process has noted an event of a kind.
	 */
	void awaitEvent(Event.Kind kind, ForkedJvm jvm) {
		Awaitility.await()
			.atMost(ForkedJvm.PATIENCE)
			.until(() -> events().stream()
				.anyMatch((event) -> event.kind() == kind && event.node().equals(jvm.name())));
	}

	/**
	 * Where this JVM notes what it does to others.
	 */
	EventLog log(String name) {
		return new EventLog(this.events, name);
	}

	/**
	 * Kills all processes; what they have noted stays.
	 */
	void stopProcesses() {
		this.jvms.stream().filter(ForkedJvm::isAlive).forEach(ForkedJvm::close);
	}

	@Override
	public void close() {
		this.contexts.forEach(ConfigurableApplicationContext::close);
		stopProcesses();
		try {
			FileSystemUtils.deleteRecursively(this.events);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
