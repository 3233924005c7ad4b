package org.pynenc.actuate;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.pynenc.InvocationId;
import org.pynenc.actuate.ReportApplication.Login;
import org.pynenc.actuate.ReportApplication.Reports;

import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The endpoint as Spring WebFlux serves it.
 */
class PynencEndpointReactiveTests {

	private final ReactiveWebApplicationContextRunner application = new ReactiveWebApplicationContextRunner()
		.withUserConfiguration(ReportApplication.class)
		.withPropertyValues(ReportApplication.PROPERTIES)
		.withPropertyValues("pynenc.runner.enabled=false", "management.endpoint.pynenc.access=UNRESTRICTED");

	@Test
	void allOperationsAreThere() {
		this.application.run((context) -> {
			WebTestClient http = WebTestClient.bindToApplicationContext(context).build();
			InvocationId id = context.getBean(Reports.class)
				.build("2026-Q1", new Login("ada", "sesame"))
				.invocationId();
			http.get()
				.uri("/actuator/pynenc")
				.exchange()
				.expectStatus()
				.isOk()
				.expectBody()
				.jsonPath("$.invocations.REGISTERED")
				.isEqualTo(1);
			http.get()
				.uri("/actuator/pynenc/invocations?status=REGISTERED&size=1")
				.exchange()
				.expectStatus()
				.isOk()
				.expectBody()
				.jsonPath("$.next")
				.isEqualTo(id.toString());
			http.get()
				.uri("/actuator/pynenc/invocations/" + id)
				.exchange()
				.expectStatus()
				.isOk()
				.expectBody()
				.jsonPath("$.call.arguments.period")
				.isEqualTo("******");
			http.post()
				.uri("/actuator/pynenc/invocations/" + id)
				.bodyValue(Map.of("status", "CANCELLED"))
				.exchange()
				.expectStatus()
				.isOk()
				.expectBody()
				.jsonPath("$.standing.status")
				.isEqualTo("CANCELLED");
		});
	}

	@Test
	void badPageIsRefusedWithAReason() {
		this.application.run((context) -> WebTestClient.bindToApplicationContext(context)
			.build()
			.get()
			.uri("/actuator/pynenc/invocations?status=BROKEN")
			.exchange()
			.expectStatus()
			.isBadRequest()
			.expectBody()
			.jsonPath("$.error")
			.value(String.class, (error) -> assertThat(error).contains("'BROKEN'")));
	}

}
