package org.pynenc.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.pynenc.DistributedInvocation;
import org.pynenc.InvocationFailedException;
import org.pynenc.InvocationId;
import org.pynenc.InvocationStatus;
import org.pynenc.TaskId;
import org.pynenc.actuate.ReportApplication.Login;
import org.pynenc.actuate.ReportApplication.Report;
import org.pynenc.broker.Broker;
import org.pynenc.invocation.Claim;
import org.pynenc.invocation.InvocationEvent;
import org.pynenc.invocation.InvocationListener;
import org.pynenc.invocation.RunnerId;
import org.pynenc.orchestrator.ClaimRequest;
import org.pynenc.orchestrator.Heartbeat;
import org.pynenc.orchestrator.InvocationLifecycle;
import org.pynenc.orchestrator.Orchestrator;
import org.pynenc.orchestrator.RequestId;
import org.pynenc.state.StateBackend;
import org.pynenc.task.TaskDefinition;
import org.pynenc.task.TaskRegistry;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The endpoint as Spring MVC serves it.
 */
class PynencEndpointWebTests {

	private static final String SHOWN = "management.endpoint.pynenc.show-values=always";

	private static final String WITHOUT_RUNNER = "pynenc.runner.enabled=false";

	private static final RunnerId RUNNER = new RunnerId("elsewhere");

	private static final Login LOGIN = new Login("ada", "sesame");

	private long requests;

	@Test
	void overviewTellsWhatThereIs() {
		Actuator.of(Actuator.application(), (actuator) -> {
			actuator.reports().build("2026-Q1", LOGIN).result();
			fail(actuator);
			JsonNode overview = actuator.get("/pynenc");
			assertThat(overview.get("application").asString()).isEqualTo("reporting");
			assertThat(overview.get("mode").asString()).isEqualTo("distributed");
			assertThat(overview.get("components").get("broker").asString()).isEqualTo("MemoryBroker");
			assertThat(overview.get("components").get("lifecycle").asString()).isEqualTo("ComposedLifecycle");
			assertThat(overview.get("tasks").asInt()).isEqualTo(5);
			assertThat(overview.get("runners").asInt()).isOne();
			assertThat(overview.get("invocations").toString()).isEqualTo("{\"SUCCESS\":1,\"FAILED\":1}");
		});
	}

	private static InvocationId fail(Actuator actuator) {
		DistributedInvocation<String> failing = actuator.reports().archive("2026-Q1");
		assertThatExceptionOfType(InvocationFailedException.class).isThrownBy(failing::result);
		return failing.invocationId();
	}

	@Test
	void inlineModeIsShown() {
		Actuator.of(Actuator.application("pynenc.mode=inline"), (actuator) -> {
			success(actuator);
			JsonNode overview = actuator.get("/pynenc");
			assertThat(overview.get("mode").asString()).isEqualTo("inline");
			assertThat(overview.get("invocations").toString()).isEqualTo("{\"SUCCESS\":1}");
			assertThat(actuator.get("/pynenc/runners").has("local")).isFalse();
			assertThat(actuator.bean(PynencHealthIndicator.class).health().getDetails()).containsEntry("runner",
					"disabled");
		});
	}

	@Test
	void applicationIsNamedByItsOwnPropertyFirst() {
		Actuator.of(Actuator.application("pynenc.app-id=own"),
				(actuator) -> assertThat(actuator.get("/pynenc").get("application").asString()).isEqualTo("own"));
	}

