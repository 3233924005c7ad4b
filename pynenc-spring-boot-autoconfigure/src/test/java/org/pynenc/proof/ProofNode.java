package org.pynenc.proof;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import org.pynenc.Pynenc;
import org.pynenc.broker.Broker;
import org.pynenc.broker.BrokerProperties;
import org.pynenc.orchestrator.ComposedLifecycles;
import org.pynenc.orchestrator.InvocationLifecycle;
import org.pynenc.orchestrator.Orchestrator;
import org.pynenc.state.StateBackend;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * An application of the proof: a runner, a caller, or both, as its properties say. As a
 * process of its own it does what {@link NodeConsole} is told, and ends with its standard
 * input.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class ProofNode {

	private static final Set<String> NEEDED = Set.of(JacksonAutoConfiguration.class.getName(),
			DataRedisAutoConfiguration.class.getName(), ConfigurationPropertiesAutoConfiguration.class.getName());

	static final String NODE = "proof.node";

	static final String EVENTS = "proof.events";

	static final String GATE = "proof.gate-open";

	static final String LATE_TASKS = "proof.late-tasks";

	static final String COMPOSED = "proof.composed";

	static final String READY = "ready";

	public static void main(String[] args) throws IOException {
		try (ConfigurableApplicationContext context = start()) {
			NodeConsole console = context.getBean(NodeConsole.class);
			context.getBean(EventLog.class)
				.note(Event.Kind.UP, "", "", "", String.valueOf(ProcessHandle.current().pid()));
			NodeConsole.answer(READY);
			BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
			for (String line = input.readLine(); line != null; line = input.readLine()) {
				console.accept(line);
			}
		}
		catch (RuntimeException | Error ex) {
			ex.printStackTrace(System.out);
		}
		finally {
			// Who has started this process is gone.
			Runtime.getRuntime().halt(1);
		}
	}

	private static ConfigurableApplicationContext start() {
		return application(Map.of()).run();
	}

	/**
	 * Of all that the class path of the tests would bring, only what the engine needs is
	 * configured: processes start in half the time.
	 */
	static SpringApplication application(Map<String, String> properties) {
		SpringApplication application = new SpringApplication(ProofNode.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		Map<String, Object> defaults = new HashMap<>(properties);
		defaults.put("spring.autoconfigure.exclude", unneeded());
		application.setDefaultProperties(defaults);
		return application;
	}

	private static String unneeded() {
		return StreamSupport
			.stream(ImportCandidates.load(AutoConfiguration.class, ProofNode.class.getClassLoader()).spliterator(),
					false)
			.filter((name) -> !name.startsWith("org.pynenc.") && !NEEDED.contains(name))
			.collect(Collectors.joining(","));
	}

	@Bean
	EventLog eventLog(Environment environment) {
		return new EventLog(Path.of(environment.getRequiredProperty(EVENTS)), environment.getRequiredProperty(NODE));
	}

	@Bean
	Gate gate(Environment environment) {
		return new Gate(environment.getProperty(GATE, Boolean.class, false));
	}

	@Bean
	NotedBodies notedBodies(EventLog log) {
		return new NotedBodies(log);
	}

	@Bean
	NotedCalls notedCalls(EventLog log, Pynenc pynenc) {
		return new NotedCalls(log, pynenc);
	}

	@Bean
	ProofTasks proof(NotedBodies bodies, NotedCalls calls, ObjectProvider<ProofTasks> self, Gate gate) {
		return new ProofTasks(bodies, calls, self, gate);
	}

	@Bean
	@ConditionalOnProperty(LATE_TASKS)
	LateTasks late(NotedBodies bodies) {
		return new LateTasks(bodies);
	}

	@Bean
	SoakTasks soak(ObjectProvider<SoakTasks> self) {
		return new SoakTasks(self);
	}

	@Bean
	NodeConsole console(EventLog log, NotedCalls calls, ProofTasks tasks, SoakTasks soak, Pynenc pynenc, Gate gate) {
		return new NodeConsole(log, calls, tasks, new Flood(calls, tasks, soak, pynenc), gate);
	}

	/**
	 * What an application gets that has a component of somebody else's.
	 */
	@Bean
	@ConditionalOnProperty(COMPOSED)
	InvocationLifecycle composed(Orchestrator orchestrator, Broker broker, StateBackend stateBackend,
			BrokerProperties properties) {
		return ComposedLifecycles.of(orchestrator, broker, stateBackend, properties.limit());
	}

}
