package org.pynenc.benchmarks.starter;

import java.util.LinkedHashMap;
import java.util.Map;

import org.pynenc.benchmarks.Contender;
import org.pynenc.benchmarks.Measurement;
import org.pynenc.benchmarks.Plan;
import org.pynenc.benchmarks.RedisStore;
import org.pynenc.benchmarks.Store;
import org.pynenc.orchestrator.InvocationLifecycle;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The program of a JVM with the starter. The variants are {@code fused}, {@code composed}
 * and {@code memory}, and {@code executor} for the executor of the JDK.
 */
public final class StarterMain {

	private StarterMain() {
	}

	/**
	 * Measures one variant.
	 * @param arguments the plan
	 */
	public static void main(String[] arguments) {
		Measurement.run(arguments, StarterMain::contender);
	}

	private static Contender contender(Plan plan) {
		return switch (plan.variant()) {
			case "fused" -> redis(plan, "RedisLifecycle", BenchmarkApplication.class);
			case "composed" -> redis(plan, "ComposedLifecycle", BenchmarkApplication.class, OwnBroker.class);
			case "memory" -> memory();
			case "executor" -> new ExecutorContender();
			default -> throw new IllegalArgumentException("There is no variant " + plan.variant());
		};
	}

	private static Contender redis(Plan plan, String lifecycle, Class<?>... sources) {
		Map<String, Object> properties = properties("redis");
		properties.put("spring.data.redis.url", plan.redis());
		ConfigurableApplicationContext context = run(properties, sources);
		String serving = context.getBean(InvocationLifecycle.class).getClass().getSimpleName();
		if (!serving.equals(lifecycle)) {
			throw new IllegalStateException("What serves is " + serving + ", not " + lifecycle);
		}
		return new StarterContender(context, properties, new RedisStore(plan.redis()));
	}

	private static Contender memory() {
		Map<String, Object> properties = properties("memory");
		ConfigurableApplicationContext context = run(properties, BenchmarkApplication.class);
		Store store = new HeapStore(context.getBean(InvocationLifecycle.class)::purge);
		return new StarterContender(context, properties, store);
	}

	private static Map<String, Object> properties(String backend) {
		Map<String, Object> properties = new LinkedHashMap<>();
		properties.put("pynenc.app-id", "benchmarks");
		properties.put("pynenc.backend", backend);
		properties.put("pynenc.runner.concurrency", Contender.SLOTS);
		return properties;
	}

	private static ConfigurableApplicationContext run(Map<String, Object> properties, Class<?>... sources) {
		return new SpringApplicationBuilder(sources).web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.properties(properties)
			.properties("logging.level.root=warn", "spring.data.redis.repositories.enabled=false")
			.run();
	}

}