	@Test
	void tasksAreShownWithTheirOptionsAndWhereTheseComeFrom() {
		Actuator.of(Actuator.application("pynenc.task-defaults.max-recoveries=7"), (actuator) -> {
			Awaitility.await().until(() -> actuator.get("/pynenc").get("runners").asInt() == 1);
			JsonNode tasks = actuator.get("/pynenc/tasks").get("tasks");
			assertThat(texts(tasks, "id")).containsExactly("reports.archive", "reports.build", "reports.nothing",
					"reports.stuck", "years.build");
			JsonNode task = actuator.get("/pynenc/tasks/reports.build");
			assertThat(task).isEqualTo(tasks.get(1));
			assertThat(task.get("bean").asString()).isEqualTo("reports");
			assertThat(task.get("method").asString()).endsWith("ReportApplication$Reports.build");
			assertThat(task.get("returns").asString()).isEqualTo("INVOCATION");
			assertThat(task.get("result").asString()).isEqualTo(Report.class.getName());
			assertThat(task.get("parameters").toString())
				.isEqualTo("{\"period\":\"java.lang.String\",\"login\":\"" + Login.class.getName() + "\"}");
			assertThat(task.get("runners").asInt()).isOne();
			assertOption(task, "queue", "\"nightly\"", "pynenc.tasks[reports.build].queue");
			assertOption(task, "maxRetries", "2", "annotation");
			assertOption(task, "retryFor", "[\"java.io.IOException\"]", "annotation");
			assertOption(task, "noRetryFor", "[]", "default");
			assertOption(task, "maxRecoveries", "7", "pynenc.task-defaults.max-recoveries");
		});
	}

	private static void assertOption(JsonNode task, String option, String value, String source) {
		JsonNode described = task.get("options").get(option);
		assertThat(described.get("value").toString()).isEqualTo(value);
		assertThat(described.get("source").asString()).startsWith(source);
	}

	@Test
	void everyOptionThatHasASourceIsShown() {
		Actuator.of(Actuator.application(), (actuator) -> {
			TaskDefinition task = actuator.bean(TaskRegistry.class).find(new TaskId("reports.build")).orElseThrow();
			JsonNode options = actuator.get("/pynenc/tasks/reports.build").get("options");
			assertThat(options.propertyNames()).containsExactlyElementsOf(task.sources().keySet());
			options.forEach((option) -> assertThat(option.hasNonNull("value")).isTrue());
		});
	}

	@Test
	void queuesAreShownWithWhatWaitsInThem() {
		Actuator.of(Actuator.application(WITHOUT_RUNNER), (actuator) -> {
			announce(actuator, Set.of("nightly"));
			actuator.reports().build("2026-Q1", LOGIN);
			actuator.reports().build("2026-Q2", LOGIN);
			JsonNode queues = actuator.get("/pynenc/queues").get("queues");
			assertThat(queues.toString())
				.isEqualTo("{\"default\":{\"size\":0,\"tasks\":{},\"runners\":0},\"nightly\":{\"size\":2,"
						+ "\"tasks\":{\"reports.build\":2},\"runners\":1}}");
		});
	}

	private static void announce(Actuator actuator, Set<String> queues) {
		actuator.bean(Orchestrator.class)
			.runners()
			.heartbeat(new Heartbeat(RUNNER, 4, queues, Set.of(new TaskId("reports.build")), Duration.ofMinutes(5), 0,
					Set.of()));
	}

	@Test
	void runnersAreShownWithTheirSlotsAndLastHeartbeat() {
		Actuator.of(Actuator.application("pynenc.runner.concurrency=3"), (actuator) -> {
			DistributedInvocation<?> stuck = actuator.reports().stuck();
			Awaitility.await().until(() -> stuck.status() == InvocationStatus.RUNNING);
			announce(actuator, Set.of("nightly"));
			JsonNode answer = actuator.get("/pynenc/runners");
			JsonNode local = answer.get("local");
			JsonNode own = StreamSupport.stream(answer.get("runners").spliterator(), false)
				.filter((runner) -> runner.get("id").equals(local.get("id")))
				.findFirst()
				.orElseThrow();
			assertThat(answer.get("runners")).hasSize(2);
			assertThat(own.get("slots").asInt()).isEqualTo(3);
			assertThat(own.get("owned").asInt()).isOne();
			assertThat(own.get("queues")).isEmpty();
			assertThat(own.get("tasks")).hasSize(5);
			assertThat(Instant.parse(own.get("leaseUntil").asString()))
				.isAfter(Instant.parse(own.get("lastHeartbeat").asString()));
			assertThat(local.get("claiming").asBoolean()).isTrue();
			assertThat(local.has("lastAnswer")).isTrue();
			assertThat(local.get("slots").get("busy").asInt()).isPositive();
			ReportApplication.release(actuator.reports());
			stuck.result();
		});
	}

