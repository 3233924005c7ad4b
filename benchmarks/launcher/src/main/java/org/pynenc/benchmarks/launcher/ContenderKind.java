package org.pynenc.benchmarks.launcher;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Who can be measured.
 */
enum ContenderKind {

	FLOOR("floor", "floor", "org.pynenc.benchmarks.floor.FloorContender", StoreKind.REDIS),

	FUSED("fused", "starter", "org.pynenc.benchmarks.starter.StarterMain", StoreKind.REDIS),

	COMPOSED("composed", "starter", "org.pynenc.benchmarks.starter.StarterMain", StoreKind.REDIS),

	MEMORY("memory", "starter", "org.pynenc.benchmarks.starter.StarterMain", StoreKind.NONE),

	EXECUTOR("executor", "starter", "org.pynenc.benchmarks.starter.StarterMain", StoreKind.NONE);

	private final String title;

	private final String module;

	private final String mainClass;

	private final StoreKind store;

	ContenderKind(String title, String module, String mainClass, StoreKind store) {
		this.title = title;
		this.module = module;
		this.mainClass = mainClass;
		this.store = store;
	}

	static ContenderKind titled(String title) {
		return Arrays.stream(values())
			.filter((kind) -> kind.title.equals(title))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("There is no contender " + title + ", only " + titles()));
	}

	static String titles() {
		return Arrays.stream(values()).map(ContenderKind::title).collect(Collectors.joining(", "));
	}

	static List<ContenderKind> all() {
		return List.of(values());
	}

	String title() {
		return this.title;
	}

	String module() {
		return this.module;
	}

	String mainClass() {
		return this.mainClass;
	}

	StoreKind store() {
		return this.store;
	}

}
