package org.pynenc.actuate;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pynenc.broker.Broker;
import org.pynenc.execution.SlotUsage;
import org.pynenc.invocation.RunnerId;
import org.pynenc.orchestrator.Orchestrator;
import org.pynenc.runner.Runner;
import org.pynenc.state.StateBackend;
import org.pynenc.task.TaskRegistry;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PynencHealthIndicator} and how it gets into an application.
 */
class PynencHealthTests {

	private static final String DETAILS = "management.endpoint.health.show-details=always";

	private static final Duration LEASE = Duration.ofSeconds(15);

	@Test
	void anApplicationThatClaimsIsUp() {
		Actuator.of(Actuator.application(DETAILS), (actuator) -> {
			actuator.reports().build("2026-Q1", new ReportApplication.Login("ada", null)).result();
			JsonNode health = actuator.get("/health/pynenc");
			assertThat(health.get("status").asString()).isEqualTo("UP");
			assertThat(health.get("details").get("runner").asString()).isEqualTo("claiming");
			assertThat(Instant.parse(health.get("details").get("lastAnswer").asString())).isBefore(Instant.now());
		});
	}

	@Test
	void aNodeThatOnlyCallsIsUp() {
		Actuator.of(Actuator.application(DETAILS, "pynenc.runner.enabled=false"),
				(actuator) -> assertThat(actuator.get("/health/pynenc").toString())
					.isEqualTo("{\"details\":{\"runner\":\"disabled\"},\"status\":\"UP\"}"));
	}

	@Test
	void itIsInNoProbe() {
		WebApplicationContextRunner application = Actuator
			.application("management.endpoint.health.probes.enabled=true",
					"management.endpoint.health.show-components=always")
			.withBean("broken", Broker.class, () -> broken(Broker.class));
		Actuator.of(application, (actuator) -> {
			AvailabilityChangeEvent.publish(actuator.context(), LivenessState.CORRECT);
			AvailabilityChangeEvent.publish(actuator.context(), ReadinessState.ACCEPTING_TRAFFIC);
			assertThat(actuator.get("/health", 503).get("components").get("pynenc").get("status").asString())
				.isEqualTo("DOWN");
			for (String probe : List.of("liveness", "readiness")) {
				assertThat(actuator.get("/health/" + probe).get("status").asString()).isEqualTo("UP");
			}
		});
	}

	@Test
	void itCanBeSwitchedOff() {
		Actuator.application("management.health.pynenc.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(PynencHealthIndicator.class));
		Actuator.application("management.health.defaults.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(PynencHealthIndicator.class));
	}

	@Test
	void itCanBeReplacedByName() {
		HealthIndicator own = () -> Health.unknown().build();
		Actuator.application()
			.withBean("pynencHealthIndicator", HealthIndicator.class, () -> own)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(PynencHealthIndicator.class));
	}

	@Test
	void itNeedsBootsHealthAndNotTheActuator() {
		Actuator.withoutPackages("org.springframework.boot.health")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("pynencHealthContributor"));
		Actuator.withoutPackages("org.springframework.boot.actuate")
			.run((context) -> assertThat(context).hasSingleBean(PynencHealthIndicator.class));
	}

	@ParameterizedTest
	@CsvSource({ "orchestrator, org.pynenc.orchestrator.Orchestrator", "broker, org.pynenc.broker.Broker",
			"state-backend, org.pynenc.state.StateBackend" })
	void aComponentThatDoesNotAnswerIsNamed(String component, Class<?> type) {
		Actuator.application("pynenc.runner.enabled=false").run((context) -> {
			Health health = new PynencHealthIndicator(partOf(context, Orchestrator.class, type),
					partOf(context, Broker.class, type), partOf(context, StateBackend.class, type),
					context.getBean(TaskRegistry.class), () -> null)
				.health();
			assertThat(health.getStatus()).isEqualTo(Status.DOWN);
			assertThat(health.getDetails()).containsEntry("unreachable", component)
				.extractingByKey("error")
				.asString()
				.contains("is away");
		});
	}

	private static <T> T partOf(BeanFactory beans, Class<T> type, Class<?> broken) {
		return (type == broken) ? broken(type) : beans.getBean(type);
	}

	@SuppressWarnings("unchecked")
	private static <T> T broken(Class<T> type) {
		return (T) Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, (proxy, method, args) -> {
			if (method.getName().equals("capabilities")) {
				return Set.of();
			}
			throw new IllegalStateException(type.getSimpleName() + " is away");
		});
	}

	@Test
	void aRunnerWithoutAnswersForLongerThanItsLeaseIsDown() {
		assertHealth(new StubRunner(true, LEASE), Status.UP, "claiming");
		Health down = assertHealth(new StubRunner(true, LEASE.plusMillis(1)), Status.DOWN, "without answer");
		assertThat(down.getDetails()).containsEntry("unanswered", LEASE.plusMillis(1))
			.containsEntry("lastAnswer", Instant.EPOCH);
	}

	@Test
	void aRunnerThatDrainsOrIsStoppedIsOutOfService() {
		assertHealth(new StubRunner(false, Duration.ZERO), Status.OUT_OF_SERVICE, "draining");
		assertHealth(new StubRunner(false, Duration.ZERO) {

			@Override
			public @Nullable RunnerId id() {
				return null;
			}

		}, Status.OUT_OF_SERVICE, "stopped");
	}

	private static Health assertHealth(Runner runner, Status status, String detail) {
		Health[] health = new Health[1];
		Actuator.application("pynenc.runner.enabled=false").run((context) -> {
			PynencHealthIndicator indicator = new PynencHealthIndicator(context.getBean(Orchestrator.class),
					context.getBean(Broker.class), context.getBean(StateBackend.class),
					context.getBean(TaskRegistry.class), () -> runner);
			health[0] = indicator.health();
		});
		assertThat(health[0].getStatus()).isEqualTo(status);
		assertThat(health[0].getDetails()).containsEntry("runner", detail);
		return health[0];
	}

	@Test
	void aRunnerThatHasNothingToExecuteIsUp() {
		new WebApplicationContextRunner().withUserConfiguration(WithoutTasks.class)
			.run((context) -> assertThat(context.getBean(PynencHealthIndicator.class).health())
				.isEqualTo(Health.up().withDetail("runner", "without tasks").build()));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class WithoutTasks {

	}

	static class StubRunner implements Runner {

		private final boolean claiming;

		private final Duration unanswered;

		StubRunner(boolean claiming, Duration unanswered) {
			this.claiming = claiming;
			this.unanswered = unanswered;
		}

		@Override
		public @Nullable RunnerId id() {
			return new RunnerId("here");
		}

		@Override
		public SlotUsage slots() {
			return new SlotUsage(0, 0, 0);
		}

		@Override
		public boolean isClaiming() {
			return this.claiming;
		}

		@Override
		public Duration unanswered() {
			return this.unanswered;
		}

		@Override
		public Instant lastAnswer() {
			return Instant.EPOCH;
		}

		@Override
		public Duration lease() {
			return LEASE;
		}

	}

}