	@Test
	void aNodeWithoutRunnerHasNoLocalOne() {
		Actuator.of(Actuator.application(WITHOUT_RUNNER),
				(actuator) -> assertThat(actuator.get("/pynenc/runners").toString()).isEqualTo("{\"runners\":[]}"));
	}

	@Test
	void invocationsOfAStatusComeInPages() {
		Actuator.of(Actuator.application(WITHOUT_RUNNER), (actuator) -> {
			List<String> ids = new ArrayList<>(IntStream.range(0, 5)
				.mapToObj((i) -> actuator.reports().build("2026-Q" + i, LOGIN).invocationId().toString())
				.toList());
			Collections.reverse(ids);
			JsonNode first = actuator.get("/pynenc/invocations?status=REGISTERED&size=2");
			assertThat(texts(first.get("invocations"), "id")).isEqualTo(ids.subList(0, 2));
			assertThat(first.get("next").asString()).isEqualTo(ids.get(1));
			assertThat(texts(first.get("invocations"), "task")).containsOnly("reports.build");
			JsonNode second = actuator.get("/pynenc/invocations?status=registered&size=2&after=" + ids.get(1));
			assertThat(texts(second.get("invocations"), "id")).isEqualTo(ids.subList(2, 4));
			JsonNode third = actuator
				.get("/pynenc/invocations?status=REGISTERED&size=2&after=" + second.get("next").asString());
			assertThat(texts(third.get("invocations"), "id")).isEqualTo(ids.subList(4, 5));
			assertThat(third.has("next")).isFalse();
			assertThat(actuator.get("/pynenc/invocations?status=FAILED").get("invocations")).isEmpty();
		});
	}

	private static List<String> texts(JsonNode items, String name) {
		return StreamSupport.stream(items.spliterator(), false).map((item) -> item.get(name).asString()).toList();
	}

	@Test
	void badPageIsRefusedWithAReason() {
		Actuator.of(Actuator.application(WITHOUT_RUNNER), (actuator) -> {
			String statuses = "'status' must be one of [REGISTERED, SCHEDULED, PENDING, RUNNING, PAUSED, RETRY, REROUTED,"
					+ " CONCURRENCY_CONTROLLED, CONCURRENCY_CONTROLLED_FINAL, SUCCESS, FAILED, CANCELLED], not ";
			assertRefused(actuator, "status=BROKEN", statuses + "'BROKEN'");
			assertRefused(actuator, "status=KILLED", statuses + "'KILLED'");
			assertRefused(actuator, "status=", statuses + "''");
			for (String size : List.of("0", "501", "many", "99999999999")) {
				assertRefused(actuator, "status=FAILED&size=" + size,
						"'size' must be a number from 1 to 500, not '" + size + "'");
			}
			assertRefused(actuator, "status=FAILED&after=today",
					"'after' must be the id of an invocation, not 'today'");
			assertRefused(actuator, "parent=nobody", "'parent' must be the id of an invocation, not 'nobody'");
			assertRefused(actuator, "size=5", "Ask for the invocations of one 'status' or of one 'parent'");
			assertRefused(actuator, "status=FAILED&parent=" + InvocationId.create(),
					"Ask for the invocations of one 'status' or of one 'parent'");
		});
	}

	private static void assertRefused(Actuator actuator, String query, String reason) {
		assertThat(actuator.get("/pynenc/invocations?" + query, 400).get("error").asString()).isEqualTo(reason);
	}

	@Test
	void whatIsNotThereIsNotFound() {
		Actuator.of(Actuator.application(WITHOUT_RUNNER),
				(actuator) -> Stream
					.of("/workers", "/workers/1", "/queues/default", "/tasks/reports.unknown", "/tasks/ ",
							"/invocations/" + InvocationId.create())
					.forEach((uri) -> actuator.get("/pynenc" + uri, 404)));
	}

