package org.pynenc.actuate;

import org.pynenc.actuate.ReportApplication.Reports;
import org.pynenc.actuate.ReportApplication.Years;
import org.pynenc.backend.PynencBackendAutoConfiguration;
import org.pynenc.backend.memory.PynencMemoryAutoConfiguration;
import org.pynenc.client.PynencClientAutoConfiguration;
import org.pynenc.execution.PynencExecutionAutoConfiguration;
import org.pynenc.orchestrator.PynencOrchestratorAutoConfiguration;
import org.pynenc.runner.PynencRunnerAutoConfiguration;
import org.pynenc.serializer.PynencSerializerAutoConfiguration;
import org.pynenc.task.PynencTaskAutoConfiguration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A {@link ReportApplication} and its endpoints, asked as over HTTP.
 */
final class Actuator {

	private final AssertableWebApplicationContext context;

	private final MockMvcTester http;

	private Actuator(AssertableWebApplicationContext context) {
		assertThat(context).hasNotFailed();
		this.context = context;
		this.http = MockMvcTester.from(context.getSourceApplicationContext());
	}

	static WebApplicationContextRunner application(String... properties) {
		return new WebApplicationContextRunner().withUserConfiguration(ReportApplication.class)
			.withPropertyValues(ReportApplication.PROPERTIES)
			.withPropertyValues(properties);
	}

	static void of(WebApplicationContextRunner application, Test test) {
		application.run((context) -> test.run(new Actuator(context)));
	}

	ApplicationContext context() {
		return this.context.getSourceApplicationContext();
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	Reports reports() {
		return bean(Reports.class);
	}

	Years years() {
		return bean(Years.class);
	}

	JsonNode get(String uri) {
		return get(uri, 200);
	}

	JsonNode get(String uri, int status) {
		return answer(this.http.get().uri("/actuator" + uri).exchange(), status);
	}

	JsonNode post(String uri, String json, int status) {
		return answer(this.http.post()
			.uri("/actuator" + uri)
			.contentType(MediaType.APPLICATION_JSON)
			.content(json)
			.exchange(), status);
	}

	MvcTestResult getAs(String user, String role, String uri) {
		return this.http.get().uri("/actuator" + uri).principal(() -> user).with((request) -> {
			request.addUserRole(role);
			return request;
		}).exchange();
	}

	static JsonNode answer(MvcTestResult result, int status) {
		MockHttpServletResponse response = result.getResponse();
		assertThat(response.getStatus()).isEqualTo(status);
		byte[] body = response.getContentAsByteArray();
		return (body.length > 0) ? JsonMapper.shared().readTree(body) : JsonMapper.shared().missingNode();
	}

	/**
	 * An application of our auto-configurations alone, from whose class path packages are
	 * missing.
	 */
	static WebApplicationContextRunner withoutPackages(String... missing) {
		return new WebApplicationContextRunner().withUserConfiguration(OnlyPynenc.class)
			.withClassLoader(new FilteredClassLoader(missing))
			.withPropertyValues("management.endpoints.web.exposure.include=pynenc");
	}

	/**
	 * Imported as an application does it, so that a class that is missing is missing.
	 */
	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ PynencBackendAutoConfiguration.class, PynencMemoryAutoConfiguration.class,
			PynencSerializerAutoConfiguration.class, PynencTaskAutoConfiguration.class,
			PynencOrchestratorAutoConfiguration.class, PynencExecutionAutoConfiguration.class,
			PynencClientAutoConfiguration.class, PynencRunnerAutoConfiguration.class,
			PynencEndpointAutoConfiguration.class, PynencHealthContributorAutoConfiguration.class })
	static class OnlyPynenc {

	}

	/**
	 * What is tested of it.
	 */
	@FunctionalInterface
	interface Test {

		void run(Actuator actuator) throws Exception;

	}

}
