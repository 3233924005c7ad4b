package org.pynenc.sample;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.pynenc.InvocationStatus;
import org.pynenc.StatusChange;
import org.pynenc.sample.PhotoView.Part;

import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The jar in several JVMs on one Redis: a web server that executes nothing, and runners
 * without a web server.
 */
@EnabledIfSystemProperty(named = PhotoProcess.JAR, matches = ".+")
class PhotoNodesIT {

	private static final String NO_OPTION = "-Xshare:auto";

	private static final String CAPTIONS_APART = "--pynenc.tasks[captions.describe].queue=captions";

	private final List<PhotoProcess> nodes = new ArrayList<>();

	@TempDir
	private Path directory;

	private EmbeddedRedis redis;

	private PhotoClient client;

	@BeforeEach
	void startRedisAndWeb() throws IOException {
		this.redis = EmbeddedRedis.start();
		this.client = start("--spring.profiles.active=redis", "--pynenc.runner.enabled=false", "--server.port=0")
			.awaitWeb();
	}

	@AfterEach
	void stop() {
		this.nodes.forEach(PhotoProcess::close);
		this.redis.close();
	}

	@Test
	void aRunnerProcessesWhatTheWebServerAccepted() throws IOException {
		PhotoView accepted = upload();
		assertThat(accepted.status()).isEqualTo(InvocationStatus.REGISTERED);
		this.client.get("/actuator/health").expectBody().jsonPath("$.status").isEqualTo("UP");

		startRunner();
		PhotoView photo = this.client.awaitEnd(accepted);
		assertThat(photo.failure()).isNull();
		assertThat(photo.report().caption()).isEqualTo("A dark picture in portrait format");
		assertThat(photo.parts()).extracting(Part::name)
			.containsExactly("thumbnail 64", "thumbnail 160", "thumbnail 320", "inspection", "caption");
		assertThat(runnersOf(photo)).hasSize(1);
		assertThat(width(photo, 64)).isEqualTo(32);
	}

	@Test
	void theWebServerShowsWhatRunnersAreDoing() throws IOException {
		startRunner("--pynenc.runner.queues=default");
		PhotoView accepted = upload();
		PhotoView waiting = Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.until(() -> this.client.show(accepted), PhotoNodesIT::waitsForItsCaption);
		assertThat(waiting.report()).isNull();
		assertThat(width(waiting, 160)).isEqualTo(80);

		startRunner("--pynenc.runner.queues=captions");
		PhotoView photo = this.client.awaitEnd(accepted);
		assertThat(photo.report()).isNotNull();
		assertThat(runnersOf(photo)).hasSize(2);
	}

	private static boolean waitsForItsCaption(PhotoView photo) {
		return photo.status() == InvocationStatus.PAUSED && photo.parts()
			.stream()
			.map(Part::status)
			.toList()
			.equals(List.of(InvocationStatus.SUCCESS, InvocationStatus.SUCCESS, InvocationStatus.SUCCESS,
					InvocationStatus.SUCCESS, InvocationStatus.REGISTERED));
	}

	private void startRunner(String... arguments) throws IOException {
		start(Stream.concat(Stream.of("--spring.profiles.active=runner"), Stream.of(arguments)).toArray(String[]::new))
			.awaitStarted();
	}

	private PhotoProcess start(String... arguments) throws IOException {
		String[] all = Stream
			.concat(Stream.of("--spring.data.redis.url=" + this.redis.url(), CAPTIONS_APART), Stream.of(arguments))
			.toArray(String[]::new);
		PhotoProcess node = PhotoProcess.start(this.directory, NO_OPTION, all);
		this.nodes.add(node);
		return node;
	}

	private PhotoView upload() {
		return this.client
			.accepted(this.client.send(MediaType.IMAGE_PNG, TestPictures.plain(new Color(16, 32, 48), 100, 200)));
	}

	private int width(PhotoView photo, int thumbnailSize) throws IOException {
		byte[] thumbnail = this.client.get(photo.href() + "/thumbnails/" + thumbnailSize)
			.expectStatus()
			.isOk()
			.returnResult(byte[].class)
			.getResponseBody();
		return TestPictures.decode(thumbnail).getWidth();
	}

	private static List<String> runnersOf(PhotoView photo) {
		return Stream.concat(Stream.of(photo.history()), photo.parts().stream().map(Part::history))
			.flatMap(List::stream)
			.map(StatusChange::runner)
			.filter((runner) -> runner != null)
			.distinct()
			.toList();
	}

}
