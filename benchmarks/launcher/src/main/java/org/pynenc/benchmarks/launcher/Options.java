package org.pynenc.benchmarks.launcher;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What to measure.
 *
 * @param isShort whether to end with the one line of the short mode
 * @param isReportOnly whether to report once more what was measured before
 * @param contenders who
 * @param workloads what
 * @param rounds how often
 * @param tasks how many calls W2 and W5 register
 * @param seconds how long W3 takes; W1 takes half of it
 * @param warmUp how long the JIT is given, at least
 * @param calls how many calls W4 makes
 * @param patience how long to wait for others to leave the machine alone
 * @param jvm options for the JVMs of the contenders
 * @param output the directory of what was measured
 * @param redis the program of the Redis server, or {@code null} for the one that comes
 * along
 * @param docs the page to write the result into, or {@code null}
 */
record Options(boolean isShort, boolean isReportOnly, List<ContenderKind> contenders, List<String> workloads,
		int rounds, int tasks, Duration seconds, Duration warmUp, int calls, Duration patience, List<String> jvm,
		Path output, @Nullable Path redis, @Nullable Path docs) {

	private static final String SHORT = "--short";

	private static final String REPORT = "--report";

	private static final Set<String> FLAGS = Set.of(SHORT, REPORT);

	private static final Set<String> NAMES = Set.of("contenders", "workloads", "rounds", "tasks", "seconds", "warm-up",
			"calls", "patience", "jvm", "output", "redis", "docs");

	private static final String ALL_WORKLOADS = "W1,W2,W3,W4,W5,W6,start";

	static Options of(String... arguments) {
		Map<String, String> values = new HashMap<>();
		Set<String> flags = new HashSet<>();
		for (int i = 0; i < arguments.length; i++) {
			if (FLAGS.contains(arguments[i])) {
				flags.add(arguments[i]);
			}
			else {
				values.put(name(arguments[i]), value(arguments, ++i));
			}
		}
		return of(flags.contains(SHORT), flags.contains(REPORT), values);
	}

	private static String name(String argument) {
		String name = argument.startsWith("--") ? argument.substring(2) : "";
		if (!NAMES.contains(name)) {
			throw new IllegalArgumentException("There is no option " + argument + ", only " + FLAGS + " and " + NAMES);
		}
		return name;
	}

	private static String value(String[] arguments, int index) {
		if (index == arguments.length) {
			throw new IllegalArgumentException("The option " + arguments[index - 1] + " needs a value");
		}
		return arguments[index];
	}

	private static Options of(boolean isShort, boolean isReportOnly, Map<String, String> values) {
		String contenders = isShort ? "floor,fused" : ContenderKind.titles().replace(" ", "");
		return new Options(isShort, isReportOnly, contenders(values.getOrDefault("contenders", contenders)),
				list(values.getOrDefault("workloads", isShort ? "W2,W4" : ALL_WORKLOADS)), number(values, "rounds", 3),
				number(values, "tasks", 20_000), seconds(values, "seconds", 10),
				seconds(values, "warm-up", isShort ? 6 : 10), number(values, "calls", 500),
				seconds(values, "patience", isShort ? 2 : 20), list(values.getOrDefault("jvm", "-Xms1g,-Xmx2g")),
				Path.of(values.getOrDefault("output", "benchmarks/target/results")), path(values, "redis"),
				path(values, "docs"));
	}

	private static List<ContenderKind> contenders(String titles) {
		return list(titles).stream().map(ContenderKind::titled).toList();
	}

	private static List<String> list(String text) {
		return Arrays.stream(text.split(",")).map(String::trim).filter((item) -> !item.isEmpty()).toList();
	}

	private static @Nullable Path path(Map<String, String> values, String name) {
		return values.containsKey(name) ? Path.of(values.get(name)) : null;
	}

	private static int number(Map<String, String> values, String name, int otherwise) {
		return Integer.parseInt(values.getOrDefault(name, String.valueOf(otherwise)));
	}

	private static Duration seconds(Map<String, String> values, String name, int otherwise) {
		return Duration.ofSeconds(number(values, name, otherwise));
	}

}