	@Test
	void anInvocationIsShownWithParentChildrenAndHistory() {
		Actuator.of(Actuator.application(), (actuator) -> {
			DistributedInvocation<Integer> year = actuator.years().build(2026);
			assertThat(year.result()).isEqualTo(6);
			JsonNode parent = actuator.get("/pynenc/invocations/" + year.invocationId());
			assertThat(parent.get("standing").get("status").asString()).isEqualTo("SUCCESS");
			assertThat(parent.get("call").has("parent")).isFalse();
			assertThat(parent.get("call").get("depth").asInt()).isZero();
			List<String> children = texts(parent.get("children").get("invocations"), "id");
			assertThat(children).hasSize(2);
			assertThat(texts(parent.get("history"), "status")).startsWith("REGISTERED", "PENDING", "RUNNING")
				.endsWith("SUCCESS");
			JsonNode child = actuator.get("/pynenc/invocations/" + children.get(0));
			assertThat(child.get("call").get("parent").asString()).isEqualTo(year.invocationId().toString());
			assertThat(child.get("call").get("depth").asInt()).isOne();
			assertThat(child.get("call").get("queue").asString()).isEqualTo("nightly");
			assertThat(texts(
					actuator.get("/pynenc/invocations?size=1&parent=" + year.invocationId()).get("invocations"), "id"))
				.isEqualTo(children.subList(0, 1));
		});
	}

	@Test
	void valuesAreNotShownUnlessThatIsAllowed() {
		Actuator.of(Actuator.application(), (actuator) -> {
			String success = success(actuator);
			JsonNode shown = actuator.get("/pynenc/invocations/" + success);
			assertThat(shown.get("call").get("arguments").toString())
				.isEqualTo("{\"period\":\"******\",\"login\":\"******\"}");
			assertThat(shown.get("outcome").toString()).isEqualTo("{\"status\":\"SUCCESS\",\"result\":\"******\"}");
			JsonNode failed = actuator.get("/pynenc/invocations/" + fail(actuator));
			assertThat(failed.get("outcome").toString())
				.isEqualTo("{\"status\":\"FAILED\",\"failure\":{\"type\":\"java.lang.IllegalStateException\","
						+ "\"message\":\"******\",\"cause\":{\"type\":\"java.io.IOException\",\"message\":\"******\"}}}");
			assertThat(shown.toString() + failed).doesNotContain("2026-Q1", "sesame", "room", "disk");
		});
	}

	private static String success(Actuator actuator) {
		DistributedInvocation<Report> invocation = actuator.reports().build("2026-Q1", LOGIN);
		invocation.result();
		return invocation.invocationId().toString();
	}

	@Test
	void valuesAreShownWhereThatIsAllowed() {
		Actuator.of(Actuator.application(SHOWN), (actuator) -> {
			JsonNode shown = actuator.get("/pynenc/invocations/" + success(actuator));
			assertThat(shown.get("call").get("arguments").toString())
				.isEqualTo("{\"period\":\"2026-Q1\",\"login\":{\"user\":\"ada\",\"password\":\"sesame\"}}");
			assertThat(shown.get("outcome").get("result").toString())
				.isEqualTo("{\"title\":\"Report of 2026-Q1\",\"pages\":3}");
			JsonNode failure = actuator.get("/pynenc/invocations/" + fail(actuator)).get("outcome").get("failure");
			assertThat(failure.get("message").asString()).isEqualTo("No room for 2026-Q1");
			assertThat(failure.get("stackTrace").get(0).asString()).contains("Reports.archive(ReportApplication.java:");
			assertThat(failure.get("cause").get("message").asString()).isEqualTo("disk full");
		});
	}

	@Test
	void emptyAndLongValuesAreTold() {
		Actuator.of(Actuator.application(SHOWN), (actuator) -> {
			assertThat(argument(actuator, null).isNull()).isTrue();
			assertThat(argument(actuator, "x".repeat(ShownValues.MAX_LENGTH - 2)).asString()).startsWith("xxx");
			assertThat(argument(actuator, "x".repeat(ShownValues.MAX_LENGTH)).asString())
				.isEqualTo("(10002 characters)");
		});
	}

