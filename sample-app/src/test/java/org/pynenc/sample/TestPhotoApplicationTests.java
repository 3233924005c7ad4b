package org.pynenc.sample;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pynenc.InvocationStatus;
import org.pynenc.orchestrator.Orchestrator;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@code spring-boot:test-run} starts.
 */
@ExtendWith(OutputCaptureExtension.class)
class TestPhotoApplicationTests {

	@Test
	void processesAPhotoOnARedisOfItsOwn(CapturedOutput output) {
		SpringApplication.Running running = TestPhotoApplication.start("--server.port=0");
		try (ConfigurableApplicationContext application = running.getApplicationContext()) {
			String port = application.getEnvironment().getRequiredProperty("local.server.port");
			PhotoClient client = new PhotoClient(
					RestTestClient.bindToServer().baseUrl("http://127.0.0.1:" + port).build());
			PhotoView photo = client.awaitEnd(client.accepted(client.http().post().uri("/photos/example").exchange()));
			assertThat(photo.status()).isEqualTo(InvocationStatus.SUCCESS);
			client.get("/actuator/health").expectBody().jsonPath("$.status").isEqualTo("UP");
			assertThat(application.getBean(Orchestrator.class).getClass().getSimpleName())
				.isEqualTo("RedisOrchestrator");
			assertThat(output).contains(application.getBean(EmbeddedRedis.class).url());
		}
		assertThat(output).doesNotContain("Redis did not do");
	}

}
