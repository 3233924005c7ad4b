package org.pynenc.sample;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.pynenc.InvocationStatus;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * As it is, the application keeps all in memory: the client of Redis is on its class path
 * and connects to nothing.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@AutoConfigureRestTestClient
class WithoutRedisTests {

	private static final ServerSocketChannel watched = listen();

	@DynamicPropertySource
	static void address(DynamicPropertyRegistry properties) {
		properties.add("spring.data.redis.url", () -> "redis://127.0.0.1:" + watched.socket().getLocalPort());
	}

	@AfterAll
	static void close() throws IOException {
		watched.close();
	}

	@Test
	void processesAPhotoAndIsHealthy(@Autowired RestTestClient http) throws IOException {
		PhotoClient client = new PhotoClient(http);
		PhotoView photo = client.awaitEnd(client.accepted(http.post().uri("/photos/example").exchange()));
		assertThat(photo.status()).isEqualTo(InvocationStatus.SUCCESS);
		client.get("/actuator/health").expectStatus().isOk().expectBody().jsonPath("$.status").isEqualTo("UP");
		assertThat(watched.accept()).as("a connection to Redis").isNull();
	}

	private static ServerSocketChannel listen() {
		try {
			ServerSocketChannel channel = ServerSocketChannel.open();
			channel.configureBlocking(false);
			return channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
