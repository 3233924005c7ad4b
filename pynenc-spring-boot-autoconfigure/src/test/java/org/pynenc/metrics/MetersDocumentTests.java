package org.pynenc.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.pynenc.Arguments;
import org.pynenc.Call;
import org.pynenc.DistributedTask;
import org.pynenc.InvocationId;
import org.pynenc.InvocationStatus;
import org.pynenc.TaskId;
import org.pynenc.invocation.Claim;
import org.pynenc.invocation.Invocation;
import org.pynenc.invocation.InvocationEvent;
import org.pynenc.invocation.InvocationListener;
import org.pynenc.invocation.RunnerId;
import org.pynenc.invocation.Token;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The table of meters in {@code docs/operating.md} names those that there are.
 */
class MetersDocumentTests {

	private static final Pattern ROW = Pattern.compile("^\\| `(pynenc\\.[a-z.]+)` \\| (\\w+) \\| ([^|]*) \\|",
			Pattern.MULTILINE);

	@Test
	void tableNamesAllMetersWithTheirTags() throws IOException {
		Set<String> documented = ROW.matcher(Files.readString(Path.of("../docs/operating.md")))
			.results()
			.map(MetersDocumentTests::row)
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(documented).isEqualTo(meters());
	}

	private static String row(MatchResult row) {
		String tags = Arrays.stream(row.group(3).split(","))
			.map((tag) -> tag.replace("`", "").trim())
			.sorted()
			.collect(Collectors.joining(","));
		return row.group(1) + " " + row.group(2) + " " + tags;
	}

	private static Set<String> meters() {
		SimpleMeterRegistry registry = new SimpleMeterRegistry();
		new ApplicationContextRunner().withUserConfiguration(Application.class)
			.withBean(MeterRegistry.class, () -> registry)
			.run((context) -> {
				context.getBeanProvider(MeterBinder.class)
					.stream()
					.filter((binder) -> binder.getClass().getPackage().equals(MetersDocumentTests.class.getPackage()))
					.forEach((binder) -> binder.bindTo(registry));
				context.getBeanProvider(InvocationListener.class).forEach(MetersDocumentTests::tellEverything);
			});
		return registry.getMeters()
			.stream()
			.map(Meter::getId)
			.filter((id) -> id.getName().startsWith("pynenc."))
			.map(MetersDocumentTests::row)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static String row(Meter.Id id) {
		String tags = id.getTags().stream().map(Tag::getKey).sorted().collect(Collectors.joining(","));
		return id.getName() + " " + id.getType().name().toLowerCase(Locale.ROOT) + " " + tags;
	}

	private static void tellEverything(InvocationListener listener) {
		Claim claim = claim();
		listener.onEvent(
				InvocationEvent.of(claim.invocation().id(), claim.invocation().taskId(), InvocationStatus.REGISTERED));
		listener.onEvent(InvocationEvent.started(claim));
		listener.onEvent(InvocationEvent.ended(claim, InvocationStatus.SUCCESS, Duration.ofSeconds(1)));
	}

	private static Claim claim() {
		Invocation invocation = new Invocation(InvocationId.create(), new Call(new TaskId("a.b"), Arguments.none()),
				null, 0, "default", 0, 3, null, Map.of(), Invocation.WIRE_VERSION);
		return new Claim(invocation, new RunnerId("runner"), new Token("token"), 0, 0, Duration.ofSeconds(5));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		Reports reports() {
			return new Reports();
		}

	}

	static class Reports {

		@DistributedTask
		public List<String> build() {
			return List.of();
		}

	}

}