	private static JsonNode argument(Actuator actuator, @Nullable String text) {
		actuator.reports().nothing(text);
		JsonNode newest = Awaitility.await()
			.until(() -> actuator.get("/pynenc/invocations?status=SUCCESS&size=1").get("invocations"),
					(page) -> !page.isEmpty() && actuator.get("/pynenc").get("invocations").size() == 1)
			.get(0);
		return actuator.get("/pynenc/invocations/" + newest.get("id").asString())
			.get("call")
			.get("arguments")
			.get("text");
	}

	@Test
	void sanitizingFunctionsAreAskedByNameOfParameterAndField() {
		WebApplicationContextRunner application = Actuator.application(SHOWN)
			.withBean("passwords", SanitizingFunction.class,
					() -> (data) -> Set.of("password", "title", "message").contains(data.getKey())
							? data.withSanitizedValue() : data)
			.withBean("periods", SanitizingFunction.class,
					() -> (data) -> data.getKey().equals("period") ? data.withValue("a period") : data);
		Actuator.of(application, (actuator) -> {
			JsonNode shown = actuator.get("/pynenc/invocations/" + success(actuator));
			assertThat(shown.get("call").get("arguments").toString())
				.isEqualTo("{\"period\":\"a period\",\"login\":{\"user\":\"ada\",\"password\":\"******\"}}");
			assertThat(shown.get("outcome").get("result").toString()).isEqualTo("{\"title\":\"******\",\"pages\":3}");
			assertThat(actuator.get("/pynenc/invocations/" + fail(actuator)).get("outcome").toString())
				.doesNotContain("No room", "disk");
		});
	}

	@Test
	void valuesMayBeForSomeRolesOnly() {
		Actuator.of(Actuator.application("management.endpoint.pynenc.show-values=when_authorized",
				"management.endpoint.pynenc.roles=operator"), (actuator) -> {
					String uri = "/pynenc/invocations/" + success(actuator);
					assertThat(actuator.get(uri).toString()).doesNotContain("sesame");
					assertThat(Actuator.answer(actuator.getAs("ada", "guest", uri), 200).toString())
						.doesNotContain("sesame");
					assertThat(Actuator.answer(actuator.getAs("ada", "operator", uri), 200).toString())
						.contains("sesame");
				});
	}

	@Test
	void readingChangesNothing() {
		Actuator.of(Actuator.application(WITHOUT_RUNNER, SHOWN, "management.endpoint.pynenc.access=UNRESTRICTED"),
				(actuator) -> {
					announce(actuator, Set.of());
					InvocationId waiting = actuator.reports().build("2026-Q1", LOGIN).invocationId();
					InvocationId owned = claim(actuator).get(0).invocation().id();
					assertThat(owned).isEqualTo(waiting);
					InvocationId queued = actuator.reports().build("2026-Q2", LOGIN).invocationId();
					List<Object> before = snapshot(actuator, owned, queued);
					Stream
						.of("", "/tasks", "/tasks/reports.build", "/queues", "/runners",
								"/invocations?status=REGISTERED", "/invocations?status=RUNNING&size=1",
								"/invocations?parent=" + owned, "/invocations/" + owned, "/invocations/" + queued)
						.forEach((uri) -> actuator.get("/pynenc" + uri));
					actuator.bean(PynencHealthIndicator.class).health();
					assertThat(snapshot(actuator, owned, queued)).isEqualTo(before);
					assertThat(claim(actuator)).extracting((claim) -> claim.invocation().id()).containsExactly(queued);
				});
	}

	private List<Claim> claim(Actuator actuator) {
		return actuator.bean(InvocationLifecycle.class)
			.claim(new ClaimRequest(new RequestId(RUNNER, ++this.requests), 1, Set.of(),
					Set.of(new TaskId("reports.build"))))
			.claims();
	}

	private static List<Object> snapshot(Actuator actuator, InvocationId... ids) {
		Orchestrator orchestrator = actuator.bean(Orchestrator.class);
		return List.of(orchestrator.records(List.of(ids)), Stream.of(ids).map(orchestrator::history).toList(),
				orchestrator.counts(), orchestrator.runners().alive(), actuator.bean(Broker.class).sizes(),
				orchestrator.recover(Duration.ZERO, 10), actuator.bean(StateBackend.class).load(List.of(ids)));
	}

