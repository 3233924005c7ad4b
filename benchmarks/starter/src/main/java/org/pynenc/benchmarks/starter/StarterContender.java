package org.pynenc.benchmarks.starter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.pynenc.Pynenc;
import org.pynenc.benchmarks.BatchApi;
import org.pynenc.benchmarks.Contender;
import org.pynenc.benchmarks.Store;
import org.pynenc.orchestrator.InvocationLifecycle;
import org.pynenc.runner.Runner;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * The starter, used through its API.
 */
final class StarterContender implements Contender {

	private final ConfigurableApplicationContext context;

	private final Map<String, Object> properties;

	private final Store store;

	private final Adder adder;

	private final Pynenc pynenc;

	private final Commits commits;

	private final SmartLifecycle runner;

	StarterContender(ConfigurableApplicationContext context, Map<String, Object> properties, Store store) {
		this.context = context;
		this.properties = properties;
		this.store = store;
		this.adder = context.getBean(Adder.class);
		this.pynenc = context.getBean(Pynenc.class);
		this.commits = context.getBean(Commits.class);
		this.runner = (SmartLifecycle) context.getBean(Runner.class);
		this.runner.stop();
	}

	@Override
	public Map<String, String> configuration() {
		Map<String, String> configuration = new LinkedHashMap<>();
		this.properties.forEach((name, value) -> configuration.put(name, value.toString()));
		configuration.put("lifecycle", this.context.getBean(InvocationLifecycle.class).getClass().getSimpleName());
		return configuration;
	}

	@Override
	public Store store() {
		return this.store;
	}

	@Override
	public void register(int a, int b) {
		this.adder.add(a, b);
	}

	@Override
	public List<BatchApi> batchApis() {
		return List.of(new BatchApi("batch", this::registerBatch));
	}

	private void registerBatch(int size) {
		List<Integer> numbers = IntStream.range(0, size).boxed().toList();
		this.pynenc.parallelizeInvocations(numbers, (number) -> this.adder.add(number, 1));
	}

	@Override
	public boolean hasResults() {
		return true;
	}

	@Override
	public int call(int a, int b) {
		return this.adder.add(a, b).result();
	}

	@Override
	public boolean keepsEnded() {
		return true;
	}

	@Override
	public long committed() {
		return this.commits.count();
	}

	@Override
	public void startRunner() {
		this.runner.start();
	}

	@Override
	public void stopRunner() {
		this.runner.stop();
	}

	@Override
	public void close() {
		this.context.close();
	}

}
