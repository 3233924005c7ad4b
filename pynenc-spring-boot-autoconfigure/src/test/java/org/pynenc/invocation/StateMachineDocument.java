package org.pynenc.invocation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.pynenc.InvocationStatus;

import org.springframework.util.Assert;

/**
 * Draws {@code docs/state-machine.md} from {@link StatusTransitions}; what the statuses
 * mean it reads in the Javadoc of {@link InvocationStatus}.
 */
final class StateMachineDocument {

	private static final Path STATUS_SOURCE = Path.of("src/main/java/org/pynenc/InvocationStatus.java");

	private static final Pattern CONSTANT = Pattern.compile("/\\*\\*([^/]*?)\\*/\\s*([A-Z_]+)\\(Kind\\.");

	private final Map<InvocationStatus, String> meanings;

	StateMachineDocument() throws IOException {
		this.meanings = meanings(Files.readString(STATUS_SOURCE));
	}

	private static Map<InvocationStatus, String> meanings(String source) {
		Map<InvocationStatus, String> meanings = new EnumMap<>(InvocationStatus.class);
		Matcher matcher = CONSTANT.matcher(source);
		while (matcher.find()) {
			String text = matcher.group(1).replace("*", "").replaceAll("\\s+", " ").trim();
			meanings.put(InvocationStatus.valueOf(matcher.group(2)), text);
		}
		Assert.state(meanings.size() == InvocationStatus.values().length,
				() -> "Every status needs Javadoc, found only that of " + meanings.keySet());
		return meanings;
	}

	String text() {
		return """
				# The state machine of an invocation

				Every backend refuses all other moves. What is drawn with a dashed line is only passed through: it is
				written to the history in the same atomic step as what follows it. This file is generated from
				`StatusTransitions`; a test keeps it up to date.

				```mermaid
				stateDiagram-v2
				%s
				```

				%s
				""".formatted(diagram(), table());
	}

	private String diagram() {
		StringBuilder diagram = new StringBuilder();
		StatusTransitions.initial().forEach((status) -> diagram.append(move("[*]", status.name())));
		for (InvocationStatus from : InvocationStatus.values()) {
			StatusTransitions.next(from).forEach((to) -> diagram.append(move(from.name(), to.name())));
			diagram.append(from.isFinal() ? move(from.name(), "[*]") : "");
		}
		diagram.append("    classDef passing stroke-dasharray: 5 5\n");
		diagram.append("    class ").append(names(Kind.PASSING, ",")).append(" passing");
		return diagram.toString();
	}

	private static String move(String from, String to) {
		return "    " + from + " --> " + to + "\n";
	}

	private String table() {
		return "| kind | status | meaning | may be followed by |\n| --- | --- | --- | --- |\n"
				+ Arrays.stream(Kind.values())
					.flatMap((kind) -> kind.statuses().stream().map((status) -> row(kind, status)))
					.collect(Collectors.joining("\n"));
	}

	private String row(Kind kind, InvocationStatus status) {
		String next = StatusTransitions.next(status)
			.stream()
			.map((to) -> "`" + to + "`")
			.collect(Collectors.joining(", "));
		return "| %s | `%s` | %s | %s |".formatted(kind.text, status, this.meanings.get(status),
				next.isEmpty() ? "–" : next);
	}

	private static String names(Kind kind, String separator) {
		return kind.statuses().stream().map(InvocationStatus::name).collect(Collectors.joining(separator));
	}

	private enum Kind {

		AVAILABLE("available: waits in a queue"), NOT_YET("not yet: in no queue"), OWNED("owned: has runner and token"),
		PASSING("passed through: only in the history"), FINAL("final: nothing follows");

		private final String text;

		Kind(String text) {
			this.text = text;
		}

		List<InvocationStatus> statuses() {
			return Arrays.stream(InvocationStatus.values()).filter((status) -> of(status) == this).toList();
		}

		private static Kind of(InvocationStatus status) {
			if (status.isAvailable()) {
				return AVAILABLE;
			}
			if (status.isOwned()) {
				return OWNED;
			}
			if (status.isPassing()) {
				return PASSING;
			}
			return status.isFinal() ? FINAL : NOT_YET;
		}

	}

}