	@Test
	void writingNeedsUnrestrictedAccess() {
		Actuator.of(Actuator.application(WITHOUT_RUNNER), (actuator) -> {
			DistributedInvocation<Report> waiting = actuator.reports().build("2026-Q1", LOGIN);
			actuator.post("/pynenc/invocations/" + waiting.invocationId(), "{\"status\":\"CANCELLED\"}", 405);
			assertThat(waiting.status()).isEqualTo(InvocationStatus.REGISTERED);
		});
	}

	@Test
	void whatWaitsCanBeCancelledOnce() {
		List<InvocationEvent> events = new ArrayList<>();
		WebApplicationContextRunner application = Actuator
			.application(WITHOUT_RUNNER, "management.endpoint.pynenc.access=UNRESTRICTED",
					"pynenc.client.status-cache=0s")
			.withBean(InvocationListener.class, () -> events::add);
		Actuator.of(application, (actuator) -> {
			DistributedInvocation<Report> waiting = actuator.reports().build("2026-Q1", LOGIN);
			events.clear();
			for (int i = 0; i < 2; i++) {
				JsonNode answer = actuator.post("/pynenc/invocations/" + waiting.invocationId(),
						"{\"status\":\"cancelled\"}", 200);
				assertThat(answer.get("standing").get("status").asString()).isEqualTo("CANCELLED");
			}
			assertThat(waiting.status()).isEqualTo(InvocationStatus.CANCELLED);
			assertThat(actuator.bean(Broker.class).sizes()).isEmpty();
			assertThat(events).extracting(InvocationEvent::status).containsExactly(InvocationStatus.CANCELLED);
		});
	}

	@Test
	void whatCannotBeCancelledIsRefusedWithAReason() {
		Actuator.of(Actuator.application("management.endpoint.pynenc.access=UNRESTRICTED"), (actuator) -> {
			String uri = "/pynenc/invocations/" + success(actuator);
			assertThat(actuator.post(uri, "{\"status\":\"CANCELLED\"}", 409).get("error").asString())
				.contains("SUCCESS");
			assertThat(actuator.post(uri, "{\"status\":\"RETRY\"}", 400).get("error").asString()).contains("CANCELLED");
			assertThat(actuator.post(uri, "{}", 400).get("error").asString()).contains("CANCELLED");
			assertThat(
					actuator.post("/pynenc/invocations/x", "{\"status\":\"CANCELLED\"}", 400).get("error").asString())
				.contains("'x'");
			actuator.post("/pynenc/invocations/" + InvocationId.create(), "{\"status\":\"CANCELLED\"}", 404);
			actuator.post("/pynenc/tasks/reports.build", "{\"status\":\"CANCELLED\"}", 404);
		});
	}

	@Test
	void accessAndCachingAreThoseOfEveryEndpoint() {
		Actuator.of(Actuator.application("management.endpoint.pynenc.access=NONE"),
				(actuator) -> actuator.get("/pynenc", 404));
		Actuator.of(Actuator.application("management.endpoint.pynenc.cache.time-to-live=1h", WITHOUT_RUNNER),
				(actuator) -> {
					JsonNode first = actuator.get("/pynenc");
					actuator.reports().build("2026-Q1", LOGIN);
					assertThat(actuator.get("/pynenc")).isEqualTo(first);
					assertThat(actuator.get("/pynenc/invocations?status=REGISTERED").get("invocations")).hasSize(1);
				});
	}

	@Test
	void linksAreTemplates() {
		Actuator.of(Actuator.application(WITHOUT_RUNNER),
				(actuator) -> assertThat(actuator.get("")
					.get("_links")
					.propertyStream()
					.collect(Collectors.toMap(Map.Entry::getKey, (link) -> link.getValue().get("href").asString())))
					.containsEntry("pynenc", "http://localhost/actuator/pynenc")
					.containsEntry("pynenc-part-id", "http://localhost/actuator/pynenc/{part}/{id}"));
	}

}
