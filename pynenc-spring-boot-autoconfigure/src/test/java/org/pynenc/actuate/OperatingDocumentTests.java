package org.pynenc.actuate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The answers that {@code docs/operating.md} shows are those that an application gives.
 */
class OperatingDocumentTests {

	private static final Pattern EXAMPLE = Pattern.compile("`GET /actuator(/[^`]+)`[^`]*```json\n(.+?)```",
			Pattern.DOTALL);

	/**
	 * What is another one at each start, and the classes of the example.
	 */
	private static final Map<String, String> VARIABLE = Map.of(
			"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}", "ID", "[\\w.-]+-\\d+-[0-9a-f]{8}(?=\")",
			"RUNNER", "\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z", "TIME", "(?<=\"unanswered\":)\"PT[^\"]+\"", "DURATION",
			"(?<=\"(busy|free|lent)\":)\\d+", "NUMBER", " \\((class path resource|\\\\\"pynenc).*?\\)(?=\")", "",
			"org\\.pynenc\\.actuate\\.ReportApplication\\$", "com.example.");

	private final WebApplicationContextRunner application = Actuator.application("pynenc.runner.concurrency=8",
			"pynenc.runner.queues=default,nightly", "pynenc.tasks[reports.archive].queue=yearly");

	@Test
	void answersAreAsShown() throws IOException {
		Map<String, String> examples = examples();
		assertThat(examples).hasSize(6);
		Actuator.of(this.application, (actuator) -> {
			Awaitility.await().until(() -> actuator.get("/pynenc").get("runners").asInt() == 1);
			String id = actuator.years().build(2026).invocationId().toString();
			actuator.reports().archive("2026-Q1");
			Awaitility.await()
				.until(() -> actuator.get("/pynenc/invocations?status=SUCCESS").get("invocations").size() == 3);
			String child = actuator.get("/pynenc/invocations?parent=" + id)
				.get("invocations")
				.get(0)
				.get("id")
				.asString();
			examples
				.forEach((uri, expected) -> assertThat(comparable(actuator.get(uri.replace("{id}", child)).toString()))
					.as(uri)
					.isEqualTo(comparable(expected)));
		});
	}

	private static Map<String, String> examples() throws IOException {
		Map<String, String> examples = new LinkedHashMap<>();
		Matcher matcher = EXAMPLE.matcher(Files.readString(Path.of("../docs/operating.md")));
		while (matcher.find()) {
			examples.put(matcher.group(1), JsonMapper.shared().readTree(matcher.group(2)).toString());
		}
		return examples;
	}

	/**
	 * In the order in which it is written, so that the example reads like the answer.
	 */
	private static String comparable(String json) {
		String comparable = json;
		for (Map.Entry<String, String> variable : VARIABLE.entrySet()) {
			comparable = comparable.replaceAll(variable.getKey(), variable.getValue());
		}
		return comparable;
	}

}
